package org.imprint.core.compare;

import java.util.Arrays;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.eval.Estimate;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Parallel;

/** How far the mean differences of contenders stray by chance, at their largest, in units of their standard errors. */
final class MaximalDeviations {

    private static final int TILE = 256;
    private static final double LEVEL = 0.95;
    /** That of one difference alone; a maximum over several cannot be below it. */
    private static final double ALONE = Estimate.Z_95;

    private final double[][] shares;
    private final Bootstrap bootstrap;
    private final Parallel parallel;

    MaximalDeviations(double[][] shares, Bootstrap bootstrap, Parallel parallel) {
        this.shares = shares;
        this.bootstrap = bootstrap;
        this.parallel = parallel;
    }

    /** Returns c(i) for each contender i; that of one difference alone where there are no two. */
    double[] criticalValues() {
        int contenders = shares.length;
        double[] critical = new double[contenders];
        Arrays.fill(critical, ALONE);
        if (contenders < 3) {
            return critical;
        }
        DoubleMatrix centred = DoubleMatrix.of(contenders, shares[0].length, centred());
        DoubleMatrix strays = strays(centred);
        DoubleMatrix products = DoubleMatrix.zeros(contenders, contenders);
        Blas.timesTransposed(centred, centred, products);
        parallel.forEach(contenders, i -> critical[i] = Math.max(ALONE, quantile(largest(i, strays, products))));
        return critical;
    }

    private double[] centred() {
        int n = shares[0].length;
        double[] all = new double[Math.multiplyExact(shares.length, n)];
        for (int r = 0; r < shares.length; r++) {
            double mean = Arrays.stream(shares[r]).sum() / n;
            for (int i = 0; i < n; i++) {
                all[r * n + i] = shares[r][i] - mean;
            }
        }
        return all;
    }

    /** Returns n Z, [B, R]. */
    private DoubleMatrix strays(DoubleMatrix centred) {
        DoubleMatrix strays = DoubleMatrix.zeros(bootstrap.resamples(), centred.rows());
        Signs signs = new Signs(bootstrap.seed());
        for (int from = 0; from < centred.cols(); from += TILE) {
            int to = Math.min(centred.cols(), from + TILE);
            DoubleMatrix part = DoubleMatrix.zeros(centred.rows(), to - from);
            for (int r = 0; r < centred.rows(); r++) {
                System.arraycopy(centred.data(), centred.offset(r) + from, part.data(), part.offset(r), to - from);
            }
            Blas.addTimesTransposed(1, signs.next(bootstrap.resamples(), to - from), part, strays);
        }
        return strays;
    }

    /** Returns the largest |n Z(b) − n Z(i)| / n s(b, i) over b, of each draw. */
    private double[] largest(int i, DoubleMatrix strays, DoubleMatrix products) {
        double[] scale = new double[strays.cols()];
        for (int b = 0; b < scale.length; b++) {
            double squares = products.get(b, b) + products.get(i, i) - 2 * products.get(b, i);
            scale[b] = b == i ? 0 : 1 / Math.sqrt(Math.max(0, squares) + 2);
        }
        double[] largest = new double[strays.rows()];
        for (int draw = 0; draw < largest.length; draw++) {
            int at = strays.offset(draw);
            double own = strays.data()[at + i];
            for (int b = 0; b < scale.length; b++) {
                largest[draw] = Math.max(largest[draw], Math.abs(strays.data()[at + b] - own) * scale[b]);
            }
        }
        return largest;
    }

    private static double quantile(double[] values) {
        Arrays.sort(values);
        return values[(int) Math.min(values.length - 1, Math.ceil(LEVEL * values.length) - 1)];
    }
}
