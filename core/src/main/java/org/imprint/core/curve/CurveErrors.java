package org.imprint.core.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.NumpyRandom;

/** How often each row was answered wrongly with each share of what can be learned. */
final class CurveErrors {

    private final int[][] wrong;
    private final int[] counts;
    private final int[] firstRow;
    private final int repeats;

    /**
     * @param wrong [shares][n], rows class by class
     * @param counts rows of each class
     * @param repeats how often each row was asked
     */
    CurveErrors(int[][] wrong, int[] counts, int repeats) {
        this.wrong = wrong;
        this.counts = counts;
        this.repeats = repeats;
        this.firstRow = new int[counts.length + 1];
        for (int c = 0; c < counts.length; c++) {
            firstRow[c + 1] = firstRow[c] + counts[c];
        }
    }

    /** Returns how many rows were asked. */
    int rows() {
        return firstRow[counts.length];
    }

    /** Returns how many rows of a class were asked. */
    int rowsOf(int c) {
        return counts[c];
    }

    /** Returns the share of wrong answers with each share. */
    double[] all() {
        return shares(IntStream.range(0, counts.length).mapToObj(this::sums).toList(), firstRow[counts.length]);
    }

    /** Returns the share of wrong answers to rows of one class. */
    double[] ofClass(int c) {
        return shares(List.of(sums(c)), counts[c]);
    }

    private long[] sums(int c) {
        long[] sums = new long[wrong.length];
        for (int s = 0; s < sums.length; s++) {
            for (int i = firstRow[c]; i < firstRow[c + 1]; i++) {
                sums[s] += wrong[s][i];
            }
        }
        return sums;
    }

    private double[] shares(List<long[]> sums, int rows) {
        double[] shares = new double[wrong.length];
        for (int s = 0; s < shares.length; s++) {
            int share = s;
            shares[s] = (double) sums.stream().mapToLong(sum -> sum[share]).sum() / repeats / rows;
        }
        return shares;
    }

    /**
     * Returns curves of rows drawn anew with replacement, as many of each class: resample b from NumPy's stream of seed + b.
     *
     * @return those of each class, then of all
     */
    List<PowerLaw[]> resampled(List<double[]> sizes, double[] meanSizes, Bootstrap bootstrap, Parallel parallel) {
        int classes = counts.length;
        List<PowerLaw[]> laws = new ArrayList<>();
        for (int c = 0; c <= classes; c++) {
            laws.add(new PowerLaw[bootstrap.resamples()]);
        }
        parallel.forEach(bootstrap.resamples(), b -> {
            NumpyRandom stream = new NumpyRandom((bootstrap.seed() + b) & 0xffffffffL);
            List<long[]> sums = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                long[] drawn = drawn(c, stream);
                sums.add(drawn);
                laws.get(c)[b] = PowerLaw.fit(sizes.get(c), shares(List.of(drawn), counts[c]));
            }
            laws.get(classes)[b] = PowerLaw.fit(meanSizes, shares(sums, firstRow[classes]));
        });
        return laws;
    }

    private long[] drawn(int c, NumpyRandom stream) {
        long[] sums = new long[wrong.length];
        for (int i = 0; i < counts[c]; i++) {
            int row = firstRow[c] + (int) (stream.nextDouble() * counts[c]);
            for (int s = 0; s < sums.length; s++) {
                sums[s] += wrong[s][row];
            }
        }
        return sums;
    }
}
