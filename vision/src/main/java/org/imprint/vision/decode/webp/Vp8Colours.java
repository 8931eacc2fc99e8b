package org.imprint.vision.decode.webp;

import org.imprint.vision.image.RgbImage;

/**
 * VP8's planes to red, green and blue, as libwebp does it by default: chroma is interpolated with weights 9, 3, 3, 1, and colours
 * are those of ITU-R BT.601 in 14-bit fixed point.
 */
final class Vp8Colours {

    private Vp8Colours() {}

    static RgbImage rgb(int width, int height, Vp8Plane y, Vp8Plane u, Vp8Plane v) {
        byte[] pixels = new byte[3 * width * height];
        int rows = (height + 1) / 2;
        for (int row = 0; row < height; row++) {
            // An odd row lies nearer to its own row of chroma, an even one too; the other is the next or the one
            // before.
            int near = row / 2;
            int far = Math.max(0, Math.min(rows - 1, row % 2 == 0 ? near - 1 : near + 1));
            row(new Row(width, row, near, far), new Vp8Plane[] {y, u, v}, pixels);
        }
        return new RgbImage(width, height, pixels);
    }

    /** A row of pixels and the two rows of chroma between which it lies. */
    private record Row(int width, int y, int near, int far) {}

    private static void row(Row row, Vp8Plane[] planes, byte[] pixels) {
        int columns = (row.width + 1) / 2;
        for (int x = 0; x < row.width; x++) {
            int near = x / 2;
            int far = Math.max(0, Math.min(columns - 1, x % 2 == 0 ? near - 1 : near + 1));
            int luma = planes[0].get(planes[0].at(x, row.y));
            int u = chroma(planes[1], row, near, far);
            int v = chroma(planes[2], row, near, far);
            int to = 3 * (row.y * row.width + x);
            int l = luma * 19_077 >> 8;
            pixels[to] = clip(l + (v * 26_149 >> 8) - 14_234);
            pixels[to + 1] = clip(l - (u * 6_419 >> 8) - (v * 13_320 >> 8) + 8_708);
            pixels[to + 2] = clip(l + (u * 33_050 >> 8) - 17_685);
        }
    }

    /** Mixes four samples 9 : 3 : 3 : 1, in two steps whose roundings are libwebp's. */
    private static int chroma(Vp8Plane plane, Row row, int near, int far) {
        int own = plane.get(plane.at(near, row.near));
        int beside = plane.get(plane.at(far, row.near));
        int over = plane.get(plane.at(near, row.far));
        if (near == far) {
            return 3 * own + over + 2 >> 2;
        }
        int across = plane.get(plane.at(far, row.far));
        int sum = own + beside + over + across + 8;
        int diagonal = sum + 2 * (beside + over) >> 3;
        return diagonal + own >> 1;
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value >> 6));
    }
}
