package org.imprint.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.imprint.core.cluster.Clustering;
import org.imprint.core.cluster.KMeans;
import org.imprint.core.cluster.Precision;
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
 * k-means of one class, k-means++ included, on one thread.
 *
 * <p>{@code java -cp 'bench/target/classes:bench/target/lib/*' org.openjdk.jmh.Main KMeansBenchmark -f 1 -wi 5 -i 5}. The
 * comparison with scikit-learn is {@code bench/compare --case kmeans}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KMeansBenchmark {

    /** Arithmetic. */
    @Param({"DOUBLE", "FLOAT"})
    public Precision precision;

    /** Rows. */
    @Param({"600", "6000"})
    public int n;

    /** Width. */
    @Param("512")
    public int d;

    /** Clusters. */
    @Param("20")
    public int k;

    private FloatMatrix x;

    /** Makes uniform noise, which takes the most iterations. */
    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(1);
        x = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n * d; i++) {
            x.data()[i] = (float) random.nextDouble();
        }
    }

    /** Clusters once. */
    @Benchmark
    public Clustering fit() {
        return new KMeans(k).fit(x, 3, precision, Parallel.serial());
    }
}
