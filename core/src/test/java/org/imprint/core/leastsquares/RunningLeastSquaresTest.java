package org.imprint.core.leastsquares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected weights: the formula by plain loops over the rows that are there, solved by Gaussian elimination. */
class RunningLeastSquaresTest {

    private static final Parallel SERIAL = Parallel.serial();
    private static final int SEQUENCES = 250;
    private static final int STEPS = 25;

    /** Rows that are there, and the problem that should know them. */
    private static final class Pair {
        private final SplittableRandom rng;
        private final int d;
        private final List<List<float[]>> rows = new ArrayList<>();
        private RunningLeastSquares running;

        Pair(int d, long seed) {
            this.rng = new SplittableRandom(seed);
            this.d = d;
            for (int c = 0; c < 3; c++) {
                rows.add(fresh(2 + rng.nextInt(6), 1));
            }
            running = RunningLeastSquares.of(rows.stream().map(this::matrix).toList(), SERIAL);
        }

        private List<float[]> fresh(int count, double length) {
            List<float[]> made = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                float[] x = new float[d];
                double square = 0;
                for (int j = 0; j < d; j++) {
                    x[j] = (float) (rng.nextGaussian() + 0.5);
                    square += x[j] * x[j];
                }
                for (int j = 0; j < d; j++) {
                    x[j] *= (float) (length / Math.sqrt(square));
                }
                made.add(x);
            }
            return made;
        }

        FloatMatrix matrix(List<float[]> list) {
            return list.isEmpty() ? FloatMatrix.zeros(0, d) : FloatMatrix.ofRows(list.toArray(float[][]::new));
        }

        void change() {
            int c = rng.nextInt(rows.size());
            switch (rng.nextInt(rows.size() > 2 ? 8 : 4)) {
                case 0, 1 -> plus(c, 1 + rng.nextInt(5), 1);
                case 2 -> minus(c);
                case 3 -> {
                    List<float[]> more = fresh(rng.nextInt(2, 9), 1);
                    int at = rng.nextInt(rows.size() + 1);
                    rows.add(at, more);
                    running = running.withClassAt(at, matrix(more), SERIAL);
                }
                case 4 -> {
                    List<float[]> gone = new ArrayList<>(rows.remove(c));
                    Collections.reverse(gone);
                    running = running.withoutClass(c, matrix(gone), SERIAL);
                }
                case 5 -> {
                    int into = (c + 1) % rows.size();
                    rows.get(into).addAll(rows.get(c));
                    rows.remove(c);
                    running = running.withMerged(c, into);
                }
                default -> reorder();
            }
        }

        void plus(int c, int count, double length) {
            List<float[]> more = fresh(count, length);
            rows.get(c).addAll(more);
            running = running.plus(c, matrix(more), SERIAL);
        }

        private void minus(int c) {
            List<float[]> gone = new ArrayList<>();
            while (rows.get(c).size() > 1 && rng.nextInt(4) > 0) {
                gone.add(rows.get(c).remove(rng.nextInt(rows.get(c).size())));
            }
            running = running.minus(c, matrix(gone), SERIAL);
        }

        private void reorder() {
            List<Integer> order = new ArrayList<>();
            for (int c = 0; c < rows.size(); c++) {
                order.add(c);
            }
            Collections.shuffle(order, new Random(rng.nextLong()));
            List<List<float[]>> next =
                    new ArrayList<>(order.stream().map(rows::get).toList());
            rows.clear();
            rows.addAll(next);
            running = running.inOrder(order.stream().mapToInt(c -> c).toArray());
        }

