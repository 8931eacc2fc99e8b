package org.imprint.core.curve;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.Checks;

/**
 * How a learning curve is measured: by cross-validation, each fold with nested parts of the rows that are not in it.
 *
 * @param folds K: each row is asked once in a repeat, by what was learned from the other K − 1 parts or some of them; in [2, 100]
 * @param repeats how often rows are drawn anew; in [1, 1000]
 * @param seed of draws and recipe, in [0, 2^32 − 1]
 */
public record CurvePlan(int folds, int repeats, long seed) {

    /** Largest number of sizes. */
    static final int SIZES = 8;

    /** Fewest sizes that a curve is fitted to. */
    static final int FEWEST = 5;

    private static final double RATIO = Math.sqrt(0.5);

    /** Checks the ranges. */
    public CurvePlan {
        Checks.inRange("curve.folds", folds, 2, 100);
        Checks.inRange("curve.repeats", repeats, 1, 1000);
        Checks.require(seed >= 0 && seed <= 0xffffffffL, "seed must be in [0, 4294967295]", seed);
    }

    /** Returns 5 folds, 5 repeats. */
    public static CurvePlan ofSeed(long seed) {
        return new CurvePlan(5, 5, seed);
    }

    /** Returns the fewest rows that the class in the middle must have, for {@value #FEWEST} sizes. */
    public int fewestRows() {
        return IntStream.iterate(folds, n -> n + 1)
                .filter(n -> shares(n).length >= FEWEST)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the shares of each class's training part that are learned, rising to 1: by factors of √2 down to two rows of the class in the
     * middle,
     * at most {@value #SIZES}.
     *
     * @param middle rows of the class in the middle
     */
    double[] shares(int middle) {
        int part = middle - (middle + folds - 1) / folds;
        double[] falling = IntStream.range(0, SIZES)
                .mapToDouble(s -> Math.pow(RATIO, s))
                .filter(share -> share * part >= 2)
                .toArray();
        double[] rising = new double[falling.length];
        Arrays.setAll(rising, s -> falling[falling.length - 1 - s]);
        return rising;
    }
}
