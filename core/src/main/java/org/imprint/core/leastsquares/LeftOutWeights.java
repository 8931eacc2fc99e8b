package org.imprint.core.leastsquares;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.Parallel;

/**
 * The weights that least squares would have without one of its rows, for each row, from a single factorisation.
 *
 * <pre>
 *   B = Σ xxᵀ + (n − 1) λI     V = M B⁻¹     z = B⁻¹x     h = ⟨x, z⟩
 *   without x of class c:  w_j = ((n − 1) / C) (v_j + z ⟨x, v_j⟩ / (1 − h)),   v_c = (n_c v_c − z) / (n_c − 1)
 * </pre>
 *
 * <p>(B − xxᵀ)⁻¹ is that of Sherman and Morrison; n, the mean of the class and, where x was its only row, C change too. All in double.
 * Time n·d² + d³/3 multiply-adds for all, and C·d for the scores of a row. Immutable; may be shared by threads.
 *
 * <p>Source: J. Sherman, W. Morrison, "Adjustment of an inverse matrix corresponding to a change in one element of a given matrix", Annals
 * of Mathematical Statistics 21, 1950.
 */
public final class LeftOutWeights {

    private final DoubleMatrix factor;
    private final DoubleMatrix v;
    private final int[] sizes;
    private final long n;

    private LeftOutWeights(DoubleMatrix factor, DoubleMatrix v, int[] sizes, long n) {
        this.factor = factor;
        this.v = v;
        this.sizes = sizes;
        this.n = n;
    }

    /**
     * Factors B and computes V.
     *
     * @param perClass the rows [n_c, d] of each class, n_c ≥ 1, finite; n ≥ 2
     * @param lambda λ, finite and &gt; 0
     */
    public static LeftOutWeights of(List<FloatMatrix> perClass, double lambda, Parallel parallel) {
        Checks.positive("lambda", lambda);
        int d = perClass.get(0).cols();
        int[] sizes = perClass.stream().mapToInt(FloatMatrix::rows).toArray();
        long n = perClass.stream().mapToLong(FloatMatrix::rows).sum();
        Checks.require(n >= 2, "rows must be at least 2 for one to be left out", n);
        DoubleMatrix moment = DoubleMatrix.zeros(d, d);
        SecondMoment.add(perClass, moment, parallel);
        DoubleMatrix factor = SecondMoment.factor(moment, 1, (n - 1) * lambda);
        DoubleMatrix v = DoubleMatrix.zeros(sizes.length, d);
        for (int c = 0; c < sizes.length; c++) {
            ClassSum sum = ClassSum.empty(d).plus(perClass.get(c));
            for (int j = 0; j < d; j++) {
                v.data()[v.offset(c) + j] = sum.high()[j] / sizes[c];
            }
        }
        Lapack.choleskySolve(factor, v);
        return new LeftOutWeights(factor, v, sizes, n);
    }

    /** Begins with some rows of a class, which are each left out alone. Time O(r·d²). @param rows [r, d], rows of class c */
    public Rows rows(int c, FloatMatrix rows) {
        return new Rows(c, rows);
    }

    /** Some rows of one class, each left out alone. */
    public final class Rows {
        private final int c;
        private final DoubleMatrix x;
        private final DoubleMatrix z;
        /** ⟨xᵢ, v_j⟩, [r, C]. */
        private final DoubleMatrix xv;

        private Rows(int c, FloatMatrix rows) {
            this.c = c;
            this.x = rows.toDouble();
            this.z = x.copy();
            Lapack.choleskySolve(factor, z);
            this.xv = DoubleMatrix.zeros(x.rows(), v.rows());
            Blas.timesTransposed(x, v, xv);
        }

        /** Returns whether the class has no row but the one that is left out: there are then no weights of it. */
        public boolean isGone() {
            return sizes[c] == 1;
        }

        private double scale() {
            return (n - 1.0) / (isGone() ? sizes.length - 1 : sizes.length);
        }

        /** Returns what v_j is multiplied with in w_j, before the scale. */
        private double own(int j) {
            return j == c ? sizes[c] / (sizes[c] - 1.0) : 1;
        }

        /** Returns what z is multiplied with in w_j without row i, before the scale. */
        private double share(int i, int j, double h) {
            double less = j == c ? 1.0 / (sizes[c] - 1) : 0;
            return (own(j) * xv.get(i, j) - less * h) / (1 - h) - less;
        }

        /** Returns the weights without row i, [C, d]; those of a class that is gone are zero. */
        public DoubleMatrix weights(int i) {
            DoubleMatrix w = DoubleMatrix.zeros(v.rows(), v.cols());
            double h = dot(x, i, z, i);
            for (int j = 0; j < w.rows(); j++) {
                if (j != c || !isGone()) {
                    double share = share(i, j, h);
                    double own = own(j);
                    for (int t = 0; t < w.cols(); t++) {
                        w.data()[w.offset(j) + t] = scale() * (own * v.get(j, t) + share * z.get(i, t));
                    }
                }
            }
            return w;
        }

        /**
         * Returns ⟨w_j, qᵢ⟩ of each row's query and each class, with the weights without that row, [r, C]; of a class that is gone −∞.
         *
         * @param queries [r, d], qᵢ belongs to row i
         * @param unit whether weights are scaled to length 1
         */
        public DoubleMatrix products(FloatMatrix queries, boolean unit) {
            DoubleMatrix q = queries.toDouble();
            DoubleMatrix qv = DoubleMatrix.zeros(q.rows(), v.rows());
            DoubleMatrix zv = DoubleMatrix.zeros(q.rows(), v.rows());
            Blas.timesTransposed(q, v, qv);
            Blas.timesTransposed(z, v, zv);
            DoubleMatrix products = DoubleMatrix.zeros(q.rows(), v.rows());
            double[] vv = IntStream.range(0, v.rows())
                    .mapToDouble(j -> dot(v, j, v, j))
                    .toArray();
            for (int i = 0; i < q.rows(); i++) {
                double h = dot(x, i, z, i);
                double qz = dot(q, i, z, i);
                double zz = dot(z, i, z, i);
                for (int j = 0; j < v.rows(); j++) {
                    double share = share(i, j, h);
                    double own = own(j);
                    double product = own * qv.get(i, j) + share * qz;
                    double square = own * own * vv[j] + share * (2 * own * zv.get(i, j) + share * zz);
                    products.data()[products.offset(i) + j] = j == c && isGone()
                            ? Double.NEGATIVE_INFINITY
                            : unit ? product / Math.max(Double.MIN_NORMAL, Math.sqrt(square)) : product * scale();
                }
            }
            return products;
        }

        private double dot(DoubleMatrix a, int i, DoubleMatrix b, int k) {
            double sum = 0;
            for (int t = 0; t < a.cols(); t++) {
                sum += a.get(i, t) * b.get(k, t);
            }
            return sum;
        }
    }
}
