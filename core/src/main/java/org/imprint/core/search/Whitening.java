package org.imprint.core.search;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.SymmetricEigen;

/**
 * A linear map after which Euclidean distance is Mahalanobis distance.
 *
 * <pre>
 *   Σ = V diag(λ) Vᵀ     y = diag(λ)^(−1/2) Vᵀ (x − c)     ‖y − y'‖² = (x − x')ᵀ Σ⁻¹ (x − x')
 * </pre>
 *
 * <p>Which covariance Σ it is makes the difference between the two semantics: {@link #withinClasses} is ours,
 * {@link #ofProxies} the published code's. Applying costs O(n·d²). Immutable.
 */
public final class Whitening {

    private static final int TILE = 1024;
    private static final double PUBLISHED_RIDGE = 1e-6;
    private static final double SMALLEST_SHARE = 1e-12;

    private final double[] center;
    /** [d, d]; row i is vᵢ / √λᵢ. */
    private final DoubleMatrix transform;

    private Whitening(double[] center, DoubleMatrix transform) {
        this.center = center;
        this.transform = transform;
    }

    /**
     * Returns the whitening by the pooled within-class covariance, shrunk toward a multiple of the identity.
     *
     * <pre>
     *   rᵢ = xᵢ − mean of its class     S = (1/n) Σᵢ rᵢ rᵢᵀ     μ = tr(S) / d
     *   Σ = (1 − δ) S + δ μ I
     *   δ = min(1, β / ‖S − μI‖²)       β = (1/n²) Σᵢ ‖rᵢ rᵢᵀ − S‖²      (Frobenius norms)
     * </pre>
     *
     * <p>Without any spread within classes, as with one row per class, Σ is the identity and the distance Euclidean. All in
     * double. Time O(n·d² + d³), memory O(d²). Source: O. Ledoit, M. Wolf, "A well-conditioned estimator for
     * large-dimensional covariance matrices", J. Multivariate Analysis 88, 2004.
     *
     * @param rows the training rows as a query would be seen, after NORMinf; finite
     */
    public static Whitening withinClasses(Task rows) {
        int d = rows.dim();
        double[] center = new double[d];
        DoubleMatrix scatter = DoubleMatrix.zeros(d, d);
        long n = 0;
        double fourth = 0;
        for (ClassRows c : rows.classes()) {
            double[] mean = mean(c.rows());
            for (int j = 0; j < d; j++) {
                center[j] += mean[j] / rows.size();
            }
            for (int from = 0; from < c.size(); from += TILE) {
                DoubleMatrix residuals = centered(c.rows().rows(from, Math.min(c.size(), from + TILE)), mean);
                Blas.addGram(residuals, scatter);
                fourth += fourthMoments(residuals);
            }
            n += c.size();
        }
        return shrunk(center, scatter, n, fourth);
    }

    private static Whitening shrunk(double[] center, DoubleMatrix scatter, long n, double fourth) {
        int d = center.length;
        double squares = 0;
        double trace = 0;
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double s = scatter.data()[scatter.offset(i) + j] /= n;
                squares += (i == j ? 1 : 2) * s * s;
            }
            trace += scatter.get(i, i);
        }
        double mu = trace / d;
        if (!(mu > 0)) {
            return new Whitening(center, identity(d));
        }
        double spread = squares - mu * trace;
        double noise = (fourth / n - squares) / n;
        double shrinkage = spread > 0 ? Math.min(1, Math.max(0, noise / spread)) : 1;
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                scatter.data()[scatter.offset(i) + j] *= 1 - shrinkage;
            }
            scatter.data()[scatter.offset(i) + i] += shrinkage * mu;
        }
        return new Whitening(center, inverseRoot(scatter));
    }

    /**
     * Returns the whitening by the covariance of the proxies themselves plus 10⁻⁶ I, divisor p − 1, as the published code
     * has it. With p ≤ d it is all but singular and distances outside the span of the proxies say next to nothing.
     *
     * @param proxies [p, d], finite
     * @throws ImprintException if there are fewer than two proxies
     */
    public static Whitening ofProxies(FloatMatrix proxies) {
        Checks.require(proxies.rows() >= 2, "mahalanobis needs at least 2 proxies", proxies.rows());
        int d = proxies.cols();
        double[] mean = mean(proxies);
        DoubleMatrix covariance = DoubleMatrix.zeros(d, d);
        for (int from = 0; from < proxies.rows(); from += TILE) {
            Blas.addGram(centered(proxies.rows(from, Math.min(proxies.rows(), from + TILE)), mean), covariance);
        }
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                covariance.data()[covariance.offset(i) + j] /= proxies.rows() - 1;
            }
            covariance.data()[covariance.offset(i) + i] += PUBLISHED_RIDGE;
        }
        return new Whitening(mean, inverseRoot(covariance));
    }

    private static double[] mean(FloatMatrix x) {
        double[] mean = new double[x.cols()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += x.get(i, j);
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= Math.max(1, x.rows());
        }
        return mean;
    }

    private static DoubleMatrix centered(FloatMatrix x, double[] center) {
        DoubleMatrix y = DoubleMatrix.zeros(x.rows(), x.cols());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < center.length; j++) {
                y.data()[y.offset(i) + j] = x.get(i, j) - center[j];
            }
        }
        return y;
    }

    private static double fourthMoments(DoubleMatrix residuals) {
        double sum = 0;
        for (int i = 0; i < residuals.rows(); i++) {
            double square = 0;
            for (int j = 0; j < residuals.cols(); j++) {
                square += residuals.get(i, j) * residuals.get(i, j);
            }
            sum += square * square;
        }
        return sum;
    }

    private static DoubleMatrix identity(int d) {
        DoubleMatrix one = DoubleMatrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            one.data()[one.offset(i) + i] = 1;
        }
        return one;
    }

    /** Returns diag(λ)^(−1/2) Vᵀ of a symmetric matrix given by its upper triangle; eigenvalues of rounding noise are raised. */
    private static DoubleMatrix inverseRoot(DoubleMatrix a) {
        SymmetricEigen eigen = Lapack.symmetricEigen(a);
        double[] values = eigen.values();
        DoubleMatrix root = eigen.vectors().copy();
        double floor = SMALLEST_SHARE * values[values.length - 1];
        for (int i = 0; i < values.length; i++) {
            double scale = 1 / Math.sqrt(Math.max(values[i], floor));
            for (int j = root.offset(i); j < root.offset(i) + root.cols(); j++) {
                root.data()[j] *= scale;
            }
        }
        return root;
    }

    /** Returns d, the width of the rows it is for. */
    public int dim() {
        return center.length;
    }

    /** Returns the whitened rows of x [n, d]. */
    DoubleMatrix apply(FloatMatrix x) {
        DoubleMatrix whitened = DoubleMatrix.zeros(x.rows(), x.cols());
        Blas.timesTransposed(centered(x, center), transform, whitened);
        return whitened;
    }

    /** Returns the whitened rows of x [n, d], rounded once to float. */
    public FloatMatrix applyToFloat(FloatMatrix x) {
        FloatMatrix whitened = FloatMatrix.zeros(x.rows(), x.cols());
        for (int from = 0; from < x.rows(); from += TILE) {
            FloatMatrix part =
                    apply(x.rows(from, Math.min(x.rows(), from + TILE))).toFloat();
            System.arraycopy(part.data(), 0, whitened.data(), whitened.offset(from), part.rows() * part.cols());
        }
        return whitened;
    }
}
