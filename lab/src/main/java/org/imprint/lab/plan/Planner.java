package org.imprint.lab.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.label.TaskSplits;

/**
 * Plans a sweep: chooses its combinations, folds those that must be equal, puts those together that share stages.
 *
 * <p>Time and memory O(combinations).
 */
public final class Planner {

    private final DataShapes shapes;
    private final Semantics semantics;
    private final Map<DataChoice, Folding> foldings = new HashMap<>();
    private final Map<Place, Integer> places = new LinkedHashMap<>();
    private final Map<RunKey, Group> groups = new LinkedHashMap<>();
    /** The data of the last combination: it changes slowest, and its hash is dear. */
    private DataChoice latest;

    private int latestPlace;
    private Folding latestFolding;

    private Planner(Semantics semantics, DataShapes shapes) {
        this.semantics = semantics;
        this.shapes = shapes;
    }

    /**
     * Plans all of a sweep.
     *
     * @throws ImprintException if the code of a method is not at hand
     */
    public static Plan plan(Sweep sweep, DataShapes shapes) {
        return plan(sweep, CombinationFilter.everything(), OptionalLong.empty(), shapes);
    }

    /**
     * Plans a part of a sweep.
     *
     * @param filter which combinations are taken
     * @param limit how many of these at most, the first in the order of the sweep
     * @throws ImprintException if the code of a method is not at hand
     */
    public static Plan plan(Sweep sweep, CombinationFilter filter, OptionalLong limit, DataShapes shapes) {
        Planner planner = new Planner(sweep.semantics(), shapes);
        sweep.combinations()
                .filter(filter.isEverything() ? c -> true : filter::test)
                .limit(limit.orElse(Long.MAX_VALUE))
                .forEach(planner::take);
        return planner.plan();
    }

    private void take(Combination c) {
        if (c.data() != latest) {
            latest = c.data();
            latestPlace = places.computeIfAbsent(Place.of(latest), p -> places.size());
            latestFolding = foldings.computeIfAbsent(latest, this::folding);
        }
        Canonical canonical = latestFolding.of(c.method());
        long seed = canonical.drawsFromSeed() ? c.seed() : RunKey.ANY_SEED;
        RunKey key = new RunKey(latestPlace, latest.task(), canonical.method(), seed);
        groups.computeIfAbsent(key, k -> new Group(c, canonical)).add(c, canonical);
    }

    private Folding folding(DataChoice data) {
        List<Integer> labels =
                data.task().splits().stream().flatMap(List::stream).toList();
        Optional<int[]> rows = shapes.of(Place.of(data)).map(shape -> shape.train(labels));
        return new Folding(semantics, labels.size(), rows);
    }

    private record RunKey(int place, TaskSplits task, Method form, long seed) {
        static final long ANY_SEED = -1;
    }

    /** Combinations that must give the same answers. */
    private static final class Group {
        private final Combination first;
        private final Canonical canonical;
        private final List<FoldedRun> others = new ArrayList<>(0);
        private boolean begun;

        Group(Combination first, Canonical canonical) {
            this.first = first;
            this.canonical = canonical;
        }

        void add(Combination c, Canonical ofC) {
            if (begun) {
                others.add(new FoldedRun(c, Canonical.between(first, canonical, c, ofC)));
            }
            begun = true;
        }

        DistinctRun run() {
            return new DistinctRun(first, canonical.method(), others);
        }
    }

    private Plan plan() {
        Map<BatchKey, List<DistinctRun>> batches = new LinkedHashMap<>();
        groups.forEach((key, group) -> {
            OptionalLong seed = key.seed == RunKey.ANY_SEED ? OptionalLong.empty() : OptionalLong.of(key.seed);
            batches.computeIfAbsent(new BatchKey(key.place, GenStage.of(key.form, seed)), k -> new ArrayList<>())
                    .add(group.run());
        });
        List<Place> byIndex = List.copyOf(places.keySet());
        List<BatchKey> order = new ArrayList<>(batches.keySet());
        order.sort(Comparator.comparingInt(BatchKey::place));
        Map<Place, Optional<WorkEstimator>> estimators = new HashMap<>();
        Map<Moments, Integer> sharing = new HashMap<>();
        order.forEach(key -> Moments.of(key).ifPresent(m -> sharing.merge(m, 1, Integer::sum)));
        List<Batch> done = new ArrayList<>();
        for (BatchKey key : order) {
            Place place = byIndex.get(key.place);
            List<DistinctRun> runs = batches.get(key);
            Work work = estimators
                    .computeIfAbsent(place, p -> shapes.of(p).map(s -> new WorkEstimator(semantics, s)))
                    .map(e -> e.of(
                            key.stage, runs, Moments.of(key).map(sharing::get).orElse(1)))
                    .orElseGet(() -> WorkEstimator.counts(semantics, key.stage, runs));
            done.add(new Batch(place, key.stage, runs, work));
        }
        return new Plan(semantics, done);
    }

    private record BatchKey(int place, GenStage stage) {}

    /** What batches of least squares with the same second moments have in common. */
    private record Moments(int place, RowNormalization pre, Presampling presampling) {
        static Optional<Moments> of(BatchKey key) {
            boolean shared = key.stage.kind().has(GeneratorFact.NEEDS_RIDGE)
                    && key.stage.presampling().fewShot().isEmpty();
            return shared
                    ? Optional.of(new Moments(key.place, key.stage.pre(), key.stage.presampling()))
                    : Optional.empty();
        }
    }
}
