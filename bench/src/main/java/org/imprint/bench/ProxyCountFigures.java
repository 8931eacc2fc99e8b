package org.imprint.bench;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.collapse.ClassCollapse;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.proxycount.ProxyCountSearch;
import org.imprint.core.random.TorchRandom;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Filling;
import org.imprint.study.figure.canvas.Look;
import org.imprint.study.figure.canvas.Marker;
import org.imprint.study.figure.chart.LegendPlace;
import org.imprint.study.figure.chart.LineChart;
import org.imprint.study.figure.chart.PanelOptions;
import org.imprint.study.figure.chart.Panels;
import org.imprint.study.figure.chart.Point;
import org.imprint.study.figure.chart.Rule;
import org.imprint.study.figure.chart.Series;
import org.imprint.study.figure.chart.Sharing;
import org.imprint.vision.store.EmbeddingFile;

/**
 * Asks whether the number of proxies that examples choose is that of the classes that were merged into one, d = 1 … 5 of ten, and what
 * it is worth, on embeddings of ten classes; prints lines of tables.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.ProxyCountFigures found OUT.svg REPEATS ROWS NAME=FILE.h5 ...
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.ProxyCountFigures held REPEATS NAME=FILE.h5
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.ProxyCountFigures collapse REPEATS NAME=FILE.h5 ...
 * </pre>
 *
 * <p>{@code found}: for each repeat the classes are shuffled and put together d at a time; ROWS rows of each are learned, 100 others are
 * asked. {@code held}: the best k for all classes alike, by left-out likelihood with the partition held and by folds, for noise and for
 * merged classes. {@code collapse}: accuracy with one and with 20 proxies while classes are drawn together to their means.
 */
public final class ProxyCountFigures {

    private static final Recipe PAPER = Preset.PAPER.published();
    private static final int ASKED = 100;
    private static final int MOST_MERGED = 5;
    private static final Axis MERGED = Axis.linear("classes in one, d").ticksAt(1, 2, 3, 4, MOST_MERGED);

    private final String name;
    private final FloatMatrix rows;
    private final int[] labels;
    private final Parallel parallel;

    private ProxyCountFigures(String argument, Parallel parallel) {
        String[] words = argument.split("=", 2);
        this.name = words[0];
        this.parallel = parallel;
        try (EmbeddingFile file = EmbeddingFile.open(Path.of(words[1]))) {
            this.rows = file.readAll();
            this.labels = file.labels();
        }
    }

    /** Runs a case. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            Parallel parallel = Parallel.on(pool, 2);
            int first = args[0].equals("found") ? 4 : 2;
            List<ProxyCountFigures> data = Arrays.stream(args)
                    .skip(first)
                    .map(a -> new ProxyCountFigures(a, parallel))
                    .toList();
            switch (args[0]) {
                case "found" -> found(data, Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
                case "held" -> data.get(0).held(Integer.parseInt(args[1]));
                case "collapse" -> data.forEach(d -> d.collapse(Integer.parseInt(args[1])));
                default -> throw new IllegalArgumentException("no case " + args[0]);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** What is learned and what is asked, d classes in one. */
    private record Split(Task learned, Task asked) {}

