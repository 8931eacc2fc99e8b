package org.imprint.core.collapse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Checks;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;

/** The means of classes and of all rows, summed in double; classes are numbered as their labels first appear. */
final class ClassMeans {

    private final int dim;
    private final Map<Integer, Integer> index = new HashMap<>();
    private final List<double[]> means = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final double[] global;
    private long rows;

    private ClassMeans(int dim) {
        this.dim = dim;
        this.global = new double[dim];
    }

    static ClassMeans of(RowBlocks blocks) {
        ClassMeans all = new ClassMeans(blocks.dim());
        blocks.forEach(all::add);
        Checks.require(all.size() >= 2, "neural collapse needs at least two classes with rows", all.size());
        for (int c = 0; c < all.size(); c++) {
            double[] sum = all.means.get(c);
            for (int j = 0; j < all.dim; j++) {
                Checks.require(Double.isFinite(sum[j]), "embeddings must be finite, sum of coordinate " + j, sum[j]);
                all.global[j] += sum[j];
                sum[j] /= all.counts.get(c);
            }
        }
        for (int j = 0; j < all.dim; j++) {
            all.global[j] /= all.rows;
        }
        return all;
    }

    private void add(FloatMatrix x, int[] labels) {
        Checks.require(x.cols() == dim, "blocks must have width " + dim, x.cols());
        Checks.require(x.rows() == labels.length, "labels must be as many as rows, " + x.rows(), labels.length);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == RowBlocks.NO_CLASS) {
                continue;
            }
            Checks.require(labels[i] >= 0, "labels must be ≥ 0, or −1 for no class", labels[i]);
            int c = index.computeIfAbsent(labels[i], label -> {
                means.add(new double[dim]);
                counts.add(0);
                return means.size() - 1;
            });
            double[] sum = means.get(c);
            int from = x.offset(i);
            for (int j = 0; j < dim; j++) {
                sum[j] += x.data()[from + j];
            }
            counts.set(c, counts.get(c) + 1);
            rows++;
        }
    }

    /** Returns n, the number of rows that belong to a class. */
    long rows() {
        return rows;
    }

    /** Returns C. */
    int size() {
        return means.size();
    }

    /** Returns the number of the class with this label. */
    int indexOf(int label) {
        Integer c = index.get(label);
        Checks.require(c != null, "labels must be the same at the second reading, new label", label);
        return c;
    }

    int count(int c) {
        return counts.get(c);
    }

    double[] mean(int c) {
        return means.get(c);
    }

    /** Returns μ_G, the mean of all rows. */
    double[] global() {
        return global;
    }

    /** Returns (μ_c − μ_G) / √C, [C, d]: Σ_B is its Gram matrix. */
    DoubleMatrix between() {
        DoubleMatrix m = DoubleMatrix.zeros(size(), dim);
        double scale = Math.sqrt(size());
        for (int c = 0; c < size(); c++) {
            for (int j = 0; j < dim; j++) {
                m.data()[m.offset(c) + j] = (means.get(c)[j] - global[j]) / scale;
            }
        }
        return m;
    }
}
