package org.imprint.vision.decode.webp;

/** The filter that smoothes the edges of VP8's blocks after all of them are there (RFC 6386, section 15). */
final class Vp8LoopFilter {

    private final Vp8Plane luma;
    private final Vp8Plane[] chroma;
    private final boolean simple;

    Vp8LoopFilter(Vp8Plane luma, Vp8Plane u, Vp8Plane v, boolean simple) {
        this.luma = luma;
        this.chroma = new Vp8Plane[] {u, v};
        this.simple = simple;
    }

    /**
     * Filters the edges of a macroblock: its left, those within, its upper, those within.
     *
     * @param within whether the edges of its 4x4 blocks are filtered too
     */
    void macroblock(int column, int row, Vp8Header.Strength strength, boolean within) {
        for (boolean upright : new boolean[] {true, false}) {
            if ((upright ? column : row) > 0) {
                edges(column, row, 0, strength, upright);
            }
            if (within) {
                for (int at = 4; at < 16; at += 4) {
                    edges(column, row, at, strength, upright);
                }
            }
        }
    }

    private void edges(int column, int row, int at, Vp8Header.Strength strength, boolean upright) {
        edge(luma, upright ? 16 * column + at : 16 * column, upright ? 16 * row : 16 * row + at, 16, strength, upright);
        if (!simple && (at == 0 || at == 4)) {
            for (Vp8Plane plane : chroma) {
                edge(
                        plane,
                        upright ? 8 * column + at : 8 * column,
                        upright ? 8 * row : 8 * row + at,
                        8,
                        strength,
                        upright);
            }
        }
    }

    /** Filters an edge of n pixels; edges of macroblocks are those whose place divides by n. */
    private void edge(Vp8Plane plane, int x, int y, int n, Vp8Header.Strength strength, boolean upright) {
        int across = upright ? 1 : plane.stride();
        int along = upright ? plane.stride() : 1;
        boolean outer = (upright ? x : y) % n == 0;
        int limit = 2 * (strength.limit() + (outer ? 4 : 0)) + 1;
        int at = plane.at(x, y);
        for (int i = 0; i < n; i++, at += along) {
            if (simple) {
                if (small(plane, at, across, limit)) {
                    two(plane, at, across);
                }
            } else if (small(plane, at, across, limit) && smooth(plane, at, across, strength.inner())) {
                if (varies(plane, at, across, strength.variance())) {
                    two(plane, at, across);
                } else if (outer) {
                    six(plane, at, across);
                } else {
                    four(plane, at, across);
                }
            }
        }
    }

    private static boolean small(Vp8Plane p, int at, int step, int limit) {
        int over = Math.abs(p.get(at - step) - p.get(at));
        int beside = Math.abs(p.get(at - 2 * step) - p.get(at + step));
        return 4 * over + beside <= limit;
    }

    private static boolean smooth(Vp8Plane p, int at, int step, int limit) {
        for (int i = -4; i < 3; i++) {
            boolean over = i == -1;
            if (!over && Math.abs(p.get(at + i * step) - p.get(at + (i + 1) * step)) > limit) {
                return false;
            }
        }
        return true;
    }

    private static boolean varies(Vp8Plane p, int at, int step, int limit) {
        return Math.abs(p.get(at - 2 * step) - p.get(at - step)) > limit
                || Math.abs(p.get(at + step) - p.get(at)) > limit;
    }

    private static int difference(Vp8Plane p, int at, int step) {
        return 3 * (p.get(at) - p.get(at - step));
    }

    private static int beside(Vp8Plane p, int at, int step) {
        return signed(p.get(at - 2 * step) - p.get(at + step));
    }

    private static void two(Vp8Plane p, int at, int step) {
        int a = difference(p, at, step) + beside(p, at, step);
        int a1 = fifth(a + 4 >> 3);
        int a2 = fifth(a + 3 >> 3);
        p.set(at - step, p.get(at - step) + a2);
        p.set(at, p.get(at) - a1);
    }

    private static void four(Vp8Plane p, int at, int step) {
        int a = difference(p, at, step);
        int a1 = fifth(a + 4 >> 3);
        int a2 = fifth(a + 3 >> 3);
        int a3 = a1 + 1 >> 1;
        p.set(at - 2 * step, p.get(at - 2 * step) + a3);
        p.set(at - step, p.get(at - step) + a2);
        p.set(at, p.get(at) - a1);
        p.set(at + step, p.get(at + step) - a3);
    }

    private static void six(Vp8Plane p, int at, int step) {
        int a = signed(difference(p, at, step) + beside(p, at, step));
        for (int i = 0; i < 3; i++) {
            int change = 9 * (3 - i) * a + 63 >> 7;
            int before = at - (i + 1) * step;
            int after = at + i * step;
            p.set(before, p.get(before) + change);
            p.set(after, p.get(after) - change);
        }
    }

    /** Clips to a signed byte. */
    private static int signed(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    /** Clips to five bits. */
    private static int fifth(int value) {
        return Math.max(-16, Math.min(15, value));
    }
}
