package org.imprint.study.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.study.analysis.median.Curves;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.median.RunTimes;
import org.imprint.study.analysis.ranking.Ranker;
import org.imprint.study.analysis.ranking.Ranking;

/**
 * All that the tables, figures and the report need of a set of runs.
 *
 * @param options how it was made
 * @param medians median accuracy of each (group, configuration), and the runs behind it
 * @param seeds how many seeds the medians are over
 * @param rankings one per slice of the options, in their order
 * @param runTimes what GEN takes
 */
public record Analysis(
        AnalysisOptions options, Medians medians, SeedCounts seeds, List<Ranking> rankings, RunTimes runTimes) {

    /** Copies the list. */
    public Analysis {
        rankings = List.copyOf(rankings);
    }

    /**
     * Analyses runs. Whatever they are, there is an answer, or a sentence in its place.
     *
     * <p>Time O(runs · log runs + Σ over slices of groups · configurations · log configurations); memory about 60 bytes a run.
     *
     * @param runs in any order; read once, not kept
     */
    public static Analysis of(Stream<StoredRun> runs, AnalysisOptions options) {
        CombinationFilter filter = options.filter();
        Stream<StoredRun> taken = filter.isEverything() ? runs : runs.filter(run -> filter.test(run.combination()));
        Medians medians = Medians.of(taken, options.comparison().semantics());
        return new Analysis(
                options,
                medians,
                SeedCounts.of(medians),
                options.slices().stream()
                        .map(slice -> Ranker.rank(medians, slice, options.gaps(), options.comparison()))
                        .toList(),
                RunTimes.of(medians));
    }

    /** Returns the ranking of a slice by its name. */
    public Optional<Ranking> ranking(String name) {
        return rankings.stream().filter(r -> r.slice().name().equals(name)).findFirst();
    }

    /** Returns the curves that figures draw. */
    public Curves curves() {
        return Curves.of(medians);
    }
}
