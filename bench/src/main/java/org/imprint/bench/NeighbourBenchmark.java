package org.imprint.bench;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one neighbour search, two threads, d = 512; {@link NeighbourFigures} compares with the rival.
 *
 * <p>{@code java -cp "bench/target/imprint-bench-0.1.0-SNAPSHOT.jar:bench/target/lib/*" org.openjdk.jmh.Main NeighbourBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g"})
public class NeighbourBenchmark {

    private static final int DIM = 512;
    private static final int QUERIES = 1000;

    /** How far is measured. */
    @Param({"COSINE", "EUCLIDEAN", "MANHATTAN", "CHEBYSHEV"})
    public Metric metric;

    /** p, the number of proxies. */
    @Param({"200", "10000", "60000"})
    public int proxies;

    /** m, the number of neighbours. */
    @Param({"1", "50"})
    public int m;

    private NeighbourSearch search;
    private FloatMatrix queries;
    private ExecutorService pool;

    /** Makes data and threads. */
    @Setup
    public void setUp() {
        search = NeighbourSearch.by(metric, gaussian(proxies, 1), Semantics.CORRECTED);
        queries = gaussian(QUERIES, 2);
        pool = Executors.newFixedThreadPool(1);
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        pool.shutdown();
    }

    /** Finds the neighbours of 1,000 queries. */
    @Benchmark
    public Neighbours nearest() {
        return search.nearest(queries, m, Parallel.on(pool, 2));
    }

    private static FloatMatrix gaussian(int rows, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(rows, DIM);
        for (int i = 0; i < rows * DIM; i++) {
            x.data()[i] = (float) rng.nextGaussian();
        }
        return x;
    }
}
