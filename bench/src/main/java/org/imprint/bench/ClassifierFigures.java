package org.imprint.bench;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.change.History;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Times the classifier, d = 1,280 and k-means with k = 20 as it comes, and prints one JSON line per case: fit of 10 classes of 100,
 * learn of one more class beside 10, 100 and 1,000, answers with 20,000 proxies beside the rate of plain products in the same run.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.ClassifierFigures [REPEATS [CASE ...]]
 * </pre>
 *
 * <p>Medians of REPEATS, by the clock and by processor time of the process; on a machine with other work the latter says more, and
 * {@code load} says how much that was. Cases: fit, learn, predict, one.
 */
public final class ClassifierFigures {

    private static final int D = 1280;
    private static final int THREADS = 2;
    private static final int WARM = 5;
    private static final FitOptions OPTIONS = FitOptions.standard();

    private final int repeats;
    private final Parallel parallel;

    private ClassifierFigures(int repeats, Parallel parallel) {
        this.repeats = repeats;
        this.parallel = parallel;
    }

    /** Runs the cases. Arguments: [REPEATS [CASE ...]]. */
    public static void main(String[] args) {
        int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        List<String> cases = args.length > 1
                ? Arrays.asList(args).subList(1, args.length)
                : List.of("fit", "learn", "predict", "one");
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            ClassifierFigures figures = new ClassifierFigures(repeats, Parallel.on(pool, THREADS));
            for (String name : cases) {
                switch (name) {
                    case "fit" -> figures.fit();
                    case "learn" -> figures.learn();
                    case "predict" -> figures.predict();
                    case "one" -> figures.one();
                    default -> throw new IllegalArgumentException("no case " + name);
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Class centre plus noise, cut at zero, as behind a ReLU. */
    private static FloatMatrix embeddings(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] centre = new double[D];
        Arrays.setAll(centre, j -> random.nextGaussian());
        FloatMatrix x = FloatMatrix.zeros(rows, D);
        for (int i = 0; i < rows * D; i++) {
            x.data()[i] = (float) Math.max(0, centre[i % D] + 0.7 * random.nextGaussian());
        }
        return x;
    }

    /** A classifier of so many classes with 20 proxies each and no examples, which costs no k-means to make. */
    private EmbeddingClassifier of(int classes) {
        EmbeddingClassifier empty = EmbeddingClassifier.empty(D, OPTIONS, parallel, Clock.systemUTC());
        ClassifierSettings settings = empty.state().settings();
        List<LearnedClass> made = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            made.add(LearnedClass.of("class " + c, ExampleSet.none(), 20, embeddings(20, 1000 + c)));
        }
        Workshop workshop = new Workshop(settings, parallel);
        return EmbeddingClassifier.of(
                workshop.of(made), new History(List.of(), List.of()), parallel, Clock.systemUTC());
    }

    private void fit() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < 10; c++) {
            classes.put("class " + c, embeddings(100, c));
        }
        print("fit", "10 x 100 x " + D, timed(() -> EmbeddingClassifier.fit(classes, OPTIONS)), "");
    }

    private void learn() {
        FloatMatrix rows = embeddings(100, 17);
        for (int classes : new int[] {10, 100, 1000}) {
            EmbeddingClassifier classifier = of(classes);
            List<Times> learns = new ArrayList<>();
            List<Times> forgets = new ArrayList<>();
            for (int r = 0; r < WARM + repeats; r++) {
                learns.add(Times.of(() -> classifier.learn("new", rows)));
                forgets.add(Times.of(() -> classifier.forget("new")));
            }
            print("learn", "100 rows beside " + classes, learns.subList(WARM, learns.size()), "");
            print("forget", "one of " + (classes + 1), forgets.subList(WARM, forgets.size()), "");
        }
    }

    private void predict() {
        EmbeddingClassifier classifier = of(1000);
        FloatMatrix queries = embeddings(1000, 3);
        double flops = 2.0 * queries.rows() * 20_000 * D;
        GemmRate.of(parallel);
        List<Times> labels = new ArrayList<>();
        List<Times> all = new ArrayList<>();
        double[] shares = new double[repeats];
        double[] cpuShares = new double[repeats];
        for (int r = -1; r < repeats; r++) {
            GemmRate gemm = GemmRate.of(parallel);
            Times label = Times.of(() -> classifier.predict(queries).forEach(Prediction::label));
            Times probability = Times.of(() -> classifier.predict(queries).forEach(Prediction::probability));
            if (r >= 0) { // the first warms up
                labels.add(label);
                all.add(probability);
                shares[r] = flops / label.clock / gemm.perNano();
                cpuShares[r] = flops / label.cpu / gemm.perCpuNano();
            }
        }
        print(
                "predict",
                "labels of 1000 x 20000 x " + D,
                labels,
                String.format(
                        Locale.ROOT,
                        ", \"share_of_gemm\": %.3f, \"share_of_gemm_by_cpu_time\": %.3f",
                        median(shares),
                        median(cpuShares)));
        print("predict", "probabilities of 1000 x 20000 x " + D, all, "");
    }

    private void one() {
        EmbeddingClassifier classifier = of(1000);
        float[] query = embeddings(1, 3).row(0);
        print(
                "one",
                "label of 1 x 20000 x " + D,
                timed(() -> classifier.predict(query).label()),
                "");
        print(
                "one",
                "probability of 1 x 20000 x " + D,
                timed(() -> classifier.predict(query).probability()),
                "");
    }

    /** How long something took, in ns. */
    private record Times(double clock, double cpu) {

        static Times of(Runnable work) {
            long start = System.nanoTime();
            long cpuStart = GemmRate.cpuTime();
            work.run();
            return new Times(System.nanoTime() - start, GemmRate.cpuTime() - cpuStart);
        }
    }

    private List<Times> timed(Runnable work) {
        for (int r = 0; r < WARM; r++) {
            work.run();
        }
        List<Times> times = new ArrayList<>();
        for (int r = 0; r < repeats; r++) {
            times.add(Times.of(work));
        }
        return times;
    }

    private static void print(String name, String shape, List<Times> times, String more) {
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"classifier.%s\", \"who\": \"imprint, %s\", \"shape\": \"%s\", \"median_ms\": %.2f, \"best_ms\": %.2f, "
                        + "\"cpu_ms\": %.2f%s, \"load\": %.1f}",
                name,
                Blas.description(),
                shape,
                of(times, Times::clock)[times.size() / 2],
                of(times, Times::clock)[0],
                of(times, Times::cpu)[times.size() / 2],
                more,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    /** Returns a figure of all, sorted, in ms. */
    private static double[] of(List<Times> times, ToDoubleFunction<Times> figure) {
        return times.stream().mapToDouble(figure).map(t -> t / 1e6).sorted().toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
