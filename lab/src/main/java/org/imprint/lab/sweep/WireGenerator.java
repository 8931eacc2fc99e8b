package org.imprint.lab.sweep;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.recipe.KnownMethods;

/**
 * GEN as files write it.
 *
 * @param name wire name
 * @param k proxies per class; 1 for the mean and least squares, {@value #EVERY_ROW} for every row
 */
public record WireGenerator(String name, int k) {

    /** The published k of GEN {@code all}. */
    public static final int EVERY_ROW = -1;

    /**
     * What a published file without {@code proxy_methods} asks for. No such method exists: such combinations have ids but cannot be
     * run.
     */
    public static final String LMEANS = "lmeans";

    /** Returns a generator as it is written. */
    public static WireGenerator of(ProxyGenerator generator) {
        return new WireGenerator(generator.wireName(), written(generator.k()));
    }

    private static int written(int k) {
        return k == ProxyGenerator.EVERY_ROW ? EVERY_ROW : k;
    }

    /**
     * Returns the generator, one that is missing if none of that name is known; λ is the backbone's.
     *
     * @throws ImprintException if k is none of the generator's
     */
    public ProxyGenerator generator() {
        return KnownMethods.get()
                .generator(name)
                .map(this::of)
                .orElseGet(() -> new MissingGenerator(name, k == EVERY_ROW ? ProxyGenerator.EVERY_ROW : k));
    }

    private ProxyGenerator of(GeneratorKind kind) {
        if (kind.usesK()) {
            return kind.of(Checks.inRange(name + ".k", k, 1, ProxyGenerator.MAX_K));
        }
        ProxyGenerator only = kind.only();
        Checks.inRange(name + ".k", k, written(only.k()), written(only.k()));
        return only;
    }
}
