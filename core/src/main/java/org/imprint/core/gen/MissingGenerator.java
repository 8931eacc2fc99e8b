package org.imprint.core.gen;

/**
 * A generator of which the name is known but not the code: results of it can be read, stored, filtered and shown, nothing can be
 * computed. So a store opens where the jar of somebody's own method is missing.
 *
 * @param wireName its name
 * @param k proxies per class, as written
 */
public record MissingGenerator(String wireName, int k) implements ProxyGenerator {

    @Override
    public GeneratorKind kind() {
        return GeneratorKind.missing(wireName);
    }

    @Override
    public boolean usesSeed() {
        return true;
    }
}
