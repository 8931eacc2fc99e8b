package org.imprint.vision.decode.webp;

import java.util.Arrays;

/** One plane of a VP8 frame, with a row of 127 above it and a column of 129 before it, as prediction at the edges wants. */
final class Vp8Plane {

    private static final int ABOVE = 127;
    private static final int BEFORE = 129;
    /** Pixels to the right of the last block that prediction may look at. */
    private static final int RIGHT = 4;

    private final byte[] data;
    private final int stride;

    Vp8Plane(int width, int height) {
        stride = 1 + width + RIGHT;
        data = new byte[stride * (height + 1)];
        Arrays.fill(data, 0, stride, (byte) ABOVE);
        for (int y = 1; y <= height; y++) {
            data[y * stride] = (byte) BEFORE;
        }
    }

    /** Returns the shared bytes. */
    byte[] data() {
        return data;
    }

    int stride() {
        return stride;
    }

    /** Returns the place of a pixel; −1 is legal for both. */
    int at(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    int get(int at) {
        return data[at] & 0xff;
    }

    void set(int at, int value) {
        data[at] = (byte) Math.max(0, Math.min(255, value));
    }
}