        /** Returns the largest difference of weights, relative to the largest weight. */
        double error(double lambda) {
            double[][] expected = weights(rows, d, lambda);
            DoubleMatrix weights = running.solve(lambda);
            double largest = 0;
            double off = 0;
            for (int c = 0; c < expected.length; c++) {
                for (int j = 0; j < d; j++) {
                    largest = Math.max(largest, Math.abs(expected[c][j]));
                    off = Math.max(off, Math.abs(expected[c][j] - weights.get(c, j)));
                }
            }
            return off / largest;
        }
    }

    /** (1/C) M (S/n + λI)⁻¹, one row a class. */
    private static double[][] weights(List<List<float[]>> rows, int d, double lambda) {
        int n = rows.stream().mapToInt(List::size).sum();
        double[][] a = new double[d][d + rows.size()];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (List<float[]> ofClass : rows) {
                    for (float[] x : ofClass) {
                        a[i][j] += (double) x[i] * x[j] / n;
                    }
                }
            }
            a[i][i] += lambda;
            for (int c = 0; c < rows.size(); c++) {
                for (float[] x : rows.get(c)) {
                    a[i][d + c] += x[i] / (double) rows.get(c).size() / rows.size();
                }
            }
        }
        eliminate(a, d);
        double[][] w = new double[rows.size()][d];
        for (int i = 0; i < d; i++) {
            for (int c = 0; c < rows.size(); c++) {
                w[c][i] = a[i][d + c] / a[i][i];
            }
        }
        return w;
    }

    /** Gauss and Jordan; no pivots are needed for a positive definite matrix. */
    private static void eliminate(double[][] a, int d) {
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; i != k && j < a[i].length; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 16, 40})
    void equalsFreshWeightsAfterAnyChanges(int d) {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            Pair pair = new Pair(d, seed);
            for (int step = 0; step < (seed == 0 ? 100 * STEPS : STEPS); step++) {
                pair.change();
            }
            for (double lambda : new double[] {1e-4, 1e-2, 1}) {
                assertThat(pair.error(lambda))
                        .as("seed %s, d %s, lambda %s", seed, d, lambda)
                        .isLessThan(RunningLeastSquares.TOLERANCE);
                assertThat(seed > 0 && pair.running.needsRederiving(lambda))
                        .isFalse(); // the long one may say so, in time
            }
        }
    }

    @Test
    void saysWhenLargeRowsThatAreGoneHaveLeftTooMuchBehind() {
        int told = 0;
        for (long seed = 0; seed < 60; seed++) {
            Pair pair = new Pair(9, seed);
            double length = Math.pow(10, seed % 6);
            int before = pair.rows.get(1).size();
            pair.plus(1, 4, length);
            List<float[]> large = pair.rows.get(1).subList(before, before + 4);
            pair.running = pair.running.minus(1, pair.matrix(large), SERIAL);
            large.clear();
            double error = pair.error(1e-4);
            assertThat(error).as("seed %s", seed).isLessThan(pair.running.drift(1e-4) + 1e-12);
            if (pair.running.needsRederiving(1e-4)) {
                told++;
                RunningLeastSquares anew = RunningLeastSquares.of(
                        pair.rows.stream().map(pair::matrix).toList(), SERIAL);
                assertThat(anew.needsRederiving(1e-4)).isFalse();
                pair.running = anew;
                assertThat(pair.error(1e-4)).isLessThan(1e-12);
            } else {
                assertThat(error).isLessThan(RunningLeastSquares.TOLERANCE);
            }
        }
        assertThat(told).isBetween(40, 50); // of lengths 1 to 10⁵ those from 10² on, at least
    }

    @Test
    void givesTheWeightsOfLeastSquaresToFloat() {
        List<FloatMatrix> rows =
                List.of(Samples.gaussian(300, 150, 1), Samples.gaussian(700, 150, 2), Samples.gaussian(1, 150, 3));
        LeastSquares fresh = new LeastSquares(150, Run.of(Semantics.CORRECTED, 1, SERIAL));
        for (int c = 0; c < 3; c++) {
            fresh.add(new ClassRows(c, rows.get(c)), new int[rows.get(c).rows()], 1);
        }
        DoubleMatrix running = RunningLeastSquares.of(rows, SERIAL).solve(0.01);
        FloatMatrix expected = FloatMatrix.concat(fresh.solve(0.01, new Moments()));
        for (int i = 0; i < 3 * 150; i++) {
            assertThat((float) running.data()[i]).isEqualTo(expected.data()[i]);
        }
    }

    @Test
    void isTheSameOnAnyNumberOfThreads() {
        FloatMatrix rows = Samples.gaussian(600, 300, 1);
        RunningLeastSquares serial =
                RunningLeastSquares.of(List.of(rows), SERIAL).minus(0, rows.rows(7, 90), SERIAL);
        Samples.withThreads(3, parallel -> {
            RunningLeastSquares three =
                    RunningLeastSquares.of(List.of(rows), parallel).minus(0, rows.rows(7, 90), parallel);
            assertThat(three.moment()).isEqualTo(serial.moment());
        });
    }

    @Test
    void comesBackFromItsSums() {
        Pair pair = new Pair(6, 4);
        pair.plus(0, 5, 1e6);
        for (int step = 0; step < 9; step++) {
            pair.change();
        }
        RunningLeastSquares x = pair.running;
        int[] sizes = pair.rows.stream().mapToInt(List::size).toArray();
        RunningLeastSquares y = RunningLeastSquares.ofSums(x.moment(), x.sums(), x.remainders(), sizes, x.rounding());
        assertThat(y.solve(0.1).toArray()).isEqualTo(x.solve(0.1).toArray());
        FloatMatrix more = Samples.gaussian(3, 6, 1);
        assertThat(y.plus(0, more, SERIAL).solve(0.1).toArray())
                .isEqualTo(x.plus(0, more, SERIAL).solve(0.1).toArray());
        assertThat(y.drift(0.1)).isEqualTo(x.drift(0.1));
        assertThat(y.size()).isEqualTo(Arrays.stream(sizes).sum());
        assertThat(y.sizeOf(1)).isEqualTo(sizes[1]);
    }

    @Test
    void forgetsARowEntirely() {
        FloatMatrix kept = FloatMatrix.ofRows(new float[] {0.1f, 0.3f});
        FloatMatrix gone = FloatMatrix.ofRows(new float[] {1e8f, -3e-7f}, new float[] {0.7f, 1e5f});
        RunningLeastSquares left = RunningLeastSquares.of(List.of(kept), SERIAL)
                .plus(0, gone, SERIAL)
                .minus(0, gone, SERIAL);
        assertThat(left.sums().toArray()).isEqualTo(new double[] {0.1f, 0.3f});
        assertThat(left.remainders().toArray()).isEqualTo(new double[] {0, 0});
        assertThat(left.minus(0, kept, SERIAL).moment()).containsOnly(0);
        assertThat(left.minus(0, kept, SERIAL).rounding()).isZero();
    }

    @Test
    void tellsWhatIsNotLegal() {
        FloatMatrix rows = Samples.gaussian(3, 2, 1);
        RunningLeastSquares one = RunningLeastSquares.of(List.of(rows), SERIAL);
        assertThatThrownBy(() -> one.minus(0, Samples.gaussian(4, 2, 1), SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("rows to take from class index 0 must be in [0, 3], was 4");
        assertThatThrownBy(() -> one.minus(0, FloatMatrix.ofRows(new float[] {100, 0}), SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessageStartingWith(
                        "rows to take away must be among those taken in; sum of squares of column 0 without them, was -9");
        assertThatThrownBy(() -> one.withoutClass(0, rows.rows(0, 2), SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("all 3 rows of class index 0 must be given, was 2");
        assertThatThrownBy(() -> one.withoutClass(0, rows, SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("least squares needs at least one class besides that which is taken away, was 0");
        assertThatThrownBy(() -> one.plus(1, rows, SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("class index must be in [0, 0], was 1");
        assertThatThrownBy(() -> one.plus(0, FloatMatrix.ofRows(new float[] {1, Float.NaN}), SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("row 0 must be finite, was NaN at column 1");
        assertThatThrownBy(() -> one.plus(0, Samples.gaussian(1, 3, 1), SERIAL))
                .isInstanceOf(ImprintException.class)
                .hasMessage("rows must have width 2, was 3");
        assertThatThrownBy(() -> one.inOrder(new int[] {1}))
                .isInstanceOf(ImprintException.class)
                .hasMessage("order must name each of 1 classes once, was [1]");
        RunningLeastSquares empty = one.withClassAt(1, FloatMatrix.zeros(0, 2), SERIAL);
        assertThatThrownBy(() -> empty.solve(1))
                .isInstanceOf(ImprintException.class)
                .hasMessage("class index 1 must have at least one row, was 0");
        assertThatThrownBy(
                        () -> RunningLeastSquares.ofSums(new double[4], one.sums(), one.remainders(), new int[] {3}, 0))
                .isInstanceOf(ImprintException.class)
                .hasMessage("S must have d(d+1)/2 numbers, d = 2, was 4");
    }
}
