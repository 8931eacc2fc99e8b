package org.imprint.study.stats.significance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.imprint.core.Source;

/**
 * Holm's step-down correction: the chance of calling any of K pairs different by mistake stays at most α.
 *
 * <pre>
 *   p_(0) ≤ p_(1) ≤ …       rejected while p_(i) ≤ α / (K − i), up to the first that is not
 *   adjusted p_(i) = max over j ≤ i of min(1, (K − j) p_(j))
 * </pre>
 */
@Source(
        paper = "S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scand. J. Statistics 6, 1979",
        url = "https://www.jstor.org/stable/4615733",
        oracle = "R's p.adjust(method = 'holm'), by its definition; the published code's decisions")
public final class Holm {

    private final int[] order;
    private final double[] adjusted;
    private final boolean[] rejected;

    private Holm(int[] order, double[] adjusted, boolean[] rejected) {
        this.order = order;
        this.adjusted = adjusted;
        this.rejected = rejected;
    }

    /** Returns the correction of p-values, in the order of the tests, at level α. */
    public static Holm of(double[] p, double alpha) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        boolean[] rejected = new boolean[p.length];
        boolean open = true;
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            int left = p.length - i;
            largest = Math.max(largest, Math.min(1, left * p[order[i]]));
            adjusted[order[i]] = largest;
            open = open && p[order[i]] <= alpha / left;
            rejected[order[i]] = open;
        }
        return new Holm(order, adjusted, rejected);
    }

    /** Returns the tests by rising p; equal ones as they were given. */
    public int[] order() {
        return Arrays.copyOf(order, order.length);
    }

    /** Returns the adjusted p of a test: it is rejected at every α that is not smaller. */
    public double adjusted(int test) {
        return adjusted[test];
    }

    /** Returns whether a test is rejected at α. */
    public boolean rejected(int test) {
        return rejected[test];
    }
}
