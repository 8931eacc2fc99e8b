package org.imprint.study.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.ImprintException;
import org.imprint.study.stats.significance.Friedman;

/**
 * Which methods of a table differ: average ranks, Friedman's test, tests of all pairs, cliques; what a critical-difference
 * diagram shows.
 *
 * <p>{@code corrected} semantics: scores are aligned by block; methods with equal scores on every block become one; ties
 * within a block share the mean of their ranks; if Friedman's test (three methods or more) does not reject, no pair is called
 * different; cliques are contiguous in rank and have at least two members. What is said does not depend on the order in which
 * scores were added.
 *
 * <p>{@code reference} semantics give the published diagrams: tests see scores in the order in which they were added,
 * identical methods count as different with p = 0, ranks are dense, methods come worst first, cliques are all maximal ones.
 *
 * @param options how it was made
 * @param missing what was left out
 * @param methods best average rank first (reference: worst first), equal ones by name; empty if there are no blocks
 * @param friedman test of all methods at once; empty if there are fewer than three or no blocks
 * @param pairs all pairs by rising p; empty if no test of pairs is possible or the published code would not come to it
 * @param cliques bars of the diagram
 * @param criticalDifference CD in ranks, for Nemenyi's test only
 * @param verdict how it ended
 * @param notes what a reader should know besides, one sentence each
 */
public record Comparison(
        ComparisonOptions options,
        MissingReport missing,
        List<RankedMethod> methods,
        Optional<Friedman> friedman,
        List<MethodPair> pairs,
        List<Clique> cliques,
        OptionalDouble criticalDifference,
        Verdict verdict,
        List<String> notes) {

    /** Copies the lists. */
    public Comparison {
        methods = List.copyOf(methods);
        pairs = List.copyOf(pairs);
        cliques = List.copyOf(cliques);
        notes = List.copyOf(notes);
    }

    /**
     * Compares the methods of a table. Time O(k² n log n) for k methods and n blocks, exact tests O(k² n³).
     *
     * @throws ImprintException if cells are missing and {@link Missing#REFUSE} was asked for, or exact signed ranks of
     *     more than 200 blocks
     */
    public static Comparison of(ScoreTable table, ComparisonOptions options) {
        CompleteTable complete = CompleteTable.of(table, options.missing());
        return options.semantics().isReference()
                ? new PublishedComparer(complete, options).compare()
                : new Comparer(complete.joined(), options).compare();
    }

    /** Returns one sentence that says what a bar of the diagram means. */
    public String barMeaning() {
        String level = " at α = " + options.alpha();
        if (options.semantics().isReference()) {
            return "A bar reaches from the first to the last member of a clique as in the published diagrams, and may cover "
                    + "methods that differ from its members" + level + ".";
        }
        return switch (verdict.kind()) {
            case NOTHING_DIFFERS ->
                "The bar joins all methods: Friedman's test does not tell that any differ" + level + ".";
            case UNTESTABLE, PUBLISHED_CODE_STOPS -> "There are no bars, since nothing could be tested.";
            case PAIRS_TESTED ->
                "A bar joins methods of which no two are told apart" + level + " ("
                        + (options.postHoc() == PostHoc.NEMENYI
                                ? "Nemenyi's test"
                                : "Wilcoxon's signed-rank test, Holm's correction over "
                                        + (pairs.size() == 1 ? "1 pair" : pairs.size() + " pairs"))
                        + "); not to be told apart does not mean to be equal.";
        };
    }

    /** Returns the pairs that are not told apart although no clique holds both: a method between them differs from one. */
    public List<MethodPair> pairsWithoutBar() {
        return Cliques.pairsOutside(cliques, pairs);
    }
}
