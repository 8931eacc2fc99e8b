package org.imprint.core.cluster;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.NumpyRandom;

/**
 * k-means with the numbers of scikit-learn 1.5.2's {@code KMeans(k, random_state=seed)}: one run from greedy k-means++,
 * Lloyd's iteration to at most 300 steps or a tolerance of 10⁻⁴ times the mean variance of a column.
 *
 * <pre>
 *   minimise Σᵢ ‖xᵢ − c(i)‖²      x [n, d], centres c [k, d]
 * </pre>
 *
 * <p>Same seed: same first centres, labels, iterations, and centres equal to those of one OpenMP thread. Rows that lie equally near
 * to two centres, to the last bits of a matrix product, may differ between BLAS builds.
 *
 * <p>With more clusters than distinct rows the surplus clusters are empty or split equal rows by rounding noise, as there.
 *
 * <p>Time O(n·d·k) per iteration at worst; bounds on distances skip rows that cannot change. Memory n·d and n·k numbers.
 *
 * @param k clusters, ≥ 1
 */
public record KMeans(int k) {

    static final int MAX_ITERATIONS = 300;
    static final double TOLERANCE = 1e-4;

    /** Checks k. */
    public KMeans {
        Checks.require(k >= 1, "k-means must have k ≥ 1", k);
    }

    /**
     * Clusters the rows of x.
     *
     * @param x [n, d] with n ≥ k, finite; not written to
     * @param seed of NumPy's legacy generator, in [0, 2^32 − 1]
     * @throws ImprintException if n &lt; k or an element is NaN or infinite
     */
    public Clustering fit(FloatMatrix x, long seed, Precision precision, Parallel parallel) {
        Space space = space(x, precision, parallel);
        int[] seeds = new PlusPlus(space, parallel).choose(k, new NumpyRandom(seed));
        space.placeCentres(seeds);
        return new Lloyd(space, parallel).run(seeds);
    }

    /** Clusters the rows of x from given centres [k, d]. */
    Clustering fitFrom(FloatMatrix x, DoubleMatrix centres, Precision precision, Parallel parallel) {
        Space space = space(x, precision, parallel);
        space.placeCentres(centres);
        return new Lloyd(space, parallel).run(new int[0]);
    }

    private Space space(FloatMatrix x, Precision precision, Parallel parallel) {
        Checks.require(x.rows() >= k, "k-means needs at least k = " + k + " rows", x.rows());
        Space space = precision == Precision.DOUBLE ? new DoubleSpace(x, k, parallel) : new FloatSpace(x, k, parallel);
        // Not finite as soon as one element is not; in float also when a sum of finite ones is too large.
        Checks.require(
                Double.isFinite(space.tolerance()), "k-means needs rows with finite variance", space.tolerance());
        return space;
    }
}
