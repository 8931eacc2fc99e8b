package org.imprint.core.collapse;

import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;

/**
 * How far each class alone has collapsed to its mean, in units of the variance between classes.
 *
 * <pre>
 *   r_c = tr(Σ_c) / tr(Σ_B)      Σ_c = (1/n_c) Σ_i (x_i − μ_c)(x_i − μ_c)ᵀ
 * </pre>
 *
 * <p>0 when collapsed. The mean over classes is {@link CollapseMeasures#intraTrace} / {@link CollapseMeasures#interTrace} of
 * {@link NeuralCollapse#textbook}; traces alone, so that no matrix [d, d] is needed. All in double; time O(n·d).
 */
public final class ClassCollapse {

    private ClassCollapse() {}

    /**
     * Returns r_c of each class in task order; ∞ for all where the means of all classes coincide.
     *
     * @throws ImprintException if there are fewer than two classes, or values are not finite
     */
    public static double[] ratios(Task task) {
        ClassMeans means = ClassMeans.of(RowBlocks.of(task));
        double between = 0;
        for (double x : means.between().data()) {
            between += x * x;
        }
        double[] ratios = new double[task.size()];
        for (int c = 0; c < ratios.length; c++) {
            ClassRows rows = task.get(c);
            double within = squares(rows.rows(), means.mean(means.indexOf(rows.label())));
            ratios[c] = between > 0 ? within / rows.size() / between : Double.POSITIVE_INFINITY;
        }
        return ratios;
    }

    private static double squares(FloatMatrix x, double[] mean) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                double off = x.get(i, j) - mean[j];
                sum += off * off;
            }
        }
        return sum;
    }
}
