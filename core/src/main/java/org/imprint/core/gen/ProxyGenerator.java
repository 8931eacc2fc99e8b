package org.imprint.core.gen;

import org.imprint.core.Named;

/**
 * Makes the proxies (weight rows) of a task from its embeddings: the GEN step.
 *
 * <p>Sealed, because only two kinds can be carried out: {@link ClassGenerator}, which sees one class at a time, and
 * {@link JointGenerator}, which sees all. Both are open: a record that implements one of them is a generator like ours.
 */
public sealed interface ProxyGenerator extends Named permits ClassGenerator, JointGenerator, MissingGenerator {

    /** Largest number of proxies per class that can be asked for. */
    int MAX_K = 10_000;

    /** {@link #k()} of a generator that makes every row a proxy. */
    int EVERY_ROW = Integer.MAX_VALUE;

    /** Returns what holds of this generator whatever its k; a constant. */
    GeneratorKind kind();

    /** Returns the name in sweep and result files; k is not part of it. */
    @Override
    default String wireName() {
        return kind().wireName();
    }

    /** Returns k, the most proxies that a class gets; 1 where there is no choice, {@link #EVERY_ROW} for all rows. */
    int k();

    /** Returns whether different seeds can give different proxies in corrected semantics. */
    boolean usesSeed();

    /** Returns the generator with λ put in, where it asks for the backbone's; otherwise itself. */
    default ProxyGenerator withLambda(double lambda) {
        return this;
    }

    /** Returns a number that the proxies of a class of so many rows do not exceed. */
    default long most(long rows) {
        return Math.min(rows, k());
    }

    /** Returns what the proxies of one class of n rows of width d cost; for all classes at once, besides the regression. */
    default GenerationCost cost(int n, int d) {
        return GenerationCost.reading(n, d, 1);
    }
}
