package org.imprint.vision.decode.webp;

/** Prediction of blocks from the pixels above and to the left of them (RFC 6386, section 12). */
final class Vp8Prediction {

    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    static final int RIGHT_DOWN = 4;
    static final int VERTICAL_RIGHT = 5;
    static final int LEFT_DOWN = 6;
    static final int VERTICAL_LEFT = 7;
    static final int HORIZONTAL_DOWN = 8;

    private final Vp8Plane plane;
    /** Pixels around a 4x4 block: from the bottom of the left column (0) over the corner (4) to the right end of the row above (12). */
    private final int[] edge = new int[13];

    Vp8Prediction(Vp8Plane plane) {
        this.plane = plane;
    }

    /** Predicts a square block; edges of the frame count for DC only where they are pixels. */
    void block(int x, int y, int size, int mode) {
        int from = plane.at(x, y);
        int above = from - plane.stride();
        int dc = mode == DC ? mean(x, y, size) : 0;
        for (int row = 0; row < size; row++) {
            int at = from + row * plane.stride();
            int left = plane.get(at - 1);
            for (int column = 0; column < size; column++) {
                plane.set(
                        at + column,
                        switch (mode) {
                            case DC -> dc;
                            case TRUE_MOTION -> left + plane.get(above + column) - plane.get(above - 1);
                            case VERTICAL -> plane.get(above + column);
                            default -> left;
                        });
            }
        }
    }

    private int mean(int x, int y, int size) {
        int from = plane.at(x, y);
        int sum = 0;
        for (int i = 0; i < size; i++) {
            sum += y > 0 ? plane.get(from - plane.stride() + i) : 0;
            sum += x > 0 ? plane.get(from + i * plane.stride() - 1) : 0;
        }
        if (x == 0 && y == 0) {
            return 128;
        }
        int count = x > 0 && y > 0 ? 2 * size : size;
        return (sum + count / 2) / count;
    }

    /**
     * Predicts a block of 4x4.
     *
     * @param right the four pixels that follow the row above it
     */
    void four(int x, int y, int mode, int[] right) {
        if (mode == TRUE_MOTION) {
            block(x, y, 4, mode);
            return;
        }
        int from = plane.at(x, y);
        for (int i = 0; i < 4; i++) {
            edge[3 - i] = plane.get(from + i * plane.stride() - 1);
            edge[5 + i] = plane.get(from - plane.stride() + i);
            edge[9 + i] = right[i];
        }
        edge[4] = plane.get(from - plane.stride() - 1);
        int dc = 4;
        for (int i = 0; i < 4; i++) {
            dc += edge[i] + edge[5 + i];
        }
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                plane.set(from + row * plane.stride() + column, mode == DC ? dc >> 3 : directed(mode, column, row));
            }
        }
    }

    private int directed(int mode, int x, int y) {
        return switch (mode) {
            case VERTICAL -> three(5 + x);
            case HORIZONTAL -> y == 3 ? weighted(edge[1], edge[0], edge[0]) : three(3 - y);
            case RIGHT_DOWN -> three(4 + x - y);
            case LEFT_DOWN -> x + y == 6 ? weighted(edge[11], edge[12], edge[12]) : three(6 + x + y);
            case VERTICAL_RIGHT -> verticalRight(x, y);
            case VERTICAL_LEFT -> verticalLeft(x, y);
            case HORIZONTAL_DOWN -> horizontalDown(x, y);
            default -> horizontalUp(x, y);
        };
    }

    private int verticalRight(int x, int y) {
        int i = x - y / 2;
        if (i < 0) {
            return three(5 - y);
        }
        return y % 2 == 0 ? two(4 + i) : three(4 + i);
    }

    private int verticalLeft(int x, int y) {
        if (x == 3 && y >= 2) {
            return three(y == 2 ? 10 : 11);
        }
        int i = 5 + x + y / 2;
        return y % 2 == 0 ? two(i) : three(i + 1);
    }

    private int horizontalDown(int x, int y) {
        int i = 2 * y - x;
        if (i < 0) {
            return three(3 - i);
        }
        return i % 2 == 0 ? two(3 - i / 2) : three(3 - i / 2);
    }

    private int horizontalUp(int x, int y) {
        int i = x + 2 * y;
        if (i > 5) {
            return edge[0];
        }
        if (i == 5) {
            return weighted(edge[1], edge[0], edge[0]);
        }
        return i % 2 == 0 ? two(2 - i / 2) : three(2 - i / 2);
    }

    /** Returns the mean of an edge pixel and the next. */
    private int two(int i) {
        return edge[i] + edge[i + 1] + 1 >> 1;
    }

    /** Returns the weighted mean around an edge pixel. */
    private int three(int i) {
        return weighted(edge[i - 1], edge[i], edge[i + 1]);
    }

    private static int weighted(int a, int b, int c) {
        return a + 2 * b + c + 2 >> 2;
    }
}
