package org.imprint.vision.decode.format;

import java.util.Arrays;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.Palette;
import org.imprint.vision.decode.base.Picture;

/** GIF: the first frame on its canvas. */
public final class GifFile {

    private static final int PIXELS_PER_BYTE = 4096;
    private static final int TABLE = 0x80;
    private static final int INTERLACED = 0x40;

    private final Bytes in;
    private Palette palette = new Palette();
    private int background;

    private GifFile(Bytes in) {
        this.in = in;
    }

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        return new GifFile(in).decode();
    }

    private Picture decode() {
        int flags = in.u8(10);
        int at = 13;
        if ((flags & TABLE) != 0) {
            palette.read(in, at, 2 << (flags & 7));
            at += 3 * (2 << (flags & 7));
        }
        at = skipToFrame(at);
        int left = in.u16le(at + 1);
        int top = in.u16le(at + 3);
        int width = in.u16le(at + 5);
        int height = in.u16le(at + 7);
        int canvasWidth = Math.max(in.u16le(6), left + width);
        int canvasHeight = Math.max(in.u16le(8), top + height);
        in.checkSize(width, height);
        in.checkSize(canvasWidth, canvasHeight);
        in.checkHeld((long) width * height, in.length(), PIXELS_PER_BYTE);
        byte[] frame = frame(at, width, height);
        byte[] canvas = new byte[canvasWidth * canvasHeight];
        Arrays.fill(canvas, (byte) background);
        boolean interlaced = (in.u8(at + 9) & INTERLACED) != 0;
        for (int row = 0; row < height; row++) {
            int y = interlaced ? interlacedRow(row, height) : row;
            System.arraycopy(frame, row * width, canvas, (top + y) * canvasWidth + left, width);
        }
        return new Picture(palette.look(canvasWidth, canvasHeight, canvas), 1);
    }

    private byte[] frame(int frame, int width, int height) {
        int flags = in.u8(frame + 9);
        int at = frame + 10;
        if ((flags & TABLE) != 0) {
            palette = new Palette().read(in, at, 2 << (flags & 7));
            at += 3 * (2 << (flags & 7));
        }
        return new GifLzw(in, at, width * height).decode();
    }

    /** Returns where the n-th stored row belongs: every eighth, those between, every second of the rest, the others. */
    private static int interlacedRow(int n, int height) {
        int eighths = (height + 7) / 8;
        int fourths = (height + 3) / 4;
        int halves = (height + 1) / 2;
        if (n < eighths) {
            return 8 * n;
        }
        if (n < fourths) {
            return 8 * (n - eighths) + 4;
        }
        return n < halves ? 4 * (n - fourths) + 2 : 2 * (n - halves) + 1;
    }

    /** Skips extensions and returns the place of the first frame. */
    private int skipToFrame(int from) {
        int at = from;
        while (in.u8(at) != ',') {
            if (in.u8(at) == ';') {
                throw in.damaged("GIF data: no frame before the end");
            }
            if (in.u8(at) == '!') {
                if (in.u8(at + 1) == 0xf9 && in.u8(at + 2) >= 4 && (in.u8(at + 3) & 1) != 0) {
                    background = in.u8(at + 6);
                }
                at = blocksEnd(at + 2);
            } else {
                at++;
            }
        }
        return at;
    }

    private int blocksEnd(int from) {
        int at = from;
        while (in.u8(at) != 0) {
            at += 1 + in.u8(at);
        }
        return at + 1;
    }
}
