package org.imprint.lab.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprint.core.Semantics;
import org.imprint.lab.sweep.Distance;
import org.imprint.lab.sweep.GeneratorChoice;
import org.imprint.lab.sweep.GeneratorMethod;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.TaskSplits;

/** Estimates what a batch costs from the shape of its place. */
final class WorkEstimator {

    /** Rounds of Lloyd's algorithm until it settles, as seen on embeddings. */
    private static final int LLOYD_ROUNDS = 20;
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
        Map<TaskSplits, Set<GeneratorChoice>> generators = new LinkedHashMap<>();
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
                    form.aggregation().distance()));
        }
        Work work = generation(stage, generators, sharing).plus(new Work(0, 0, 0, 0, 0, 0, shape.bytes()));
        for (Pass pass : passes) {
            work = work.plus(scoring(stage, pass));
        }
        return work;
    }

    private record Pass(TaskSplits task, GeneratorChoice generator, String post, String inf, Distance distance) {}

    private Work generation(GenStage stage, Map<TaskSplits, Set<GeneratorChoice>> generators, int sharing) {
        boolean joint = stage.method().usesLambda();
        boolean shared = !joint && (!semantics.isReference() || stage.seed().isEmpty());
        Set<List<Integer>> made = new HashSet<>();
        Work work = Work.NONE;
        for (Map.Entry<TaskSplits, Set<GeneratorChoice>> e : generators.entrySet()) {
            List<Integer> labels = labels(e.getKey());
            int[] rows = shape.train(labels);
            for (GeneratorChoice choice : e.getValue()) {
                if (joint) {
                    work = work.plus(leastSquares(stage, rows, choice.k(), sharing));
                }
                for (int c = 0; c < rows.length; c++) {
                    if (!shared || made.add(List.of(labels.get(c), choice.k()))) {
                        work = work.plus(ofClass(stage, kept(stage, rows[c]), choice.k()));
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

    private Work ofClass(GenStage stage, int n, int k) {
        double d = shape.dim();
        double cells = n * d;
        long copy = (long) (cells * 4);
        return switch (stage.method()) {
            case KMEANS ->
                new Work(0, 2 * cells * k * (LLOYD_ROUNDS + 2 + Math.log(k + 1.0)), cells * 4, 1, 0, copy * 5, 0);
            case KLS ->
                k == 1
                        ? Work.NONE
                        : new Work(
                                2 * cells * k * (LLOYD_ROUNDS + 2 + Math.log(k + 1.0)),
                                0,
                                cells * 4,
                                1,
                                0,
                                copy * 4,
                                0);
            case KMEDOIDS -> new Work(0, 2 * cells * n, (double) n * n * 4, 1, 0, copy * 3 + 8L * n * n, 0);
            case FPS -> new Work(0, 0, cells * k, 1, 0, copy, 0);
            case MEAN, COV_MAX -> new Work(0, 0, cells * 2, 1, 0, copy, 0);
            case RANDOM, ALL, NONE, LMEANS -> new Work(0, 0, cells, 1, 0, copy, 0);
            case LS -> Work.NONE;
        };
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
        boolean all = pass.generator().method() == GeneratorMethod.ALL;
        double p = 0;
        for (int n : shape.train(seen)) {
            p += all
                    ? kept(stage, n)
                    : Math.min(kept(stage, n), pass.generator().k());
        }
        double products = 2 * q * p * d;
        long bytes = (long) (p * d * 8) + SEARCH_BYTES;
        return switch (pass.distance()) {
            case INNER_PRODUCT, COSINE, EUCLIDEAN ->
                semantics.isReference()
                        ? new Work(0, products, 0, 0, 1, bytes, 0)
                        : new Work(products, 0, q * p, 0, 1, bytes, 0);
            case MANHATTAN, CHEBYSHEV -> new Work(0, 0, q * p * d * (semantics.isReference() ? 4 : 1), 0, 1, bytes, 0);
            case MAHALANOBIS ->
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
