package org.imprint.vision.data;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** GIF: gives the JDK's reader the first frame alone and puts it on its canvas. */
final class GifFile {

    private static final int PIXELS_PER_BYTE = 4096;
    private static final int TABLE = 0x80;
    private static final int INTERLACED = 0x40;

    private final Bytes in;
    private final ByteArrayOutputStream stripped = new ByteArrayOutputStream();
    private final Palette palette = new Palette();
    private int background;

    private GifFile(Bytes in) {
        this.in = in;
    }

    static Picture decode(Bytes in) {
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
        strip(at, canvasWidth, canvasHeight);
        Raster raster = JdkReader.image("gif", in, stripped.toByteArray()).getRaster();
        if (raster.getWidth() != width || raster.getHeight() != height || raster.getNumBands() != 1) {
            throw in.damaged("GIF data: decoded to another shape");
        }
        byte[] frame = JdkReader.bytes(raster);
        byte[] canvas = new byte[canvasWidth * canvasHeight];
        Arrays.fill(canvas, (byte) background);
        for (int y = 0; y < height; y++) {
            System.arraycopy(frame, y * width, canvas, (top + y) * canvasWidth + left, width);
        }
        return new Picture(palette.look(canvasWidth, canvasHeight, canvas), 1);
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

    /**
     * Writes the file that the reader gets: the frame with a full table of its own, so that every index keeps its value, on a screen
     * that holds it.
     */
    private void strip(int frame, int canvasWidth, int canvasHeight) {
        stripped.write(in.data(), 0, 6);
        writeShort(canvasWidth);
        writeShort(canvasHeight);
        stripped.write(0xf7);
        writeShort(0);
        for (int i = 0; i < 3 * 256; i++) {
            stripped.write(i / 3);
        }
        int flags = in.u8(frame + 9);
        stripped.write(in.data(), frame, 9);
        stripped.write(flags & INTERLACED);
        int at = frame + 10;
        if ((flags & TABLE) != 0) {
            palette.read(in, at, 2 << (flags & 7));
            at += 3 * (2 << (flags & 7));
        }
        int end = blocksEnd(at + 1);
        stripped.write(in.data(), at, end - at);
        stripped.write(';');
    }

    private int blocksEnd(int from) {
        int at = from;
        while (in.u8(at) != 0) {
            at += 1 + in.u8(at);
        }
        return at + 1;
    }

    private void writeShort(int value) {
        stripped.write(value);
        stripped.write(value >> 8);
    }
}
