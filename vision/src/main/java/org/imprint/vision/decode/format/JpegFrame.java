package org.imprint.vision.decode.format;

import java.util.List;

/**
 * What a JPEG file says of its picture before the first scan.
 *
 * @param progressive whether its scans refine each other
 * @param ids the components' ids, 1, 3 or 4 of them
 * @param jfif whether a JFIF header was seen
 * @param adobe the transform of Adobe's segment, −1 without one
 */
record JpegFrame(int width, int height, boolean progressive, List<Integer> ids, boolean jfif, int adobe) {

    private static final List<Integer> RGB = List.of((int) 'R', (int) 'G', (int) 'B');

    int components() {
        return ids.size();
    }

    /** Decides as libjpeg does: JFIF is YCbCr, Adobe says what it is, and otherwise the component ids spell it. */
    boolean rgb() {
        if (jfif) {
            return false;
        }
        return adobe >= 0 ? adobe == 0 : ids.equals(RGB);
    }

    /** Returns whether four components are Y, Cb, Cr and black; a transform that Adobe never defined counts as that one. */
    boolean ycck() {
        return adobe > 0;
    }

    JpegFrame withColours(boolean sawJfif, int transform) {
        return new JpegFrame(width, height, progressive, ids, sawJfif, transform);
    }
}
