package org.imprint.lab.sweep;

import org.imprint.core.Checks;
import org.imprint.core.gen.ProxyGenerator;

/**
 * GEN and its k.
 *
 * @param method how proxies are made
 * @param k proxies per class, in [1, 10000]; 1 for the mean and least squares, {@value #EVERY_ROW} for every row
 */
public record GeneratorChoice(GeneratorMethod method, int k) {

    /** The published k of {@link GeneratorMethod#ALL}. */
    public static final int EVERY_ROW = -1;

    /** Checks k. */
    public GeneratorChoice {
        if (method == GeneratorMethod.ALL) {
            Checks.inRange("all.k", k, EVERY_ROW, EVERY_ROW);
        } else {
            Checks.inRange(method.wireName() + ".k", k, 1, method.usesK() ? ProxyGenerator.MAX_K : 1);
        }
    }

    /** Returns the choice of a method that knows its k. */
    public static GeneratorChoice of(GeneratorMethod method) {
        return new GeneratorChoice(method, method == GeneratorMethod.ALL ? EVERY_ROW : 1);
    }
}
