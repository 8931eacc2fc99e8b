package org.imprint.core.eval.probability;

import org.imprint.core.Checks;
import org.imprint.core.eval.WilsonInterval;

/**
 * How large sets of classes are, and how often they hold the true class.
 *
 * @param n how many sets
 * @param held how many hold the true class
 * @param empty how many hold none
 * @param meanSize mean number of classes; NaN without a set
 */
public record SetFigures(long n, long held, long empty, double meanSize) {

    /** Checks the ranges. */
    public SetFigures {
        Checks.require(n >= 0, "sets must be at least 0", n);
        Checks.require(held >= 0 && held <= n, "sets that hold the true class must be in [0, " + n + "]", held);
        Checks.require(empty >= 0 && empty <= n - held, "empty sets must be in [0, " + (n - held) + "]", empty);
    }

    /** Returns held / n, in [0, 1]; NaN without a set. */
    public double share() {
        return (double) held / n;
    }

    /** Returns the 95 % interval of the share. */
    public WilsonInterval interval() {
        return WilsonInterval.of(held, n);
    }
}
