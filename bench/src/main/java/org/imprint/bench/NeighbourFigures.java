package org.imprint.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.head.NeighbourSearch;
import org.imprint.core.head.Neighbours;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Times neighbour search on the data of {@code bench/rivals/neighbours.py}, beside the rate of plain matrix products in the
 * same run, and prints one JSON line per metric.
 *
 * <pre>
 *   python3 bench/rivals/neighbours.py make DIR
 *   java -Xmx2g -cp bench/target/imprint-bench-0.1.0-SNAPSHOT.jar:bench/target/lib/* org.imprint.bench.NeighbourFigures DIR
 *   OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 python3 bench/rivals/neighbours.py run DIR
 * </pre>
 *
 * <p>Writes what it found to {@code DIR/METRIC.i32} so that the rival can compare. The first repetition warms up and is not
 * reported.
 */
public final class NeighbourFigures {

    private static final int M = 50;
    private static final int THREADS = 2;
    private static final int SIDE = 2048;

    private NeighbourFigures() {}

    /** Runs the cases. Arguments: DIR [REPEATS [METRIC ...]]. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        List<Metric> metrics = args.length > 2
                ? Arrays.stream(args).skip(2).map(Metric::of).toList()
                : List.of(Metric.COSINE, Metric.EUCLIDEAN, Metric.MANHATTAN);
        int[] shape = Arrays.stream(
                        Files.readString(folder.resolve("shape.txt")).trim().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        FloatMatrix proxies = read(folder.resolve("proxies.f32"), shape[0], shape[2]);
        FloatMatrix queries = read(folder.resolve("queries.f32"), shape[1], shape[2]);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            Parallel parallel = Parallel.on(pool, THREADS);
            for (Metric metric : metrics) {
                run(metric, proxies, queries, repeats, parallel, folder);
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void run(
            Metric metric, FloatMatrix proxies, FloatMatrix queries, int repeats, Parallel parallel, Path folder)
            throws IOException {
        NeighbourSearch search = NeighbourSearch.by(metric, proxies, Semantics.CORRECTED);
        double[] ms = new double[repeats];
        double[] cpu = new double[repeats];
        double[] rates = new double[repeats];
        double[] cpuRates = new double[repeats];
        Neighbours found = search.nearest(queries, M, parallel);
        gemmRate(parallel);
        for (int r = 0; r < repeats; r++) {
            double[] gemm = gemmRate(parallel);
            long start = System.nanoTime();
            long cpuStart = cpuTime();
            found = search.nearest(queries, M, parallel);
            ms[r] = (System.nanoTime() - start) / 1e6;
            cpu[r] = (cpuTime() - cpuStart) / 1e6;
            rates[r] = gemm[0];
            cpuRates[r] = gemm[1];
        }
        write(found, folder.resolve(metric.wireName() + ".i32"));
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

    /** GFLOPS of one 2048³ product per thread at once, by the clock and per second of processor time; medians of five. */
    private static double[] gemmRate(Parallel parallel) {
        FloatMatrix[] a = new FloatMatrix[THREADS];
        FloatMatrix[] out = new FloatMatrix[THREADS];
        for (int t = 0; t < THREADS; t++) {
            a[t] = FloatMatrix.zeros(SIDE, SIDE);
            Arrays.fill(a[t].data(), 0.5f);
            out[t] = FloatMatrix.zeros(SIDE, SIDE);
        }
        double[] rates = new double[5];
        double[] cpuRates = new double[5];
        for (int r = 0; r < rates.length; r++) {
            double flops = THREADS * 2.0 * SIDE * SIDE * SIDE;
            long start = System.nanoTime();
            long cpuStart = cpuTime();
            parallel.forEach(THREADS, t -> Blas.timesTransposed(a[t], a[t], out[t]));
            rates[r] = flops / (System.nanoTime() - start);
            cpuRates[r] = flops / (cpuTime() - cpuStart);
        }
        return new double[] {median(rates), median(cpuRates)};
    }

    /** Processor time of this process in ns, all threads. */
    private static long cpuTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static FloatMatrix read(Path file, int rows, int cols) throws IOException {
        FloatMatrix x = FloatMatrix.zeros(rows, cols);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(x.data());
        }
        return x;
    }

    private static void write(Neighbours found, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * found.queries() * found.m()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < found.queries(); i++) {
            for (int j = 0; j < found.m(); j++) {
                bytes.putInt(found.proxy(i, j));
            }
        }
        Files.write(file, bytes.array());
    }
}
