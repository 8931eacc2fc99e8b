package org.imprint.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * How fast one run was.
 *
 * @param perSecond images per second by the clock
 * @param perCpuSecond images per second of processor time of this process, all threads: what a busy machine distorts less
 */
record Rate(double perSecond, double perCpuSecond) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Rate of(EmbedFigures.Work work) throws Exception {
        long start = System.nanoTime();
        long cpuStart = SYSTEM.getProcessCpuTime();
        int images = work.run();
        double cpu = (SYSTEM.getProcessCpuTime() - cpuStart) / 1e9;
        return new Rate(images / ((System.nanoTime() - start) / 1e9), images / cpu);
    }

    /** Returns the median over the rounds of a figure of two runs of one round. */
    static double median(List<Rate> own, List<Rate> other, ToDoubleBiFunction<Rate, Rate> figure) {
        double[] sorted = IntStream.range(0, own.size())
                .mapToDouble(i -> figure.applyAsDouble(own.get(i), other.get(i)))
                .sorted()
                .toArray();
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
