package org.imprint.vision.zoo.family;

import org.imprint.vision.onnx.Value;
import org.imprint.vision.zoo.network.Layers;

/**
 * How a feature map [n, h, w, c] is cut into shifted windows.
 *
 * <p>The map is padded at the bottom and right to multiples of the window. Odd blocks of a stage shift by half a window, but
 * not along an axis that one window covers.
 *
 * @param height rows h before padding
 * @param width columns w before padding
 * @param window side of a window
 * @param shiftRows rows by which the map is rolled, 0 for none
 * @param shiftColumns columns by which the map is rolled, 0 for none
 */
record SwinWindows(int height, int width, int window, int shiftRows, int shiftColumns) {

    private static final float BLOCKED = -100f;

    /** Returns the windows of an even (unshifted) or odd block. */
    static SwinWindows of(int height, int width, int window, boolean shifted) {
        int shift = shifted ? window / 2 : 0;
        return new SwinWindows(height, width, window, height > window ? shift : 0, width > window ? shift : 0);
    }

    int rows() {
        return (height + window - 1) / window;
    }

    int columns() {
        return (width + window - 1) / window;
    }

    int count() {
        return rows() * columns();
    }

    int tokens() {
        return window * window;
    }

    boolean isShifted() {
        return shiftRows > 0 || shiftColumns > 0;
    }

    /** [n, h, w, c] to [n * count, tokens, c]. */
    Value cut(Layers net, Value x, int channels) {
        int paddedHeight = rows() * window;
        int paddedWidth = columns() * window;
        Value y = x;
        if (paddedHeight != height || paddedWidth != width) {
            y = net.pad(y, 0, 0, 0, 0, 0, paddedHeight - height, paddedWidth - width, 0);
        }
        y = roll(net, y, 1, paddedHeight, shiftRows);
        y = roll(net, y, 2, paddedWidth, shiftColumns);
        y = net.reshape(y, -1, rows(), window, columns(), window, channels);
        return net.reshape(net.transpose(y, 0, 1, 3, 2, 4, 5), -1, tokens(), channels);
    }

    /** [n * count, tokens, c] back to [n, h, w, c]. */
    Value join(Layers net, Value x, int channels) {
        int paddedHeight = rows() * window;
        int paddedWidth = columns() * window;
        Value y = net.reshape(x, -1, rows(), columns(), window, window, channels);
        y = net.reshape(net.transpose(y, 0, 1, 3, 2, 4, 5), -1, paddedHeight, paddedWidth, channels);
        y = roll(net, y, 1, paddedHeight, paddedHeight - shiftRows);
        y = roll(net, y, 2, paddedWidth, paddedWidth - shiftColumns);
        y = paddedHeight == height ? y : net.slice(y, 1, 0, height, 1);
        return paddedWidth == width ? y : net.slice(y, 2, 0, width, 1);
    }

    /** Moves element {@code by} of an axis to its front, as {@code torch.roll} by {@code -by}. */
    private static Value roll(Layers net, Value x, int axis, int length, int by) {
        if (by % length == 0) {
            return x;
        }
        return net.concat(axis, net.slice(x, axis, by, length, 1), net.slice(x, axis, 0, by, 1));
    }

    /**
     * Returns what is added to the scores, [count, tokens, tokens]: -100 between tokens that were no neighbours before the roll,
     * else 0.
     */
    float[] mask() {
        int tokens = tokens();
        float[] mask = new float[count() * tokens * tokens];
        for (int w = 0; w < count(); w++) {
            for (int q = 0; q < tokens; q++) {
                for (int k = 0; k < tokens; k++) {
                    if (region(w, q) != region(w, k)) {
                        mask[(w * tokens + q) * tokens + k] = BLOCKED;
                    }
                }
            }
        }
        return mask;
    }

    private int region(int w, int token) {
        int row = w / columns() * window + token / window;
        int column = w % columns() * window + token % window;
        return 3 * band(row, rows() * window, shiftRows) + band(column, columns() * window, shiftColumns);
    }

    /** 0 up to the last window, 1 in it, 2 in the rows that were rolled in; one band if there was no roll. */
    private int band(int at, int length, int shift) {
        if (shift == 0 || at < length - window) {
            return 0;
        }
        return at < length - shift ? 1 : 2;
    }
}
