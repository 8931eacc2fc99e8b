package org.imprint.bench.curve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.curve.CurvePlan;
import org.imprint.core.curve.Forecast;
import org.imprint.core.curve.LearningCurve;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Estimate;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.TorchRandom;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.recipe.SmallTask;
import org.imprint.vision.store.LabelledFile;

/**
 * How often the intervals of learning curves hold: draws M examples of each class from an embeddings file, foretells accuracy and gain with M, 2M
 * and 4M, and compares with what the same examples and more come to on all rows beyond 4M. Prints a line for each figure.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.curve.CurveFigures FILE.h5 RECIPE K M [DRAWS [SEED [LAMBDA]]]
 * </pre>
 */
public final class CurveFigures {

    private static final int[] FACTORS = {1, 2, 4};

    private final Task task;
    private final List<String> names;
    private final Recipe recipe;
    private final int m;
    private final Parallel parallel;
    private final List<Tally> tallies = new ArrayList<>();

    private CurveFigures(LabelledFile file, Recipe recipe, int m, Parallel parallel) {
        int[] labels = file.taskLabels();
        this.task = Task.of(file.rows(), file.labels(), labels);
        this.names = IntStream.of(labels).mapToObj(file::className).toList();
        this.recipe = recipe;
        this.m = m;
        this.parallel = parallel;
        for (String scope : List.of("all", "class")) {
            for (int factor : FACTORS) {
                tallies.add(new Tally(scope, "accuracy", factor));
                if (factor > 1) {
                    tallies.add(new Tally(scope, "gain", factor));
                }
            }
        }
    }

    /** Runs all draws. Arguments: FILE.h5 RECIPE K M [DRAWS [SEED [LAMBDA]]]. */
    public static void main(String[] args) {
        int draws = args.length > 4 ? Integer.parseInt(args[4]) : 40;
        int seed = args.length > 5 ? Integer.parseInt(args[5]) : 1000;
        double lambda = args.length > 6 ? Double.parseDouble(args[6]) : 0.01;
        Recipe recipe = Preset.of(args[1]).recipe(Integer.parseInt(args[2]), lambda);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            CurveFigures figures = new CurveFigures(
                    LabelledFile.read(Path.of(args[0]), true), recipe, Integer.parseInt(args[3]), Parallel.on(pool, 2));
            for (int d = 0; d < draws; d++) {
                figures.draw(seed + d);
            }
            String about = Path.of(args[0]).getFileName() + " " + args[1] + " k=" + args[2] + " M=" + args[3];
            figures.tallies.forEach(t -> System.out.println(about + " " + t));
        } finally {
            pool.shutdown();
        }
    }

    /** How often an interval held, how wide it was, and how far the forecast was off. */
    private static final class Tally {
        private final String scope;
        private final String figure;
        private final int factor;
        private int n;
        private int held;
        private double halves;
        private double off;
        private double squares;

        Tally(String scope, String figure, int factor) {
            this.scope = scope;
            this.figure = figure;
            this.factor = factor;
        }

        void add(Estimate foretold, double truth) {
            n++;
            held += truth >= foretold.low() && truth <= foretold.high() ? 1 : 0;
            halves += (foretold.high() - foretold.low()) / 2;
            off += foretold.value() - truth;
            squares += (foretold.value() - truth) * (foretold.value() - truth);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-5s %-8s x%d  n=%4d  held %.1f %%  half width %.1f  off %+.1f  rmse %.1f points",
                    scope,
                    figure,
                    factor,
                    n,
                    100.0 * held / n,
                    100 * halves / n,
                    100 * off / n,
                    100 * Math.sqrt(squares / n));
        }
    }

    private void draw(int seed) {
        TorchRandom stream = new TorchRandom(seed);
        List<int[]> orders =
                task.classes().stream().map(c -> stream.permutation(c.size())).toList();
        LearningCurve curve = LearningCurve.of(part(orders, m), names, recipe, CurvePlan.ofSeed(seed), parallel);
        double[][] truth = new double[FACTORS.length][];
        for (int f = 0; f < FACTORS.length; f++) {
            truth[f] = truth(orders, FACTORS[f] * m, seed);
        }
        int classes = task.size();
        for (Tally t : tallies) {
            int f = Arrays.binarySearch(FACTORS, t.factor);
            if (t.scope.equals("all")) {
                add(t, curve.forecast(), truth[f][classes], truth[0][classes]);
            } else {
                for (int c = 0; c < classes; c++) {
                    add(t, curve.forecastOf(c), truth[f][c], truth[0][c]);
                }
            }
        }
    }

    private void add(Tally tally, Forecast forecast, double truth, double before) {
        double n = tally.factor * m;
        if (tally.figure.equals("gain")) {
            tally.add(forecast.gain(m, n), truth - before);
        } else {
            tally.add(forecast.accuracy(n), truth);
        }
    }

    private Task part(List<int[]> orders, int n) {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < task.size(); c++) {
            ClassRows all = task.get(c);
            classes.add(all.with(all.rows().select(Arrays.copyOf(orders.get(c), n))));
        }
        return Task.of(classes);
    }

    /** Returns the recall of each class and the accuracy, on rows that no part has. */
    private double[] truth(List<int[]> orders, int n, int seed) {
        Head head = SmallTask.imprint(part(orders, n), recipe, Run.of(Semantics.CORRECTED, seed, parallel));
        double[] right = new double[task.size() + 1];
        int rows = 0;
        for (int c = 0; c < task.size(); c++) {
            int[] order = orders.get(c);
            int[] rest = Arrays.copyOfRange(order, FACTORS[FACTORS.length - 1] * m, order.length);
            int[] answers =
                    head.answer(task.get(c).rows().select(rest), parallel).classIndices();
            int own = c;
            long hits = Arrays.stream(answers).filter(a -> a == own).count();
            right[c] = (double) hits / rest.length;
            right[task.size()] += hits;
            rows += rest.length;
        }
        right[task.size()] /= rows;
        return right;
    }
}
