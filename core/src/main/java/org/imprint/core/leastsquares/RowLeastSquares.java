package org.imprint.core.leastsquares;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;

/**
 * {@link LeastSquares} over rows in place of dimensions, for tasks of fewer rows than dimensions.
 *
 * <pre>
 *   W = (1/C) Aᵀ (XXᵀ/n + λI)⁻¹ X      X rows [n, d]    A [n, C], 1/n_c in the column of a row's class    W [C, d]
 * </pre>
 *
 * <p>The same weights but for rounding, as (XᵀX/n + λI)⁻¹ Xᵀ = Xᵀ (XXᵀ/n + λI)⁻¹. Time n²·d + n³/3 multiply-adds in place of n·d² + d³/3;
 * in double, rounded once to float.
 */
public final class RowLeastSquares {

    private RowLeastSquares() {}

    /**
     * Returns one weight row [1, d] for each class.
     *
     * @param task rows as they are learned, finite
     * @param lambda λ &gt; 0
     */
    public static List<FloatMatrix> proxies(Task task, double lambda) {
        DoubleMatrix x = FloatMatrix.concat(
                        task.classes().stream().map(ClassRows::rows).toList())
                .toDouble();
        int n = x.rows();
        DoubleMatrix gram = DoubleMatrix.zeros(n, n);
        Blas.timesTransposed(x, x, gram);
        SecondMoment.factor(gram, n, lambda);
        DoubleMatrix shares = DoubleMatrix.zeros(task.size(), n);
        int row = 0;
        for (int c = 0; c < task.size(); c++) {
            int size = task.get(c).size();
            for (int i = 0; i < size; i++) {
                shares.data()[shares.offset(c) + row++] = 1.0 / size / task.size();
            }
        }
        Lapack.choleskySolve(gram, shares);
        DoubleMatrix weights = DoubleMatrix.zeros(task.size(), x.cols());
        Blas.times(shares, x, weights);
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int c = 0; c < task.size(); c++) {
            proxies.add(weights.rows(c, c + 1).toFloat());
        }
        return proxies;
    }
}
