package org.imprint.core.cluster;

import java.util.Arrays;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** {@link Space} in double. {@link FloatSpace} is the same in float: the order of roundings must be seen in each. */
final class DoubleSpace implements Space {

    private final int n;
    private final int d;
    private final int k;
    private final double[] mean;
    private final DoubleMatrix x;
    private final double[] norms;
    private final double tolerance;
    private final DoubleMatrix centres;
    private final DoubleMatrix sums;
    private final DoubleMatrix next;
    private final FloatMatrix roughCentres;
    private final FloatProducts products;
    private final Pool<DoubleMatrix> gathered;
    private final Pool<double[]> rowCopies;

    DoubleSpace(FloatMatrix rows, int k, Parallel parallel) {
        this.n = rows.rows();
        this.d = rows.cols();
        this.k = k;
        this.mean = new double[d];
        this.x = DoubleMatrix.zeros(n, d);
        double[] variance = new double[d];
        FloatMatrix rough = FloatMatrix.zeros(n, d);
        parallel.forEachTile(d, STRIP, (from, to) -> centre(rows, from, to - from, variance, rough.data()));
        this.tolerance = Sums.plain(variance) / d * KMeans.TOLERANCE;
        this.norms = Sums.squaredNorms(x, parallel);
        this.centres = DoubleMatrix.zeros(k, d);
        this.sums = DoubleMatrix.zeros(k, d);
        this.next = DoubleMatrix.zeros(k, d);
        this.roughCentres = FloatMatrix.zeros(k, d);
        this.products = new FloatProducts(rough, k);
        this.gathered = new Pool<>(() -> DoubleMatrix.zeros(TILE, d));
        this.rowCopies = new Pool<>(() -> new double[d]);
    }

    /** Subtracts the column means from one strip of columns and finds its variances; sums run over rows in order. */
    private void centre(FloatMatrix rows, int from, int width, double[] variance, float[] rough) {
        double[] row = new double[width]; // equal indices let the compiler use vectors
        double[] sum = new double[width];
        for (int i = 0; i < n; i++) {
            widen(rows, i, from, row);
            for (int c = 0; c < width; c++) {
                sum[c] += row[c];
            }
        }
        double[] mu = new double[width];
        for (int c = 0; c < width; c++) {
            mu[c] = sum[c] / n;
        }
        System.arraycopy(mu, 0, mean, from, width);
        double[] squares = new double[width];
        for (int i = 0; i < n; i++) {
            widen(rows, i, from, row);
            for (int c = 0; c < width; c++) {
                row[c] -= mu[c];
            }
            for (int c = 0; c < width; c++) {
                squares[c] += row[c] * row[c];
            }
            System.arraycopy(row, 0, x.data(), i * d + from, width);
            for (int c = 0; c < width; c++) {
                rough[i * d + from + c] = (float) row[c];
            }
        }
        for (int c = 0; c < width; c++) {
            variance[from + c] = squares[c] / n;
        }
    }

    private static void widen(FloatMatrix rows, int i, int from, double[] row) {
        int o = rows.offset(i) + from;
        for (int c = 0; c < row.length; c++) {
            row[c] = rows.data()[o + c];
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
        return false;
    }

    @Override
    public boolean sumsMayBeMended() {
        return true;
    }

    @Override
    public DoubleMatrix wide() {
        return x;
    }

    @Override
    public double[] squaredNorms() {
        return norms;
    }

    @Override
    public double round(double value) {
        return value;
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
                centres.data()[centres.offset(j) + c] = given.get(j, c) - mean[c];
            }
        }
    }

    @Override
    public double[] centreNorms() {
        double[] squares = new double[k];
        for (int j = 0; j < k; j++) {
            for (int c = 0; c < d; c++) {
                roughCentres.data()[j * d + c] = (float) centres.get(j, c);
            }
            squares[j] = Sums.squaredNorm(centres.data(), centres.offset(j), d);
        }
        return squares;
    }

    @Override
    public void roughValues(int from, int to, double[] centreNorms, double[] out) {
        products.values(from, to, roughCentres, centreNorms, out);
    }

    @Override
    public void roughValues(int[] list, int from, int to, double[] centreNorms, double[] out) {
        products.values(list, from, to, roughCentres, centreNorms, out);
    }

    @Override
    public void values(int[] list, int from, int to, double[] centreNorms, double[] out) {
        DoubleMatrix tile = gathered.take();
        for (int r = from; r < to; r++) {
            System.arraycopy(x.data(), x.offset(list[r]), tile.data(), tile.offset(r - from), d);
        }
        for (int r = 0; r < to - from; r++) {
            System.arraycopy(centreNorms, 0, out, r * k, k);
        }
        DoubleMatrix product = DoubleMatrix.of(out.length / k, k, out);
        Blas.addTimesTransposed(-2, tile.rows(0, to - from), centres, product.rows(0, to - from));
        gathered.give(tile);
    }

    @Override
    public void sum(int cluster, int[] list, int from, int to) {
        double[] total = rowCopies.take();
        double[] row = rowCopies.take();
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
            double v = x.get(row, c);
            sums.data()[o + c] += add ? v : -v;
        }
    }

    @Override
    public void move(int row, int from, int to) {
        for (int c = 0; c < d; c++) {
            double v = x.get(row, c);
            sums.data()[sums.offset(from) + c] -= v;
            sums.data()[sums.offset(to) + c] = v;
        }
    }

    @Override
    public double squaredDistance(int row, int cluster) {
        double sum = 0;
        for (int c = 0; c < d; c++) {
            double difference = x.get(row, c) - centres.get(cluster, c);
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public double average(int cluster, int weight) {
        double scale = 1.0 / weight;
        int o = sums.offset(cluster);
        for (int c = o; c < o + d; c++) {
            next.data()[c] = sums.data()[c] * scale;
        }
        return shift(cluster);
    }

    @Override
    public double adopt(int cluster, int other, boolean averaged) {
        DoubleMatrix source = averaged ? next : sums;
        System.arraycopy(source.data(), source.offset(other), next.data(), next.offset(cluster), d);
        return shift(cluster);
    }

    /** ‖next − C‖ in scikit-learn's order: four squares at a time. */
    private double shift(int cluster) {
        double[] a = next.data();
        double[] b = centres.data();
        int from = next.offset(cluster);
        int whole = from + d / 4 * 4;
        double sum = 0;
        for (int c = from; c < whole; c += 4) {
            double d0 = a[c] - b[c];
            double d1 = a[c + 1] - b[c + 1];
            double d2 = a[c + 2] - b[c + 2];
            double d3 = a[c + 3] - b[c + 3];
            sum += d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
        }
        for (int c = whole; c < from + d; c++) {
            sum += (a[c] - b[c]) * (a[c] - b[c]);
        }
        return Math.sqrt(sum);
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
