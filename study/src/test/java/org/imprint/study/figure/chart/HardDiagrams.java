package org.imprint.study.figure.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.study.stats.Clique;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.MissingReport;
import org.imprint.study.stats.RankedMethod;
import org.imprint.study.stats.ScoreTable;
import org.imprint.study.stats.Verdict;

/** Comparisons that are hard to draw. */
final class HardDiagrams {

    private HardDiagrams() {}

    /** Methods whose scores rise with their index by {@code step}, with noise of deviation 1, on {@code blocks} blocks. */
    static Comparison made(int methods, int blocks, double step, ComparisonOptions options) {
        SplittableRandom random = new SplittableRandom(20 + methods);
        ScoreTable.Builder table = ScoreTable.builder();
        for (int i = 0; i < methods; i++) {
            for (int j = 0; j < blocks; j++) {
                table.add("k-means, k = " + (i + 1) + ", L2", "block " + j, step * i + random.nextGaussian());
            }
        }
        return Comparison.of(table.build(), options);
    }

    /** A comparison as given, for what scores would hardly give. */
    static Comparison given(List<String> names, double[] ranks, List<List<Integer>> cliques) {
        return new Comparison(
                ComparisonOptions.defaults(),
                new MissingReport(List.of(), List.of(), List.of(), 12),
                IntStream.range(0, ranks.length)
                        .mapToObj(i -> new RankedMethod(List.of(names.get(i)), ranks[i]))
                        .toList(),
                Optional.empty(),
                List.of(),
                cliques.stream().map(Clique::new).toList(),
                OptionalDouble.empty(),
                new Verdict(Verdict.Kind.PAIRS_TESTED, "Pairs were tested."),
                List.of());
    }

    /** Twenty methods of one rank with names of forty letters; the first twelve form a clique, the last five another. */
    static Comparison twentyEqual() {
        List<String> names = IntStream.range(0, 20)
                .mapToObj(i -> String.format("method %02d with a name of forty letters λ²", i))
                .toList();
        double[] ranks = IntStream.range(0, 20).mapToDouble(i -> 10.5).toArray();
        return given(names, ranks, List.of(run(0, 12), run(15, 20)));
    }

    /** Cliques with gaps, as reference semantics give them. */
    static Comparison gaps() {
        return given(
                List.of("A", "B", "C", "D", "E"),
                new double[] {1.2, 2.0, 2.9, 3.7, 5.2},
                List.of(List.of(0, 2), List.of(1, 3, 4), List.of(2, 3)));
    }

    static List<Integer> run(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
