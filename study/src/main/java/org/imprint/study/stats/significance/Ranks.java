package org.imprint.study.stats.significance;

import java.util.Arrays;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Ranks of numbers, 1 for the smallest, and what ties among them add up to. */
public final class Ranks {

    private Ranks() {}

    /** Returns the ranks; equal values share the mean of theirs. */
    public static double[] average(double[] values) {
        return new NaturalRanking(TiesStrategy.AVERAGE).apply(values);
    }

    /** Returns the ranks; equal values share one, and the next value has the next rank. */
    public static double[] dense(double[] values) {
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        return Arrays.stream(values)
                .map(value -> Arrays.binarySearch(distinct, value) + 1)
                .toArray();
    }

    /** Returns Σ (t³ − t) over groups of t equal values. */
    static double tieSum(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double t = i - from;
                sum += t * t * t - t;
                from = i;
            }
        }
        return sum;
    }

    /** Returns column {@code j} of {@code rows}, each value times {@code sign}. */
    public static double[] column(double[][] rows, int j, int sign) {
        return Arrays.stream(rows).mapToDouble(row -> sign * row[j]).toArray();
    }
}
