package org.imprint.core.cluster;

import java.util.Arrays;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** {@link Space} in float. {@link DoubleSpace} is the same in double: the order of roundings must be seen in each. */
final class FloatSpace implements Space {

    private final int n;
    private final int d;
    private final int k;
    private final float[] mean;
    private final FloatMatrix x;
    private final DoubleMatrix wide;
    private final double[] norms;
    private final double tolerance;
    private final FloatMatrix centres;
    private final FloatMatrix sums;
    private final FloatMatrix next;
    private final FloatProducts products;
    private final Pool<float[]> rowCopies;

    FloatSpace(FloatMatrix rows, int k, Parallel parallel) {
        this.n = rows.rows();
        this.d = rows.cols();
        this.k = k;
        this.mean = new float[d];
        this.x = FloatMatrix.zeros(n, d);
        float[] variance = new float[d];
        parallel.forEachTile(d, STRIP, (from, to) -> centre(rows, from, to - from, variance));
        this.tolerance = Sums.plain(variance) / d * KMeans.TOLERANCE;
        this.wide = DoubleMatrix.zeros(n, d);
        parallel.forEachTile(n, TILE, this::widen);
        this.norms = Sums.squaredNorms(wide, parallel);
        this.centres = FloatMatrix.zeros(k, d);
        this.sums = FloatMatrix.zeros(k, d);
        this.next = FloatMatrix.zeros(k, d);
        this.products = new FloatProducts(x, k);
        this.rowCopies = new Pool<>(() -> new float[d]);
    }

    /** Subtracts the column means from one strip of columns and finds its variances; sums run over rows in order. */
    private void centre(FloatMatrix rows, int from, int width, float[] variance) {
        float[] row = new float[width]; // equal indices let the compiler use vectors
        float[] sum = new float[width];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows.data(), rows.offset(i) + from, row, 0, width);
            for (int c = 0; c < width; c++) {
                sum[c] += row[c];
            }
        }
        float[] mu = new float[width];
        for (int c = 0; c < width; c++) {
            mu[c] = sum[c] / n;
        }
        System.arraycopy(mu, 0, mean, from, width);
        float[] squares = new float[width];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows.data(), rows.offset(i) + from, row, 0, width);
            for (int c = 0; c < width; c++) {
                row[c] -= mu[c];
            }
            for (int c = 0; c < width; c++) {
                squares[c] += row[c] * row[c];
            }
            System.arraycopy(row, 0, x.data(), i * d + from, width);
        }
        for (int c = 0; c < width; c++) {
            variance[from + c] = squares[c] / n;
        }
    }

    private void widen(int from, int to) {
        for (int i = from * d; i < to * d; i++) {
            wide.data()[i] = x.data()[i];
        }
    }

    @Override
    public int rows() {
        return n;
    }

    @Override
    public int clusters() {
        return k;
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public boolean roughIsFinal() {
        return true;
    }

    @Override
    public boolean sumsMayBeMended() {
        return false;
    }

    @Override
    public DoubleMatrix wide() {
        return wide;
    }

    @Override
    public double[] squaredNorms() {
        return norms;
    }

    @Override
    public double round(double value) {
        return (float) value;
    }

    @Override
    public void placeCentres(int[] seeds) {
        for (int j = 0; j < k; j++) {
            System.arraycopy(x.data(), x.offset(seeds[j]), centres.data(), centres.offset(j), d);
        }
    }

    @Override
    public void placeCentres(DoubleMatrix given) {
        for (int j = 0; j < k; j++) {
            for (int c = 0; c < d; c++) {
                centres.data()[centres.offset(j) + c] = (float) given.get(j, c) - mean[c];
            }
        }
    }

    @Override
    public double[] centreNorms() {
        double[] squares = new double[k];
        for (int j = 0; j < k; j++) {
            squares[j] = (float) Sums.squaredNorm(centres.data(), centres.offset(j), d);
        }
        return squares;
    }

    @Override
    public void roughValues(int from, int to, double[] centreNorms, double[] out) {
        products.values(from, to, centres, centreNorms, out);
    }

    @Override
    public void roughValues(int[] list, int from, int to, double[] centreNorms, double[] out) {
        products.values(list, from, to, centres, centreNorms, out);
    }

    @Override
    public void values(int[] list, int from, int to, double[] centreNorms, double[] out) {
        products.values(list, from, to, centres, centreNorms, out);
    }

    @Override
    public void sum(int cluster, int[] list, int from, int to) {
        float[] total = rowCopies.take();
        float[] row = rowCopies.take();
        Arrays.fill(total, 0);
        for (int r = from; r < to; r++) {
            System.arraycopy(x.data(), x.offset(list[r]), row, 0, d); // equal indices let the compiler use vectors
            for (int c = 0; c < d; c++) {
                total[c] += row[c];
            }
        }
        System.arraycopy(total, 0, sums.data(), sums.offset(cluster), d);
        rowCopies.give(total);
        rowCopies.give(row);
    }

    @Override
    public void mend(int cluster, int row, boolean add) {
        int o = sums.offset(cluster);
        for (int c = 0; c < d; c++) {
            float v = x.get(row, c);
            sums.data()[o + c] += add ? v : -v;
        }
    }

    @Override
    public void move(int row, int from, int to) {
        for (int c = 0; c < d; c++) {
            float v = x.get(row, c);
            sums.data()[sums.offset(from) + c] -= v;
            sums.data()[sums.offset(to) + c] = v;
        }
    }

    @Override
    public double squaredDistance(int row, int cluster) {
        float sum = 0;
        for (int c = 0; c < d; c++) {
            float difference = x.get(row, c) - centres.get(cluster, c);
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public double average(int cluster, int weight) {
        float scale = 1f / weight;
        int o = sums.offset(cluster);
        for (int c = o; c < o + d; c++) {
            next.data()[c] = sums.data()[c] * scale;
        }
        return shift(cluster);
    }

    @Override
    public double adopt(int cluster, int other, boolean averaged) {
        FloatMatrix source = averaged ? next : sums;
        System.arraycopy(source.data(), source.offset(other), next.data(), next.offset(cluster), d);
        return shift(cluster);
    }

    /** ‖next − C‖ in scikit-learn's order: four squares at a time. */
    private double shift(int cluster) {
        float[] a = next.data();
        float[] b = centres.data();
        int from = next.offset(cluster);
        int whole = from + d / 4 * 4;
        float sum = 0;
        for (int c = from; c < whole; c += 4) {
            float d0 = a[c] - b[c];
            float d1 = a[c + 1] - b[c + 1];
            float d2 = a[c + 2] - b[c + 2];
            float d3 = a[c + 3] - b[c + 3];
            sum += d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
        }
        for (int c = whole; c < from + d; c++) {
            sum += (a[c] - b[c]) * (a[c] - b[c]);
        }
        return (float) Math.sqrt(sum);
    }

    @Override
    public void advance(int cluster) {
        System.arraycopy(next.data(), next.offset(cluster), centres.data(), centres.offset(cluster), d);
    }

    @Override
    public DoubleMatrix finalCentres() {
        DoubleMatrix moved = DoubleMatrix.zeros(k, d);
        for (int j = 0; j < k; j++) {
            for (int c = 0; c < d; c++) {
                moved.data()[moved.offset(j) + c] = centres.get(j, c) + mean[c];
            }
        }
        return moved;
    }
}
