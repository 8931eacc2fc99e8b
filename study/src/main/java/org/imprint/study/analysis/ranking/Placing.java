package org.imprint.study.analysis.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.median.Spread;
import org.imprint.study.stats.significance.Ranks;

/**
 * How a configuration does beside others: its ranks within groups and its median accuracies there.
 *
 * <p>Rank 1 is the highest median of a group; equal medians share the mean of their ranks. A configuration without a score in a group
 * has no rank there, and the others are ranked without it. Tables, figures and reports all take their ranks from here.
 *
 * @param method place of the configuration in the {@link Medians}
 * @param rank mean and spread of its ranks, over the groups that have its score
 * @param accuracy mean and spread of its medians over the same groups, in per cent
 */
public record Placing(int method, Spread rank, Spread accuracy) {

    /**
     * Ranks configurations within each of some groups. Time O(g · m log m) for g groups and m configurations, memory O(g · m).
     *
     * @param groups places of the groups
     * @param methods places of the configurations
     * @return one per configuration, in the order given; {@code n} of its spreads is 0 if no group has its score
     */
    public static List<Placing> of(Medians medians, List<Integer> groups, List<Integer> methods) {
        double[][] accuracies = new double[methods.size()][groups.size()];
        double[][] ranks = new double[methods.size()][groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            int[] scored = new int[methods.size()];
            double[] falling = new double[methods.size()];
            int n = 0;
            for (int m = 0; m < scored.length; m++) {
                double accuracy =
                        medians.accuracy(groups.get(g), methods.get(m)).orElse(Double.NaN);
                accuracies[m][g] = accuracy;
                ranks[m][g] = Double.NaN;
                if (!Double.isNaN(accuracy)) {
                    scored[n] = m;
                    falling[n++] = -accuracy;
                }
            }
            double[] ranked = Ranks.average(Arrays.copyOf(falling, n));
            for (int i = 0; i < n; i++) {
                ranks[scored[i]][g] = ranked[i];
            }
        }
        List<Placing> placings = new ArrayList<>();
        IntStream.range(0, methods.size())
                .forEach(m -> placings.add(new Placing(methods.get(m), known(ranks[m]), known(accuracies[m]))));
        return placings;
    }

    private static Spread known(double[] values) {
        return Spread.of(
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
    }
}
