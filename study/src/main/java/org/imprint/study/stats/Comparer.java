package org.imprint.study.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.study.stats.significance.Friedman;
import org.imprint.study.stats.significance.Holm;
import org.imprint.study.stats.significance.Nemenyi;
import org.imprint.study.stats.significance.Ranks;
import org.imprint.study.stats.significance.SignedRank;

/** One comparison in corrected semantics. */
final class Comparer {

    private final CompleteTable table;
    private final ComparisonOptions options;
    private final int blocks;
    private final List<RankedMethod> methods = new ArrayList<>();
    private final List<double[]> scores = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Comparer(CompleteTable joined, ComparisonOptions options) {
        this.table = joined;
        this.options = options;
        this.blocks = joined.blocks().size();
    }

    Comparison compare() {
        if (!table.missing().gaps().isEmpty()) {
            notes.add(table.missing().sentence());
        }
        if (blocks == 0) {
            return untestable("No block has a score of every method, so there is nothing to compare.");
        }
        if (table.size() == 0) {
            return untestable("No method has a score on every block, so there is nothing to compare.");
        }
        rank();
        if (methods.size() == 1) {
            int alike = methods.get(0).names().size();
            return untestable(
                    alike == 1
                            ? "There is one method, so there is nothing to compare it with."
                            : (alike == 2 ? "Both" : "All " + alike)
                                    + " methods have the same score on every block: they cannot be told apart.");
        }
        if (blocks == 1) {
            return untestable(
                    "There is one block; its scores give an order, but no test can tell methods apart by it.");
        }
        Optional<Friedman> friedman =
                methods.size() < 3 ? Optional.empty() : Optional.of(Friedman.of(scores.toArray(double[][]::new)));
        return result(friedman);
    }

    private void rank() {
        double[] sums = new double[table.size()];
        for (int j = 0; j < blocks; j++) {
            double[] ranks = Ranks.average(
                    Ranks.column(table.scores(), j, -options.direction().sign()));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += ranks[i];
            }
        }
        IntStream.range(0, sums.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> sums[i])
                        .thenComparing(i -> table.groups().get(i).get(0)))
                .forEach(i -> {
                    methods.add(new RankedMethod(table.groups().get(i), sums[i] / blocks));
                    scores.add(table.scores()[i]);
                });
        methods.stream()
                .filter(method -> method.names().size() > 1)
                .forEach(method ->
                        notes.add("Identical on every block, and counted as one method: " + method.label() + "."));
    }

    private Comparison result(Optional<Friedman> friedman) {
        boolean open = friedman.isEmpty() || friedman.get().p() < options.alpha();
        boolean nemenyi = options.postHoc() == PostHoc.NEMENYI;
        List<MethodPair> pairs = nemenyi ? nemenyi(open) : wilcoxon(open);
        List<Clique> cliques = Cliques.contiguous(methods.size(), pairs);
        OptionalDouble distance = nemenyi
                ? OptionalDouble.of(new Nemenyi(methods.size(), blocks).criticalDifference(options.alpha()))
                : OptionalDouble.empty();
        Verdict verdict = open
                ? new Verdict(Verdict.Kind.PAIRS_TESTED, tested(friedman, pairs))
                : new Verdict(
                        Verdict.Kind.NOTHING_DIFFERS,
                        said(friedman.get()) + " does not tell that any of the " + methods.size()
                                + " methods differ, so no pair is called different.");
        if (open) {
            noteOnPower(pairs);
        }
        Cliques.pairsOutside(cliques, pairs)
                .forEach(
                        pair -> notes.add(
                                label(pair.first()) + " and " + label(pair.second())
                                        + " are not told apart, but have no bar: a method ranked between them differs from one of them."));
        return new Comparison(options, table.missing(), methods, friedman, pairs, cliques, distance, verdict, notes);
    }

    private String label(int position) {
        return methods.get(position).label();
    }

    private List<MethodPair> wilcoxon(boolean open) {
        List<int[]> ends = ends();
        List<SignedRank> tests = ends.stream().map(this::signedRank).toList();
        Holm holm = Holm.of(tests.stream().mapToDouble(SignedRank::p).toArray(), options.alpha());
        return IntStream.of(holm.order())
                .mapToObj(t -> new MethodPair(
                        ends.get(t)[0],
                        ends.get(t)[1],
                        tests.get(t).p(),
                        holm.adjusted(t),
                        open && holm.rejected(t),
                        Optional.of(tests.get(t))))
                .toList();
    }

    private List<MethodPair> nemenyi(boolean open) {
        Nemenyi test = new Nemenyi(methods.size(), blocks);
        return ends().stream()
                .map(ends -> {
                    double p = test.p(methods.get(ends[1]).averageRank()
                            - methods.get(ends[0]).averageRank());
                    boolean different = open && p <= options.alpha();
                    return new MethodPair(ends[0], ends[1], p, p, different, Optional.of(signedRank(ends)));
                })
                .sorted(Comparator.comparingDouble(MethodPair::p))
                .toList();
    }

    private List<int[]> ends() {
        List<int[]> ends = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            for (int j = i + 1; j < methods.size(); j++) {
                ends.add(new int[] {i, j});
            }
        }
        return ends;
    }

    private SignedRank signedRank(int[] ends) {
        boolean higher = options.direction() == Direction.HIGHER_IS_BETTER;
        double[] better = scores.get(higher ? ends[0] : ends[1]);
        double[] worse = scores.get(higher ? ends[1] : ends[0]);
        return SignedRank.of(SignedRank.roundedDifferences(better, worse), options.signedRank());
    }

    private String tested(Optional<Friedman> friedman, List<MethodPair> pairs) {
        long different = pairs.stream().filter(MethodPair::different).count();
        String told = different + " of " + pairs.size() + (pairs.size() == 1 ? " pair is" : " pairs are")
                + " told apart at α = " + options.alpha() + ".";
        return friedman.map(test -> said(test) + " tells that methods differ; " + told)
                .orElse("With two methods there is no need for Friedman's test; " + told);
    }

    private String said(Friedman test) {
        return "Friedman's test (p = " + Verdict.rounded(test.p()) + ", α = " + options.alpha() + ", " + blocks
                + " blocks)";
    }

    /** Says so if there are too few blocks for any pair ever to be told apart. */
    private void noteOnPower(List<MethodPair> pairs) {
        double smallest = Math.scalb(1.0, 1 - blocks);
        double needed = options.alpha() / pairs.size();
        boolean exact = pairs.stream()
                .allMatch(pair -> pair.signedRank().filter(SignedRank::exact).isPresent());
        if (options.postHoc() == PostHoc.WILCOXON_HOLM && exact && smallest > needed) {
            notes.add("With " + blocks + " blocks the signed-rank test cannot give less than p = "
                    + Verdict.rounded(smallest)
                    + ", and Holm's correction over " + pairs.size()
                    + (pairs.size() == 1 ? " pair" : " pairs") + " begins at " + Verdict.rounded(needed)
                    + ": no pair could be told apart, whatever the scores.");
        }
    }

    private Comparison untestable(String sentence) {
        return new Comparison(
                options,
                table.missing(),
                methods,
                Optional.empty(),
                List.of(),
                List.of(),
                OptionalDouble.empty(),
                new Verdict(Verdict.Kind.UNTESTABLE, sentence),
                notes);
    }
}
