package org.imprint.vision.image;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The last step of preprocessing: the pixels that are left become numbers, black is padded around them.
 *
 * <p>One row is made at a time and copied as a whole: it is still in the nearest cache then, and a direct buffer takes
 * rows many times faster than single numbers.
 */
final class TensorRows {

    private final Preprocessing preprocessing;
    private final Pixels part;
    private final int left;
    private final int top;
    private final float[][] values;

    /** Prepares the tensor of pixels that lie {@code left} columns and {@code top} rows within it. */
    TensorRows(Preprocessing preprocessing, Pixels part, int left, int top) {
        this.preprocessing = preprocessing;
        this.part = part;
        this.left = left;
        this.top = top;
        this.values = new float[preprocessing.channels()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = preprocessing.values(c);
        }
    }

    /** Writes all values from index {@code offset} on. */
    void write(FloatBuffer out, int offset) {
        if (preprocessing.layout() == Layout.NCHW) {
            for (int c = 0; c < values.length; c++) {
                plane(out, offset + c * preprocessing.height() * preprocessing.width(), c, 1);
            }
        } else {
            plane(out, offset, 0, values.length);
        }
    }

    /** Writes rows of {@code channels} interleaved channels, the first of which is {@code first}. */
    private void plane(FloatBuffer out, int base, int first, int channels) {
        float[] row = new float[preprocessing.width() * channels];
        float[] black = new float[row.length];
        for (int c = 0; c < channels; c++) {
            fill(black, values[first + c][0], c, channels);
        }
        System.arraycopy(black, 0, row, 0, row.length);
        for (int y = 0; y < preprocessing.height(); y++) {
            boolean inside = y >= top && y < top + part.height();
            for (int c = 0; inside && c < channels; c++) {
                look(y - top, first + c, row, left * channels + c, channels);
            }
            out.put(base + y * row.length, inside ? row : black);
        }
    }

    private static void fill(float[] row, float value, int from, int step) {
        if (step == 1) {
            Arrays.fill(row, value);
            return;
        }
        for (int i = from; i < row.length; i += step) {
            row[i] = value;
        }
    }

    private void look(int y, int channel, float[] row, int to, int step) {
        byte[] bytes = part.bytes();
        float[] value = values[channel];
        int pixel = part.channels();
        int from = y * part.width() * pixel + channel;
        for (int x = 0; x < part.width(); x++) {
            row[to + x * step] = value[bytes[from + x * pixel] & 0xff];
        }
    }
}
