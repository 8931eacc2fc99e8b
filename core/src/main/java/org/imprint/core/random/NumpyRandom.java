package org.imprint.core.random;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * NumPy's legacy {@code RandomState}, as far as scikit-learn's k-means draws from it. Not thread-safe.
 *
 * <p>Source: numpy 1.26, {@code numpy/random/mtrand.pyx}; values checked against numpy 1.24.
 */
public final class NumpyRandom {

    private final MersenneTwister mt;

    /**
     * Creates {@code RandomState(seed)}.
     *
     * @param seed in [0, 2^32 − 1], as NumPy demands
     */
    public NumpyRandom(long seed) {
        if (seed < 0 || seed > 0xffffffffL) {
            throw new ImprintException("seed must be in [0, 4294967295], was " + seed);
        }
        mt = MersenneTwister.seeded((int) seed);
    }

    /** Returns the next of {@code random_sample()}: a double in [0, 1), two words of the stream. */
    public double nextDouble() {
        return mt.nextDouble();
    }

    /** Returns {@code uniform(size=n)}: n doubles in [0, 1). */
    public double[] uniform(int n) {
        double[] u = new double[n];
        for (int i = 0; i < n; i++) {
            u[i] = mt.nextDouble();
        }
        return u;
    }

    /**
     * Returns {@code choice(p.length, p=p)}: an index drawn with the given probabilities.
     *
     * <p>One double u of the stream; the result is how many entries of the normalised cumulative sum are ≤ u.
     *
     * @param p probabilities, at least one, with a positive sum
     */
    public int choice(double[] p) {
        Checks.require(p.length > 0, "choice needs at least one probability", 0);
        double[] cdf = p.clone();
        for (int i = 1; i < cdf.length; i++) {
            cdf[i] += cdf[i - 1];
        }
        double total = cdf[cdf.length - 1];
        double u = mt.nextDouble();
        int index = 0;
        while (index < cdf.length && cdf[index] / total <= u) {
            index++;
        }
        return index;
    }
}
