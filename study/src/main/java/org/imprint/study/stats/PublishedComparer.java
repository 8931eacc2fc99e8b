package org.imprint.study.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.study.stats.significance.Friedman;
import org.imprint.study.stats.significance.Holm;
import org.imprint.study.stats.significance.Ranks;
import org.imprint.study.stats.significance.SignedRank;

/** One comparison as the published code makes it ({@code analysis/cd_diag.py}), defects included. */
final class PublishedComparer {

    private final CompleteTable table;
    private final ComparisonOptions options;
    private final double[][] rows;

    PublishedComparer(CompleteTable table, ComparisonOptions options) {
        this.table = table;
        this.options = options;
        this.rows = table.inRowOrder();
    }

    Comparison compare() {
        if (table.blocks().isEmpty()) {
            return stops(List.of(), Optional.empty(), "no block has a score of every method");
        }
        int[] order = order();
        List<RankedMethod> methods = methods(order);
        if (methods.size() < 3) {
            return stops(methods, Optional.empty(), "Friedman's test needs at least three methods");
        }
        Friedman friedman = Friedman.of(rows);
        if (friedman.p() >= options.alpha()) {
            String reason = "Friedman's test does not reject (p = " + Verdict.rounded(friedman.p()) + ", α = "
                    + options.alpha() + ")";
            return stops(methods, Optional.of(friedman), reason);
        }
        List<MethodPair> pairs = pairs(order);
        long different = pairs.stream().filter(MethodPair::different).count();
        return new Comparison(
                options,
                table.missing(),
                methods,
                Optional.of(friedman),
                pairs,
                Cliques.maximal(methods.size(), pairs),
                OptionalDouble.empty(),
                new Verdict(
                        Verdict.Kind.PAIRS_TESTED,
                        "The published code calls " + different + " of " + pairs.size() + " pairs different at α = "
                                + options.alpha() + "."),
                List.of());
    }

    /** Returns rows of the table, worst average rank first, equal ones by name (as pandas does for up to 16 methods). */
    private int[] order() {
        double[] ranks = averageRanks();
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -ranks[i])
                        .thenComparing(i -> table.groups().get(i).get(0)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private List<RankedMethod> methods(int[] order) {
        double[] ranks = averageRanks();
        return IntStream.of(order)
                .mapToObj(i -> new RankedMethod(table.groups().get(i), ranks[i]))
                .toList();
    }

    /** Ranks are aligned by block, unlike the tests, but dense. */
    private double[] averageRanks() {
        int n = table.blocks().size();
        double[] mean = new double[table.size()];
        for (int j = 0; j < n; j++) {
            double[] ranks = Ranks.dense(Ranks.column(table.scores(), j, -1));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += ranks[i];
            }
        }
        return Arrays.stream(mean).map(sum -> sum / n).toArray();
    }

    private List<MethodPair> pairs(int[] order) {
        int[] position = new int[order.length];
        for (int at = 0; at < order.length; at++) {
            position[order[at]] = at;
        }
        List<int[]> ends = new ArrayList<>();
        List<Optional<SignedRank>> tests = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                ends.add(new int[] {position[i], position[j]});
                tests.add(
                        Arrays.equals(rows[i], rows[j])
                                ? Optional.empty()
                                : Optional.of(
                                        SignedRank.of(SignedRank.differences(rows[i], rows[j]), options.signedRank())));
            }
        }
        // Identical methods have p = 0: they come first and count as different.
        double[] p = tests.stream()
                .mapToDouble(test -> test.map(SignedRank::p).orElse(0.0))
                .toArray();
        Holm holm = Holm.of(p, options.alpha());
        return IntStream.of(holm.order())
                .mapToObj(t -> new MethodPair(
                        ends.get(t)[0], ends.get(t)[1], p[t], holm.adjusted(t), holm.rejected(t), tests.get(t)))
                .toList();
    }

    private Comparison stops(List<RankedMethod> methods, Optional<Friedman> friedman, String reason) {
        return new Comparison(
                options,
                table.missing(),
                methods,
                friedman,
                List.of(),
                List.of(),
                OptionalDouble.empty(),
                new Verdict(
                        Verdict.Kind.PUBLISHED_CODE_STOPS, "The published code ends its process here: " + reason + "."),
                List.of());
    }
}
