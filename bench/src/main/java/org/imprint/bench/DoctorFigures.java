package org.imprint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.AllPairs;

/**
 * Times the search of all pairs beside the rate of plain matrix products in the same run, and prints one JSON line: n rows of width d
 * like embeddings of 100 classes after a ReLU, 8 nearest each, two threads, peak memory of the process.
 *
 * <pre>
 *   java -Xmx3500m -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.DoctorFigures [N [D [THREADS]]]
 * </pre>
 *
 * <p>Floating-point operations are those of the pairs that there are, n (n − 1) / 2 products of 2 d each; tiles on the diagonal compute
 * twice that and are not given credit for it. The rate of products is the mean of before and after.
 */
public final class DoctorFigures {

    private static final int CLASSES = 100;
    private static final int NEAREST = 8;
    private static final double LIMIT = 0.99;
    private static final long IMAGE_NET_SUBSET = 351_000;

    private DoctorFigures() {}

    /** Runs it. Arguments: [N [D [THREADS]]]. */
    public static void main(String[] args) throws IOException {
        int n = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
        int d = args.length > 1 ? Integer.parseInt(args[1]) : 1280;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        FloatMatrix rows = embeddings(n, d);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Parallel parallel = Parallel.on(pool, threads);
            AllPairs.of(rows.rows(0, Math.min(n, 4000)), NEAREST, LIMIT, parallel);
            GemmRate before = GemmRate.of(parallel);
            long start = System.nanoTime();
            long cpuStart = GemmRate.cpuTime();
            AllPairs.of(rows, NEAREST, LIMIT, parallel);
            double ns = System.nanoTime() - start;
            double cpu = GemmRate.cpuTime() - cpuStart;
            GemmRate after = GemmRate.of(parallel);
            double gemm = (before.perNano() + after.perNano()) / 2;
            double cpuGemm = (before.perCpuNano() + after.perCpuNano()) / 2;
            double flops = n * (n - 1.0) * d;
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"case\": \"all-pairs\", \"who\": \"imprint, %s\", \"shape\": [%d, %d], \"threads\": %d, \"seconds\": %.2f, "
                            + "\"gflops\": %.1f, \"gemm_gflops\": %.1f, \"share_of_gemm\": %.3f, \"share_of_gemm_by_cpu_time\": %.3f, "
                            + "\"peak_mib\": %d, \"computed_seconds_for_%d\": %.0f}",
                    Blas.description(),
                    n,
                    d,
                    threads,
                    ns / 1e9,
                    flops / ns,
                    gemm,
                    flops / ns / gemm,
                    flops / cpu / cpuGemm,
                    peakMib(),
                    IMAGE_NET_SUBSET,
                    ns / 1e9 * IMAGE_NET_SUBSET * IMAGE_NET_SUBSET / ((double) n * n)));
        } finally {
            pool.shutdown();
        }
    }

    private static long peakMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    private static FloatMatrix embeddings(int n, int d) {
        SplittableRandom rng = new SplittableRandom(1);
        FloatMatrix centres = FloatMatrix.zeros(CLASSES, d);
        for (int i = 0; i < CLASSES * d; i++) {
            centres.data()[i] = (float) rng.nextGaussian();
        }
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n; i++) {
            int c = (int) ((long) i * CLASSES / n);
            int at = x.offset(i);
            for (int j = 0; j < d; j++) {
                // a sum of two uniforms is normal enough here, and ten times quicker to draw
                double noise = 2.6 * (rng.nextDouble() + rng.nextDouble() - 1);
                x.data()[at + j] = Math.max(0, centres.get(c, j) + (float) noise);
            }
        }
        return x;
    }
}
