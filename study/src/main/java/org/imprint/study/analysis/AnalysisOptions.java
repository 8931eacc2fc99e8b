package org.imprint.study.analysis;

import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.study.analysis.ranking.Gaps;
import org.imprint.study.analysis.ranking.Slice;
import org.imprint.study.stats.ComparisonOptions;

/**
 * How runs are analysed.
 *
 * @param filter which runs are looked at at all
 * @param slices the tables, each of its own name
 * @param gaps what happens to missing scores
 * @param comparison α, tests and semantics; {@code reference} takes accuracies as the published code stores them
 */
public record AnalysisOptions(CombinationFilter filter, List<Slice> slices, Gaps gaps, ComparisonOptions comparison) {

    /** Copies the list and checks that names of tables differ. */
    public AnalysisOptions {
        slices = List.copyOf(slices);
        List<String> names = slices.stream().map(Slice::name).toList();
        Checks.require(names.stream().distinct().count() == names.size(), "tables must have different names", names);
    }

    /** Returns the tables of the paper over all runs, at α = 0.05. */
    public static AnalysisOptions defaults() {
        return new AnalysisOptions(
                CombinationFilter.everything(), Slice.published(), Gaps.DROP_FEWEST, ComparisonOptions.defaults());
    }

    /** Returns these options over some runs only. */
    public AnalysisOptions withFilter(CombinationFilter other) {
        return new AnalysisOptions(other, slices, gaps, comparison);
    }

    /** Returns these options with one more table. */
    public AnalysisOptions and(Slice slice) {
        return new AnalysisOptions(
                filter, Stream.concat(slices.stream(), Stream.of(slice)).toList(), gaps, comparison);
    }

    /** Returns these options with another treatment of missing scores. */
    public AnalysisOptions withGaps(Gaps other) {
        return new AnalysisOptions(filter, slices, other, comparison);
    }

    /** Returns these options with other statistics. */
    public AnalysisOptions withComparison(ComparisonOptions other) {
        return new AnalysisOptions(filter, slices, gaps, other);
    }
}
