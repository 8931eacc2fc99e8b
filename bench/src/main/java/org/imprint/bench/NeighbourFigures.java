package org.imprint.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;

/**
 * Times neighbour search beside the rate of plain matrix products in the same run, and prints one JSON line per metric:
 * 60,000 proxies, 10,000 queries, d = 512, m = 50, two threads, rows like embeddings of ten classes after a ReLU.
 *
 * <pre>
 *   java -Xmx2g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.NeighbourFigures [REPEATS [METRIC ...]]
 * </pre>
 *
 * <p>{@code bench/compare --case neighbours} has the rival. Shares are given by the clock and by processor time; on a machine
 * with other work the latter says more. One more repetition before the others warms up.
 */
public final class NeighbourFigures {

    private static final int PROXIES = 60_000;
    private static final int QUERIES = 10_000;
    private static final int DIM = 512;
    private static final int CLASSES = 10;
    private static final int M = 50;
    private static final int THREADS = 2;

    private NeighbourFigures() {}

    /** Runs the cases. Arguments: [REPEATS [METRIC ...]]. */
    public static void main(String[] args) {
        int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        List<Metric> metrics = args.length > 1
                ? Arrays.stream(args).skip(1).map(Metric::of).toList()
                : List.of(Metric.COSINE, Metric.EUCLIDEAN);
        FloatMatrix proxies = embeddings(PROXIES, 1);
        FloatMatrix queries = embeddings(QUERIES, 2);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            for (Metric metric : metrics) {
                run(metric, proxies, queries, repeats, Parallel.on(pool, THREADS));
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Class centre plus noise, cut at zero, class by class. */
    private static FloatMatrix embeddings(int rows, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix centres = FloatMatrix.zeros(CLASSES, DIM);
        SplittableRandom shared = new SplittableRandom(0);
        for (int i = 0; i < CLASSES * DIM; i++) {
            centres.data()[i] = (float) shared.nextGaussian();
        }
        FloatMatrix x = FloatMatrix.zeros(rows, DIM);
        for (int i = 0; i < rows; i++) {
            int c = (int) ((long) i * CLASSES / rows);
            for (int j = 0; j < DIM; j++) {
                x.data()[x.offset(i) + j] = Math.max(0, centres.get(c, j) + (float) (1.5 * rng.nextGaussian()));
            }
        }
        return x;
    }

    private static void run(Metric metric, FloatMatrix proxies, FloatMatrix queries, int repeats, Parallel parallel) {
        NeighbourSearch search = NeighbourSearch.by(metric, proxies, Semantics.CORRECTED);
        double[] ms = new double[repeats];
        double[] cpu = new double[repeats];
        double[] rates = new double[repeats];
        double[] cpuRates = new double[repeats];
        search.nearest(queries, M, parallel);
        GemmRate.of(parallel);
        for (int r = 0; r < repeats; r++) {
            GemmRate gemm = GemmRate.of(parallel);
            long start = System.nanoTime();
            long cpuStart = GemmRate.cpuTime();
            search.nearest(queries, M, parallel);
            ms[r] = (System.nanoTime() - start) / 1e6;
            cpu[r] = (GemmRate.cpuTime() - cpuStart) / 1e6;
            rates[r] = gemm.perNano();
            cpuRates[r] = gemm.perCpuNano();
        }
        double flops = 2.0 * proxies.rows() * queries.rows() * proxies.cols();
        double rate = flops / median(ms) / 1e6;
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"neighbours.%s\", \"who\": \"imprint, %s\", \"shape\": [%d, %d, %d], \"m\": %d, \"ms\": [%s], "
                        + "\"median_ms\": %.1f, \"gflops\": %.1f, \"gemm_gflops\": %.1f, \"share_of_gemm\": %.3f, "
                        + "\"cpu_ms\": %.1f, \"share_of_gemm_by_cpu_time\": %.3f}",
                metric.wireName(),
                Blas.description(),
                proxies.rows(),
                queries.rows(),
                proxies.cols(),
                M,
                Arrays.stream(ms)
                        .mapToObj(t -> String.format(Locale.ROOT, "%.1f", t))
                        .collect(Collectors.joining(", ")),
                median(ms),
                rate,
                median(rates),
                rate / median(rates),
                median(cpu),
                flops / median(cpu) / 1e6 / median(cpuRates)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
