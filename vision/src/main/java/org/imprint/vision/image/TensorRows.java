package org.imprint.vision.image;

import java.nio.FloatBuffer;

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
        boolean planes = preprocessing.layout() == Layout.NCHW;
        int channels = values.length;
        int width = preprocessing.width();
        int plane = planes ? preprocessing.height() * width : 0;
        float[][] rows = new float[planes ? channels : 1][planes ? width : width * channels];
        for (int y = 0; y < preprocessing.height(); y++) {
            boolean inside = y >= top && y < top + part.height();
            if (y == 0 || y == top || y == top + part.height()) {
                black(rows); // the margins of a row stay as they are
            }
            if (inside && planes && channels == 3) {
                three(y - top, rows[0], rows[1], rows[2]);
            } else if (inside) {
                interleaved(y - top, rows[0]);
            }
            for (int c = 0; c < rows.length; c++) {
                out.put(offset + c * plane + y * rows[c].length, rows[c]);
            }
        }
    }

    private void black(float[][] rows) {
        for (int i = 0; i < rows.length * rows[0].length; i++) {
            float[] row = rows[i / rows[0].length];
            int channel = rows.length == 1 ? i % values.length : i / row.length;
            row[i % row.length] = values[channel][0];
        }
    }

    private void three(int y, float[] red, float[] green, float[] blue) {
        byte[] bytes = part.bytes();
        float[] r = values[0];
        float[] g = values[1];
        float[] b = values[2];
        int from = 3 * y * part.width();
        int count = part.width();
        for (int x = 0; x < count; x++) {
            red[left + x] = r[bytes[from + 3 * x] & 0xff];
            green[left + x] = g[bytes[from + 3 * x + 1] & 0xff];
            blue[left + x] = b[bytes[from + 3 * x + 2] & 0xff];
        }
    }

    private void interleaved(int y, float[] row) {
        byte[] bytes = part.bytes();
        int from = values.length * y * part.width();
        int to = values.length * left;
        for (int c = 0; c < values.length; c++) {
            float[] value = values[c];
            for (int i = c; i < values.length * part.width(); i += values.length) {
                row[to + i] = value[bytes[from + i] & 0xff];
            }
        }
    }
}
