package org.imprint.core.projection;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.matrix.TorchReductions;

/** The rows of a task scaled to length 1, without a copy of them: products with a few vectors, and sums weighted by these. */
final class UnitRows {

    private static final int TILE = 512;
    private static final int GROUPS = 32;

    private final int dim;
    private final int rows;
    private final List<Strip> strips = new ArrayList<>();
    private final Parallel parallel;
    private final double[] mean;
    private final FloatMatrix between;
    private final double trace;

    /** Some rows of one class. @param inverse 1/‖x‖, 0 of a zero row @param first place among all rows */
    private record Strip(FloatMatrix x, float[] inverse, int first) {}

    UnitRows(Task task, Parallel parallel) {
        this.dim = task.dim();
        this.parallel = parallel;
        int n = 0;
        for (ClassRows c : task.classes()) {
            for (int from = 0; from < c.size(); from += TILE) {
                FloatMatrix x = c.rows().rows(from, Math.min(c.size(), from + TILE));
                strips.add(new Strip(x, new float[x.rows()], n + from));
            }
            n += c.size();
        }
        this.rows = n;
        parallel.forEach(strips.size(), s -> inverses(strips.get(s)));
        double[][] sums = sumsOfStrips();
        this.mean = new double[dim];
        double[][] means = new double[task.size()][dim];
        int s = 0;
        for (int c = 0; c < task.size(); c++) {
            int size = task.get(c).size();
            for (int from = 0; from < size; from += TILE, s++) {
                for (int j = 0; j < dim; j++) {
                    means[c][j] += sums[s][j] / size;
                    mean[j] += sums[s][j] / n;
                }
            }
        }
        this.between = FloatMatrix.zeros(task.size(), dim);
        double length = 0;
        for (int j = 0; j < dim; j++) {
            length += mean[j] * mean[j];
            for (int c = 0; c < task.size(); c++) {
                between.data()[between.offset(c) + j] = (float) (means[c][j] - mean[j]);
            }
        }
        long some = strips.stream().mapToLong(UnitRows::nonZero).sum();
        this.trace = Math.max(0, (double) some / n - length);
    }

    private static long nonZero(Strip strip) {
        long count = 0;
        for (float f : strip.inverse()) {
            count += f == 0 ? 0 : 1;
        }
        return count;
    }

    private static void inverses(Strip strip) {
        float[] norms = TorchReductions.rowNorms(strip.x());
        for (int i = 0; i < norms.length; i++) {
            strip.inverse()[i] = norms[i] == 0 ? 0 : 1 / norms[i];
        }
    }

    private double[][] sumsOfStrips() {
        double[][] sums = new double[strips.size()][];
        parallel.forEach(strips.size(), s -> {
            Strip strip = strips.get(s);
            double[] sum = new double[dim];
            for (int i = 0; i < strip.x().rows(); i++) {
                int from = strip.x().offset(i);
                for (int j = 0; j < dim; j++) {
                    sum[j] += strip.x().data()[from + j] * strip.inverse()[i];
                }
            }
            sums[s] = sum;
        });
        return sums;
    }

    /** Returns d. */
    int dim() {
        return dim;
    }

    /** Returns n. */
    int rows() {
        return rows;
    }

    /** Returns tr Σ_T. */
    double trace() {
        return trace;
    }

    /** Returns μ_c − μ, [C, d]. */
    FloatMatrix between() {
        return between;
    }

    /** Returns (x̂ᵢ − μ)·v for each row and vector, [n, p]. @param v [p, d] */
    FloatMatrix products(FloatMatrix v) {
        FloatMatrix all = FloatMatrix.zeros(rows, v.rows());
        double[] ofMean = ofMean(v);
        parallel.forEach(strips.size(), s -> {
            Strip strip = strips.get(s);
            products(
                    strip,
                    v,
                    ofMean,
                    all.rows(strip.first(), strip.first() + strip.x().rows()));
        });
        return all;
    }

    private static void products(Strip strip, FloatMatrix v, double[] ofMean, FloatMatrix out) {
        Blas.timesTransposed(strip.x(), v, out);
        for (int i = 0; i < out.rows(); i++) {
            for (int p = 0; p < out.cols(); p++) {
                int at = out.offset(i) + p;
                out.data()[at] = (float) (out.data()[at] * strip.inverse()[i] - ofMean[p]);
            }
        }
    }

    /** Returns Σ_T applied to some vectors, [p, d]. @param v [p, d] */
    double[][] scatter(FloatMatrix v) {
        double[] ofMean = ofMean(v);
        int groups = Math.min(GROUPS, strips.size());
        double[][][] parts = new double[groups][][];
        parallel.forEach(groups, g -> parts[g] = ofGroup(v, ofMean, g, groups));
        double[][] all = new double[v.rows()][dim];
        double[] weights = new double[v.rows()];
        for (double[][] part : parts) {
            for (int p = 0; p < v.rows(); p++) {
                weights[p] += part[p][dim];
                for (int j = 0; j < dim; j++) {
                    all[p][j] += part[p][j];
                }
            }
        }
        for (int p = 0; p < v.rows(); p++) {
            for (int j = 0; j < dim; j++) {
                all[p][j] = (all[p][j] - weights[p] * mean[j]) / rows;
            }
        }
        return all;
    }

    /** Returns Σ zᵢ x̂ᵢ over some strips, and Σ zᵢ behind it. */
    private double[][] ofGroup(FloatMatrix v, double[] ofMean, int g, int groups) {
        double[][] sum = new double[v.rows()][dim + 1];
        int to = (int) ((long) (g + 1) * strips.size() / groups);
        for (int s = (int) ((long) g * strips.size() / groups); s < to; s++) {
            Strip strip = strips.get(s);
            FloatMatrix z = FloatMatrix.zeros(strip.x().rows(), v.rows());
            products(strip, v, ofMean, z);
            for (int i = 0; i < z.rows(); i++) {
                for (int p = 0; p < z.cols(); p++) {
                    sum[p][dim] += z.get(i, p);
                    z.data()[z.offset(i) + p] *= strip.inverse()[i];
                }
            }
            FloatMatrix part = FloatMatrix.zeros(v.rows(), dim);
            Blas.addTransposedTimes(z, strip.x(), part);
            for (int p = 0; p < v.rows(); p++) {
                for (int j = 0; j < dim; j++) {
                    sum[p][j] += part.get(p, j);
                }
            }
        }
        return sum;
    }

    private double[] ofMean(FloatMatrix v) {
        double[] products = new double[v.rows()];
        for (int p = 0; p < v.rows(); p++) {
            for (int j = 0; j < dim; j++) {
                products[p] += mean[j] * v.get(p, j);
            }
        }
        return products;
    }
}
