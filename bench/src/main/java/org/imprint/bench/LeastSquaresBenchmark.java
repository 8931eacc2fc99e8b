package org.imprint.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Least squares over ten classes of 600 rows, on one thread.
 *
 * <p>{@code java -cp 'bench/target/classes:bench/target/lib/*' org.openjdk.jmh.Main LeastSquaresBenchmark -f 1 -wi 5 -i 5}.
 * The comparison with NumPy is {@code bench/compare --case ls}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LeastSquaresBenchmark {

    private static final int CLASSES = 10;
    private static final int ROWS = 600;

    /** Width. */
    @Param({"512", "2048"})
    public int d;

    private Task task;

    /** Makes Gaussian rows. */
    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(1);
        task = Task.of(IntStream.range(0, CLASSES)
                .mapToObj(c -> {
                    FloatMatrix x = FloatMatrix.zeros(ROWS, d);
                    for (int i = 0; i < ROWS * d; i++) {
                        x.data()[i] = (float) random.nextGaussian();
                    }
                    return new ClassRows(c, x);
                })
                .toList());
    }

    /** Solves once. */
    @Benchmark
    public List<FloatMatrix> solve() {
        return new LeastSquaresGenerator(0.05).proxies(task, Run.of(Semantics.CORRECTED, 1, Parallel.serial()));
    }
}
