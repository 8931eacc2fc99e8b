package org.imprint.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * How fast plain float products are at this moment: one 2048³ product per thread at once, medians of five.
 *
 * @param perNano GFLOPS by the clock
 * @param perCpuNano GFLOPS per second of processor time of this process: what a busy machine distorts less
 */
record GemmRate(double perNano, double perCpuNano) {

    private static final int SIDE = 2048;
    private static final int ROUNDS = 5;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static GemmRate of(Parallel parallel) {
        int threads = parallel.threads();
        FloatMatrix[] a = new FloatMatrix[threads];
        FloatMatrix[] out = new FloatMatrix[threads];
        for (int t = 0; t < threads; t++) {
            a[t] = FloatMatrix.zeros(SIDE, SIDE);
            Arrays.fill(a[t].data(), 0.5f);
            out[t] = FloatMatrix.zeros(SIDE, SIDE);
        }
        double[] rates = new double[ROUNDS];
        double[] cpuRates = new double[ROUNDS];
        for (int r = 0; r < ROUNDS; r++) {
            double flops = threads * 2.0 * SIDE * SIDE * SIDE;
            long start = System.nanoTime();
            long cpuStart = cpuTime();
            parallel.forEach(threads, t -> Blas.timesTransposed(a[t], a[t], out[t]));
            rates[r] = flops / (System.nanoTime() - start);
            cpuRates[r] = flops / (cpuTime() - cpuStart);
        }
        Arrays.sort(rates);
        Arrays.sort(cpuRates);
        return new GemmRate(rates[ROUNDS / 2], cpuRates[ROUNDS / 2]);
    }

    /** Returns the processor time of this process in ns, all threads. */
    static long cpuTime() {
        return SYSTEM.getProcessCpuTime();
    }
}
