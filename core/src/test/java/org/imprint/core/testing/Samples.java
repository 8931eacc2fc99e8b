package org.imprint.core.testing;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Made-up rows with a seed, and threads that end with the test. */
public final class Samples {

    private Samples() {}

    /** Returns [n, d] independent standard normal numbers. */
    public static FloatMatrix gaussian(int n, int d, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            double radius = Math.sqrt(-2 * Math.log(1 - rng.nextDouble()));
            x.data()[i] = (float) (radius * Math.cos(2 * Math.PI * rng.nextDouble()));
        }
        return x;
    }

    /** Returns [n, d] rows around {@code groups} normal points of standard deviation 3. */
    public static FloatMatrix blobs(int n, int d, int groups, long seed) {
        FloatMatrix x = gaussian(n, d, seed);
        FloatMatrix points = gaussian(groups, d, ~seed);
        SplittableRandom rng = new SplittableRandom(seed);
        for (int i = 0; i < n; i++) {
            int group = rng.nextInt(groups);
            for (int j = 0; j < d; j++) {
                x.data()[x.offset(i) + j] += 3 * points.get(group, j);
            }
        }
        return x;
    }

    /** Calls {@code body} with that many threads. */
    public static void withThreads(int threads, Consumer<Parallel> body) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            body.accept(Parallel.on(pool, threads));
        } finally {
            pool.shutdownNow();
        }
    }
}