    private Split split(int d, int n, long seed) {
        TorchRandom random = new TorchRandom(seed);
        int[] order = random.permutation(10);
        List<ClassRows> learned = new ArrayList<>();
        List<ClassRows> asked = new ArrayList<>();
        for (int c = 0; c < 10 / d; c++) {
            List<FloatMatrix> in = new ArrayList<>();
            List<FloatMatrix> out = new ArrayList<>();
            for (int m = c * d; m < (c + 1) * d; m++) {
                int label = order[m];
                int[] own = IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == label)
                        .toArray();
                int[] drawn = IntStream.of(random.permutation(own.length))
                        .map(i -> own[i])
                        .toArray();
                in.add(rows.select(Arrays.copyOf(drawn, n)));
                out.add(rows.select(Arrays.copyOfRange(drawn, n, n + ASKED)));
            }
            learned.add(new ClassRows(c, FloatMatrix.concat(in)));
            asked.add(new ClassRows(c, FloatMatrix.concat(out)));
        }
        return new Split(Task.of(learned), Task.of(asked));
    }

    private Run run(long seed) {
        return Run.of(Semantics.CORRECTED, seed, parallel);
    }

    private List<FloatMatrix> proxies(Task task, int[] k, long seed) {
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int c = 0; c < k.length; c++) {
            proxies.add(Imprinter.proxies(Task.of(List.of(task.get(c))), Preset.PAPER.recipe(k[c]), run(seed))
                    .get(0));
        }
        return proxies;
    }

    private double accuracy(Split split, int[] k, long seed) {
        Head head = Head.of(
                PAPER.post().ofProxies(proxies(split.learned, k, seed), Semantics.CORRECTED),
                PAPER.inf(),
                PAPER.aggregation(),
                Semantics.CORRECTED,
                Optional.empty());
        int right = 0;
        int n = 0;
        for (int c = 0; c < k.length; c++) {
            FloatMatrix asked = split.asked.get(c).rows();
            int ofClass = c;
            right += (int) IntStream.of(head.answer(asked, parallel).classIndices())
                    .filter(a -> a == ofClass)
                    .count();
            n += asked.rows();
        }
        return 100.0 * right / n;
    }

    private static int[] alike(int classes, int k) {
        int[] all = new int[classes];
        Arrays.fill(all, k);
        return all;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(x -> x).toArray();
    }

    private static void found(List<ProxyCountFigures> data, Path out, int repeats, int n) throws Exception {
        System.out.println("| data | d | mean k | exact | within 1 | chosen | k = 1 | k = d | k = 20 | s |");
        List<Series> counts = new ArrayList<>();
        List<LineChart> accuracies = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            List<Point> k = new ArrayList<>();
            List<List<Point>> right = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int d = 1; d <= MOST_MERGED; d++) {
                data.get(i).found(d, repeats, n, k, right);
            }
            counts.add(Series.of(data.get(i).name, k, Look.of(i)));
            List<String> names = List.of("chosen", "one proxy", "20 proxies");
            List<Series> lines = new ArrayList<>();
            for (int s = 0; s < names.size(); s++) {
                lines.add(Series.of(names.get(s), right.get(s), Look.of(data.size() + s)));
            }
            String accuracy = "accuracy in %"; // panels of a row have one label of y, that of the first
            accuracies.add(LineChart.of(data.get(i).name + ", " + accuracy, MERGED, Axis.linear(accuracy), lines));
        }
        Look grey = new Look(Color.GRAY, Dash.DOTTED, Marker.NONE, Filling.FULL, 1, 0);
        List<LineChart> charts = new ArrayList<>();
        charts.add(LineChart.of("proxies chosen", MERGED, Axis.linear("mean k"), counts)
                .with(Rule.diagonal("k = d", grey)));
        charts.addAll(accuracies);
        Figure figure = Panels.of(
                        new PanelOptions(charts.size(), Figure.PAGE, 120, false, Sharing.NONE, LegendPlace.BELOW),
                        charts)
                .figure(
                        "How many proxies the examples choose",
                        "Mean k over classes and " + repeats
                                + " repeats, and accuracy on other images, when d of ten classes are"
                                + " one; bands: 95 % intervals of the mean over repeats.");
        Files.writeString(out, figure.svg());
    }

    private void found(int d, int repeats, int n, List<Point> k, List<List<Point>> right) {
        List<Double> means = new ArrayList<>();
        List<List<Double>> accuracies =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int exact = 0;
        int near = 0;
        int all = 0;
        double seconds = 0;
        for (int seed = 0; seed < repeats; seed++) {
            Split split = split(d, n, seed);
            long start = System.nanoTime();
            int[] chosen = ProxyCountSearch.of(split.learned, PAPER, run(seed)).stream()
                    .mapToInt(ProxyCount::k)
                    .toArray();
            seconds += (System.nanoTime() - start) / 1e9;
            means.add(IntStream.of(chosen).average().orElseThrow());
            exact += (int) IntStream.of(chosen).filter(c -> c == d).count();
            near += (int) IntStream.of(chosen).filter(c -> Math.abs(c - d) <= 1).count();
            all += chosen.length;
            int classes = chosen.length;
            accuracies.get(0).add(accuracy(split, chosen, seed));
            accuracies.get(1).add(accuracy(split, alike(classes, 1), seed));
            accuracies.get(2).add(accuracy(split, alike(classes, 20), seed));
            accuracies.get(3).add(accuracy(split, alike(classes, d), seed));
        }
        k.add(Point.aroundMean(d, array(means)));
        for (int s = 0; s < right.size(); s++) {
            right.get(s).add(Point.aroundMean(d, array(accuracies.get(s))));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.0f %% | %.0f %% | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                d,
                mean(means),
                100.0 * exact / all,
                100.0 * near / all,
                mean(accuracies.get(0)),
                mean(accuracies.get(1)),
                mean(accuracies.get(3)),
                mean(accuracies.get(2)),
                seconds / repeats);
    }

    private void held(int repeats) {
        System.out.println("| classes | k for all by held scores | by folds, mean k | accuracy held | folds |");
        for (int d = 0; d <= MOST_MERGED; d++) {
            List<Double> held = new ArrayList<>();
            List<Double> folds = new ArrayList<>();
            List<Double> heldRight = new ArrayList<>();
            List<Double> foldsRight = new ArrayList<>();
            for (int seed = 0; seed < repeats; seed++) {
                Split split = d == 0 ? noise(seed) : split(d, 100, seed);
                int classes = split.learned.size();
                int k = bestHeld(split.learned, seed);
                int[] chosen = ProxyCountSearch.of(split.learned, PAPER, run(seed)).stream()
                        .mapToInt(ProxyCount::k)
                        .toArray();
                held.add((double) k);
                folds.add(IntStream.of(chosen).average().orElseThrow());
                heldRight.add(accuracy(split, alike(classes, k), seed));
                foldsRight.add(accuracy(split, chosen, seed));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %.1f | %.1f |%n",
                    d == 0 ? "noise" : d + " in 1",
                    mean(held),
                    mean(folds),
                    mean(heldRight),
                    mean(foldsRight));
        }
    }

    /** Ten classes whose means are apart by less than their noise: one proxy is all there is. */
    private Split noise(long seed) {
        List<ClassRows> learned = new ArrayList<>();
        List<ClassRows> asked = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        int d = rows.cols();
        for (int c = 0; c < 10; c++) {
            FloatMatrix x = FloatMatrix.zeros(200, d);
            double[] centre = random.doubles(d).map(u -> 0.3 * (u - 0.5)).toArray();
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = (float) Math.max(0, centre[i % d] + random.nextGaussian());
            }
            learned.add(new ClassRows(c, x.rows(0, 100)));
            asked.add(new ClassRows(c, x.rows(100, 200)));
        }
        return new Split(Task.of(learned), Task.of(asked));
    }

    /** Returns the k for all classes by the same formula, from scores whose partition is held. */
    private int bestHeld(Task task, long seed) {
        double best = Double.NEGATIVE_INFINITY;
        int bestK = 1;
        for (int k : new int[] {1, 2, 3, 4, 5, 6, 8, 10, 15, 20}) {
            Recipe recipe = Preset.PAPER.recipe(k);
            LeaveOneOut left = LeaveOneOut.of(task, recipe, proxies(task, alike(task.size(), k), seed), run(seed));
            int[] truth = left.truth();
            Temperature t = Temperature.fit(left.scores(), truth);
            double sum = -0.5 * Math.log(truth.length) * k * task.size();
            for (int i = 0; i < truth.length; i++) {
                sum += Math.log(t.probabilities(left.scores().row(i))[truth[i]]);
            }
            if (sum > best) {
                best = sum;
                bestK = k;
            }
        }
        return bestK;
    }

    private void collapse(int repeats) {
        System.out.println("| data | d | within/between | k = 1 | k = 20 |");
        for (int d : new int[] {1, 3, 5}) {
            for (double ratio : new double[] {0.02, 0.05, 0.1, 0.2, 0.5, 1}) {
                List<Double> one = new ArrayList<>();
                List<Double> twenty = new ArrayList<>();
                for (int seed = 0; seed < repeats; seed++) {
                    Split split = drawnTogether(split(d, 100, seed), ratio);
                    one.add(accuracy(split, alike(split.learned.size(), 1), seed));
                    twenty.add(accuracy(split, alike(split.learned.size(), 20), seed));
                }
                System.out.printf(
                        Locale.ROOT, "| %s | %d | %.2f | %.2f | %.2f |%n", name, d, ratio, mean(one), mean(twenty));
            }
        }
    }

    /** Draws the rows of each class to the mean of those learned, until variance within is that share of variance between. */
    private static Split drawnTogether(Split split, double ratio) {
        Task learned = split.learned.map(c -> c.with(new L2Norm().ofRows(c.rows())));
        Task asked = split.asked.map(c -> c.with(new L2Norm().ofRows(c.rows())));
        double[] before = ClassCollapse.ratios(learned);
        List<ClassRows> in = new ArrayList<>();
        List<ClassRows> out = new ArrayList<>();
        for (int c = 0; c < learned.size(); c++) {
            double scale = Math.min(1, Math.sqrt(ratio / before[c]));
            double[] mean = mean(learned.get(c).rows());
            in.add(learned.get(c).with(drawn(learned.get(c).rows(), mean, scale)));
            out.add(asked.get(c).with(drawn(asked.get(c).rows(), mean, scale)));
        }
        return new Split(Task.of(in), Task.of(out));
    }

    private static double[] mean(FloatMatrix x) {
        double[] mean = new double[x.cols()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += x.get(i, j) / x.rows();
            }
        }
        return mean;
    }

    private static FloatMatrix drawn(FloatMatrix x, double[] mean, double scale) {
        FloatMatrix y = x.copy();
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                y.data()[y.offset(i) + j] = (float) (mean[j] + scale * (x.get(i, j) - mean[j]));
            }
        }
        return y;
    }
}
