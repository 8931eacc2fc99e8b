package org.imprint.core.matrix;

import org.imprint.core.Checks;

/**
 * Row norms and column means in {@code float}, summed in the order of torch's AVX2 kernels.
 *
 * <p>The order matters: Weibull fits, quantile ranks and k-medoids ties turn a last bit into another accuracy. The values
 * are as good as any float sum, so both semantics use them.
 *
 * <p>Source: torch 2.x, {@code ATen/native/cpu/ReduceOpsKernel.cpp} and {@code SumKernel.cpp}, as fixtures show.
 */
public final class TorchReductions {

    private static final int LANES = 8;
    private static final int VECTOR_COLUMNS = 32;

    private TorchReductions() {}

    /** Returns ‖x‖₂ of each row of x [n, d], as {@code torch.norm(x, dim=1)}. Time O(n·d). */
    public static float[] rowNorms(FloatMatrix x) {
        float[] norms = new float[x.rows()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = norm(x.data(), x.offset(i), x.cols());
        }
        return norms;
    }

    /** Returns the norm of d floats from {@code offset}: eight running sums, then the tail one by one. */
    public static float norm(float[] x, int offset, int d) {
        int blocks = d / LANES * LANES;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int j = offset; j < offset + blocks; j += LANES) {
            s0 += x[j] * x[j];
            s1 += x[j + 1] * x[j + 1];
            s2 += x[j + 2] * x[j + 2];
            s3 += x[j + 3] * x[j + 3];
            s4 += x[j + 4] * x[j + 4];
            s5 += x[j + 5] * x[j + 5];
            s6 += x[j + 6] * x[j + 6];
            s7 += x[j + 7] * x[j + 7];
        }
        float s = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
        for (int j = offset + blocks; j < offset + d; j++) {
            s += x[j] * x[j];
        }
        return (float) Math.sqrt(s);
    }

    /** Returns the mean over rows of x [n, d], n ≥ 1, as {@code x.mean(dim=0)}: d values. Time O(n·d). */
    public static float[] columnMeans(FloatMatrix x) {
        float[] mean = columnSums(x);
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= x.rows();
        }
        return mean;
    }

    /** Returns the sum over rows of x [n, d], n ≥ 1, as {@code x.sum(dim=0)}: d values. Time O(n·d). */
    public static float[] columnSums(FloatMatrix x) {
        Checks.require(x.rows() > 0, "column sums need at least one row", 0);
        int n = x.rows();
        int d = x.cols();
        float[] sum = new float[d];
        int wide = d / VECTOR_COLUMNS * VECTOR_COLUMNS;
        cascade(x, new Strip(0, wide, 0, 1, n), sum);
        if (wide < d) {
            interleaved(x, wide, sum);
        }
        return sum;
    }

    /** The columns past the last full vector: four cascades over rows i mod 4, then the leftover rows, then their sum. */
    private static void interleaved(FloatMatrix x, int from, float[] sum) {
        int n = x.rows();
        int d = x.cols();
        float[][] parts = new float[4][d];
        int groups = n / 4;
        for (int p = 0; p < 4; p++) {
            cascade(x, new Strip(from, d, p, 4, groups), parts[p]);
        }
        for (int i = groups * 4; i < n; i++) {
            for (int j = from; j < d; j++) {
                parts[0][j] += x.data()[x.offset(i) + j];
            }
        }
        for (int j = from; j < d; j++) {
            sum[j] = parts[0][j] + parts[1][j] + parts[2][j] + parts[3][j];
        }
    }

    /** Columns [from, to) of the rows first, first + stride, … ({@code count} of them). */
    private record Strip(int from, int to, int first, int stride, int count) {}

    /** Sums a strip by torch's four-level cascade, whose partial sums hold 16, 256 and 4096 rows (for n below 2^20). */
    private static void cascade(FloatMatrix x, Strip strip, float[] out) {
        int levels = 4;
        int ceilLog2 = strip.count <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(strip.count - 1);
        int power = Math.max(4, ceilLog2 / levels);
        int step = 1 << power;
        float[][] level = new float[levels][out.length];
        int row = 0;
        while (row + step <= strip.count) {
            for (int s = 0; s < step; s++, row++) {
                add(x, strip, row, level[0]);
            }
            for (int l = 1; l < levels; l++) {
                carry(level[l - 1], level[l], strip);
                if ((row & (((step - 1) << (l * power)))) != 0) {
                    break;
                }
            }
        }
        for (; row < strip.count; row++) {
            add(x, strip, row, level[0]);
        }
        for (int j = strip.from; j < strip.to; j++) {
            out[j] = level[0][j] + level[1][j] + level[2][j] + level[3][j];
        }
    }

    private static void add(FloatMatrix x, Strip strip, int row, float[] to) {
        int offset = x.offset(strip.first + row * strip.stride);
        for (int j = strip.from; j < strip.to; j++) {
            to[j] += x.data()[offset + j];
        }
    }

    private static void carry(float[] from, float[] to, Strip strip) {
        for (int j = strip.from; j < strip.to; j++) {
            to[j] += from[j];
            from[j] = 0;
        }
    }
}
