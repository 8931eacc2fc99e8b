package org.imprint.lab.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.gen.GenerationCost;
import org.imprint.core.gen.GeneratorFact;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.TaskSplits;

/** Estimates what a batch costs from the shape of its place. */
final class WorkEstimator {

    /** Bytes of the tiles that one search works on. */
    private static final long SEARCH_BYTES = 48L << 20;

    private final Semantics semantics;
    private final PlaceShape shape;

    WorkEstimator(Semantics semantics, PlaceShape shape) {
        this.semantics = semantics;
        this.shape = shape;
    }

    /** Returns how often stages run in a batch of which no rows are known. */
    static Work counts(Semantics semantics, GenStage stage, List<DistinctRun> runs) {
        Work work = new WorkEstimator(semantics, new PlaceShape(Map.of(), Map.of(), 0)).of(stage, runs, 1);
        return Work.counted(work.generations(), work.passes());
    }

    /**
     * Returns the work of a batch.
     *
     * @param sharing how many batches share the second moments of least squares with it, itself included
     */
    Work of(GenStage stage, List<DistinctRun> runs, int sharing) {
        Map<TaskSplits, Set<ProxyGenerator>> generators = new LinkedHashMap<>();
        Set<Pass> passes = new HashSet<>();
        for (DistinctRun run : runs) {
            TaskSplits task = run.combination().data().task();
            Method form = run.form();
            generators.computeIfAbsent(task, t -> new HashSet<>()).add(form.generator());
            passes.add(new Pass(
                    task,
                    form.generator(),
                    form.post().wireName(),
                    form.inf().wireName(),
                    form.aggregation().distance(),
                    form.aggregation().shape()));
        }
        Work work = generation(stage, generators, sharing).plus(new Work(0, 0, 0, 0, 0, 0, shape.bytes()));
        for (Pass pass : passes) {
            work = work.plus(scoring(stage, pass));
        }
        return work;
    }

    private record Pass(
            TaskSplits task, ProxyGenerator generator, String post, String inf, String distance, MeasureShape shape) {}

    private Work generation(GenStage stage, Map<TaskSplits, Set<ProxyGenerator>> generators, int sharing) {
        boolean joint = stage.kind().isJoint();
        boolean shared = !joint && (!semantics.isReference() || stage.seed().isEmpty());
        Set<List<Integer>> made = new HashSet<>();
        Work work = Work.NONE;
        for (Map.Entry<TaskSplits, Set<ProxyGenerator>> e : generators.entrySet()) {
            List<Integer> labels = labels(e.getKey());
            int[] rows = shape.train(labels);
            for (ProxyGenerator choice : e.getValue()) {
                if (stage.kind().has(GeneratorFact.NEEDS_RIDGE)) {
                    work = work.plus(leastSquares(stage, rows, choice.k(), sharing));
                }
                for (int c = 0; c < rows.length; c++) {
                    if (!shared || made.add(List.of(labels.get(c), choice.k()))) {
                        work = work.plus(ofClass(choice, kept(stage, rows[c])));
                    }
                }
            }
        }
        return work;
    }

    private Work leastSquares(GenStage stage, int[] rows, int k, int sharing) {
        double n = Arrays.stream(rows).mapToDouble(r -> kept(stage, r)).sum();
        double d = shape.dim();
        double systems = 2.0 * rows.length * k * d * d;
        return new Work(
                0, (n * d * d + d * d * d / 3) / sharing + systems, 0, 1, 0, (long) (2 * d * d * 8 + 1024 * d * 8), 0);
    }

    private Work ofClass(ProxyGenerator generator, int n) {
        // Asked of one number, not of n and d: where these are not known yet, both are 0, and every cost would be none.
        boolean free = generator.cost(1, 1).equals(GenerationCost.NONE);
        GenerationCost cost = generator.cost(n, shape.dim());
        return free
                ? Work.NONE
                : new Work(cost.floatFlops(), cost.doubleFlops(), cost.coordinates(), 1, 0, cost.bytes(), 0);
    }

    private Work scoring(GenStage stage, Pass pass) {
        Work work = Work.NONE;
        for (int s = 1; s <= pass.task().splits().size(); s++) {
            List<Integer> seen = labels(pass.task()).subList(0, labelsOf(pass.task(), s));
            work = work.plus(scoring(stage, pass, seen));
        }
        return work;
    }

    private Work scoring(GenStage stage, Pass pass, List<Integer> seen) {
        double q = shape.test(seen);
        double d = shape.dim();
        double p = 0;
        for (int n : shape.train(seen)) {
            p += pass.generator().most(kept(stage, n));
        }
        double products = 2 * q * p * d;
        long bytes = (long) (p * d * 8) + SEARCH_BYTES;
        return switch (pass.shape()) {
            case PRODUCT ->
                semantics.isReference()
                        ? new Work(0, products, 0, 0, 1, bytes, 0)
                        : new Work(products, 0, q * p, 0, 1, bytes, 0);
            case LANES -> new Work(0, 0, q * p * d * (semantics.isReference() ? 4 : 1), 0, 1, bytes, 0);
            case NEEDS_ROWS ->
                semantics.isReference()
                        ? new Work(0, products + 2 * (q + p) * d * d + 9 * d * d * d, 0, 0, 1, bytes, 0)
                        : new Work(products, 2 * p * d * d, q * p, 0, 1, bytes, 0);
        };
    }

    private static int kept(GenStage stage, int n) {
        return Math.min(n, stage.presampling().fewShot().orElse(n));
    }

    private static int labelsOf(TaskSplits task, int splits) {
        return task.splits().subList(0, splits).stream().mapToInt(List::size).sum();
    }

    private static List<Integer> labels(TaskSplits task) {
        List<Integer> labels = new ArrayList<>();
        task.splits().forEach(labels::addAll);
        return labels;
    }
}
