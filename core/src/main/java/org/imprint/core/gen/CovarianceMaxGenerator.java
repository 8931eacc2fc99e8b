package org.imprint.core.gen;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * The k rows whose covariances with the rows of their class have the largest sum, largest first.
 *
 * <pre>
 *   score(i) = Σⱼ cov(xᵢ, xⱼ) = (xᵢ − mean(xᵢ)) · s / (d − 1),   s = Σⱼ (xⱼ − mean(xⱼ))
 *   x [n, d] → w [min(k, n), d]
 * </pre>
 *
 * <p>A row is a variable here and its d coordinates are the observations; mean(x) is the mean of one row's coordinates. The
 * closed form needs no n × n matrix: time O(n·d + n log n), memory O(n + d), sums in double. Of equal scores the lower index
 * comes first. For d = 1 all scores are 0. The proxies for k are the first k of those for any larger k ≤ n. No randomness.
 *
 * <p>Corrected semantics refuses NaN and infinity; in reference semantics one NaN makes every score NaN, and the first k
 * rows are taken.
 *
 * @param k proxies per class, in [1, 10000]
 */
@Source(
        paper = Source.IMPRINT + ", generator 'cov_max'",
        url = Source.IMPRINT_URL,
        oracle = "IMPRINT 8f19bcd, src/proxy/selection.py#select_proxies")
public record CovarianceMaxGenerator(int k) implements SelectingGenerator {

    /** What holds of it whatever its k. */
    public static final GeneratorKind KIND = GeneratorKind.withK(
            "cov_max",
            "k-cov-max",
            CovarianceMaxGenerator.class,
            CovarianceMaxGenerator::new,
            GeneratorFact.HAS_PREFIXES,
            GeneratorFact.KEEPS_SMALL_CLASSES);

    /** Rows summed by one thread in one go; fixed, so that the sum over tiles has one order. */
    private static final int TILE = 512;

    public CovarianceMaxGenerator {
        Checks.inRange("cov_max.k", k, 1, MAX_K);
    }

    @Override
    public GeneratorKind kind() {
        return KIND;
    }

    @Override
    public GenerationCost cost(int n, int d) {
        return GenerationCost.reading(n, d, 2);
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public int[] select(ClassRows rows, Run run) {
        int n = RowChecks.size(rows);
        if (n < k || n == 1) {
            return RowChecks.all(n);
        }
        RowChecks.finiteIfCorrected(rows, run);
        double[] score = scores(rows.rows(), run);
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -score[i]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns score(i) for each row. */
    static double[] scores(FloatMatrix x, Run run) {
        int n = x.rows();
        int d = x.cols();
        double[] mean = new double[n];
        double[] score = new double[n];
        double[][] parts = new double[Parallel.tiles(n, TILE)][d];
        run.parallel().forEachTile(n, TILE, (from, to) -> {
            for (int i = from; i < to; i++) {
                mean[i] = mean(x.data(), x.offset(i), d);
                addCentred(x.data(), x.offset(i), mean[i], parts[from / TILE]);
            }
        });
        double[] sum = sum(parts);
        run.parallel().forEachTile(n, TILE, (from, to) -> {
            for (int i = from; i < to; i++) {
                score[i] = centredDot(x.data(), x.offset(i), mean[i], sum) / Math.max(1, d - 1);
            }
        });
        return score;
    }

    private static double mean(float[] x, int from, int d) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = from + d;
        int j = from;
        for (; j + 3 < end; j += 4) {
            s0 += x[j];
            s1 += x[j + 1];
            s2 += x[j + 2];
            s3 += x[j + 3];
        }
        for (; j < end; j++) {
            s0 += x[j];
        }
        return ((s0 + s1) + (s2 + s3)) / d;
    }

    private static void addCentred(float[] x, int from, double mean, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] += x[from + j] - mean;
        }
    }

    private static double centredDot(float[] x, int from, double mean, double[] s) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < s.length; j += 4) {
            s0 += (x[from + j] - mean) * s[j];
            s1 += (x[from + j + 1] - mean) * s[j + 1];
            s2 += (x[from + j + 2] - mean) * s[j + 2];
            s3 += (x[from + j + 3] - mean) * s[j + 3];
        }
        for (; j < s.length; j++) {
            s0 += (x[from + j] - mean) * s[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double[] sum(double[][] parts) {
        double[] sum = parts[0].clone();
        for (double[] part : Arrays.asList(parts).subList(1, parts.length)) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += part[j];
            }
        }
        return sum;
    }
}
