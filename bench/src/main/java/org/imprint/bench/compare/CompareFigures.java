package org.imprint.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.compare.Contest;
import org.imprint.core.compare.Folds;
import org.imprint.core.compare.RecipeList;
import org.imprint.core.compare.RecipeTrials;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Recipe;

/**
 * Times the comparison of the short list and of 216 recipes on 10 classes of 100 made-up embeddings, d = 1,280, in five folds, and prints
 * one JSON line for each: the first time in this process, and the median of REPEATS more, by the clock and by processor time.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.compare.CompareFigures [REPEATS]
 * </pre>
 */
public final class CompareFigures {

    private static final int D = 1280;
    private static final int THREADS = 2;
    private static final double LAMBDA = 0.05;
    private static final long SEED = 17121997;

    private CompareFigures() {}

    /** Runs both. Arguments: [REPEATS]. */
    public static void main(String[] args) {
        int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            Parallel parallel = Parallel.on(pool, THREADS);
            time("grid", RecipeList.grid(), repeats, parallel);
            time("short list", RecipeList.presets(), repeats, parallel);
        } finally {
            pool.shutdown();
        }
    }

    /** Three clouds for each class, cut at zero, as behind a ReLU. */
    private static Task task() {
        return Task.of(IntStream.range(0, 10)
                .mapToObj(c -> {
                    SplittableRandom random = new SplittableRandom(c);
                    double[] centres =
                            random.doubles(3L * D).map(u -> 2 * u - 1).toArray();
                    FloatMatrix x = FloatMatrix.zeros(100, D);
                    for (int i = 0; i < 100 * D; i++) {
                        x.data()[i] = (float) Math.max(0, centres[i / D % 3 * D + i % D] + 2 * random.nextGaussian());
                    }
                    return new ClassRows(c, x);
                })
                .toList());
    }

    private static void time(String name, List<Recipe> recipes, int repeats, Parallel parallel) {
        Task task = task();
        List<Recipe> ready = recipes.stream().map(r -> r.withLambda(LAMBDA)).toList();
        double[] clock = new double[repeats + 1];
        double[] processor = new double[repeats + 1];
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long alike = 0;
        for (int i = 0; i <= repeats; i++) {
            long start = System.nanoTime();
            long used = system.getProcessCpuTime();
            Folds folds = Folds.stratified(task, 5, 1, SEED);
            Contest contest =
                    RecipeTrials.of(task, ready, folds, SEED, parallel).contest(SEED, parallel);
            alike = IntStream.range(0, contest.size())
                    .filter(contest::mayBeBest)
                    .count();
            processor[i] = (system.getProcessCpuTime() - used) / 1e9;
            clock[i] = (System.nanoTime() - start) / 1e9;
        }
        System.out.printf(
                Locale.ROOT,
                "{\"case\": \"%s\", \"recipes\": %d, \"may_be_best\": %d, \"threads\": %d, \"first_s\": %.2f, \"first_processor_s\": %.2f,"
                        + " \"warm_s\": %.2f, \"warm_processor_s\": %.2f, \"load\": %.1f}%n",
                name,
                ready.size(),
                alike,
                THREADS,
                clock[0],
                processor[0],
                median(clock),
                median(processor),
                system.getSystemLoadAverage());
    }

    /** Of all but the first. */
    private static double median(double[] seconds) {
        double[] warm = IntStream.range(1, seconds.length)
                .mapToDouble(i -> seconds[i])
                .sorted()
                .toArray();
        return warm.length == 0 ? Double.NaN : warm[warm.length / 2];
    }
}
