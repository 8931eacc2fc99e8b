package org.imprint.core.projection;

import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;
import org.imprint.core.matrix.SymmetricEigen;
import org.imprint.core.random.TorchRandom;

/** Subspace iteration for {@link PrincipalPlane}; thrown away afterwards. */
final class PlaneSearch {

    private static final int WANTED = 2;
    private static final double CLOSE = 1e-5;
    private static final double NOTHING = 1e-12;

    private final UnitRows rows;
    private final double traceOfMeans;

    PlaneSearch(UnitRows rows) {
        this.rows = rows;
        double sum = 0;
        for (float m : rows.between().toArray()) {
            sum += (double) m * m;
        }
        this.traceOfMeans = sum / rows.between().rows();
    }

    PrincipalPlane plane() {
        int d = rows.dim();
        FloatMatrix axes = FloatMatrix.zeros(WANTED, d);
        if (rows.trace() > NOTHING) {
            double[][] found = found();
            for (int a = 0; a < Math.min(WANTED, found.length); a++) {
                int sign = sign(found[a]);
                for (int j = 0; j < d; j++) {
                    axes.data()[axes.offset(a) + j] = (float) (sign * found[a][j]);
                }
            }
        }
        FloatMatrix points = rows.products(axes);
        double inPlane = 0;
        for (float p : points.data()) {
            inPlane += (double) p * p;
        }
        double share = rows.trace() > NOTHING ? Math.min(1, inPlane / rows.rows() / rows.trace()) : 0;
        return new PrincipalPlane(points, axes, share);
    }

    private static int sign(double[] axis) {
        int largest = 0;
        for (int j = 1; j < axis.length; j++) {
            largest = Math.abs(axis[j]) > Math.abs(axis[largest]) ? j : largest;
        }
        return axis[largest] < 0 ? -1 : 1;
    }

    /** Returns the axes, largest eigenvalue first. */
    private double[][] found() {
        int p = Math.min(PrincipalPlane.BLOCK, rows.dim());
        double[][] v = wide(new TorchRandom(0).xavierUniform(p, rows.dim()));
        orthonormalise(v);
        for (int round = 0; ; round++) {
            double[][] w = applied(narrow(v));
            SymmetricEigen small = Lapack.symmetricEigen(products(v, w));
            double[][] axes = turned(small, v);
            double[][] next = turned(small, w);
            if (round == PrincipalPlane.ROUNDS - 1 || isClose(small.values(), axes, next)) {
                return axes;
            }
            orthonormalise(next);
            v = next;
        }
    }

    private double[][] applied(FloatMatrix v) {
        double[][] all = rows.scatter(v);
        FloatMatrix between = rows.between();
        int d = rows.dim();
        for (int p = 0; p < v.rows(); p++) {
            for (int j = 0; j < d; j++) {
                all[p][j] /= rows.trace();
            }
            for (int c = 0; traceOfMeans > NOTHING && c < between.rows(); c++) {
                double product = 0;
                for (int j = 0; j < d; j++) {
                    product += (double) between.get(c, j) * v.get(p, j);
                }
                double weight = product / (between.rows() * traceOfMeans);
                for (int j = 0; j < d; j++) {
                    all[p][j] += weight * between.get(c, j);
                }
            }
        }
        return all;
    }

    private static boolean isClose(double[] values, double[][] axes, double[][] next) {
        double largest = values[values.length - 1];
        for (int a = 0; a < Math.min(WANTED, axes.length); a++) {
            double value = values[values.length - 1 - a];
            double square = 0;
            for (int j = 0; j < axes[a].length; j++) {
                double off = next[a][j] - value * axes[a][j];
                square += off * off;
            }
            if (Math.sqrt(square) > CLOSE * largest) {
                return false;
            }
        }
        return true;
    }

    private static DoubleMatrix products(double[][] v, double[][] w) {
        DoubleMatrix all = DoubleMatrix.zeros(v.length, v.length);
        for (int a = 0; a < v.length; a++) {
            for (int b = 0; b < v.length; b++) {
                all.data()[all.offset(a) + b] = (dot(v[a], w[b]) + dot(v[b], w[a])) / 2;
            }
        }
        return all;
    }

    /** Returns the rows turned to the eigenvectors, largest eigenvalue first. */
    private static double[][] turned(SymmetricEigen small, double[][] of) {
        int p = of.length;
        double[][] all = new double[p][of[0].length];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                double weight = small.vectors().get(p - 1 - a, b);
                for (int j = 0; j < all[a].length; j++) {
                    all[a][j] += weight * of[b][j];
                }
            }
        }
        return all;
    }

    /** Makes rows orthonormal, twice for the rounding; one that is (nearly) a sum of earlier ones becomes zero. */
    private static void orthonormalise(double[][] v) {
        for (int a = 0; a < v.length; a++) {
            double before = Math.sqrt(dot(v[a], v[a]));
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < a; b++) {
                    double along = dot(v[a], v[b]);
                    for (int j = 0; j < v[a].length; j++) {
                        v[a][j] -= along * v[b][j];
                    }
                }
            }
            double length = Math.sqrt(dot(v[a], v[a]));
            for (int j = 0; j < v[a].length; j++) {
                v[a][j] = length <= NOTHING * Math.max(1, before) ? 0 : v[a][j] / length;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static FloatMatrix narrow(double[][] v) {
        return DoubleMatrix.ofRows(v).toFloat();
    }

    private static double[][] wide(FloatMatrix v) {
        double[][] all = new double[v.rows()][v.cols()];
        for (int p = 0; p < v.rows(); p++) {
            for (int j = 0; j < v.cols(); j++) {
                all[p][j] = v.get(p, j);
            }
        }
        return all;
    }
}
