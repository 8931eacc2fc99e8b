package org.imprint.vision.decode.format;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.JdkReader;
import org.imprint.vision.decode.base.Palette;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.image.RgbImage;

/**
 * PNG: walks the chunks, gives the JDK's reader nothing but IHDR, PLTE and IDAT, and converts the samples.
 *
 * <p>Text, profiles and transparency never reach the reader, so they can neither fail it nor fill the memory. Check sums of chunks are
 * made anew; damage to pixels still shows in the check sum of the compressed data.
 */
public final class PngFile {

    private static final int GREY = 0;
    private static final int PALETTE = 3;
    /** No deflate stream expands further than this. */
    private static final int DEFLATE_RATIO = 1032;

    private final Bytes in;
    private final ByteArrayOutputStream stripped = new ByteArrayOutputStream();
    private final Palette palette = new Palette();
    private int width;
    private int height;
    private int bits;
    private int colour;
    private long compressed;
    private final PngNotes notes;

    private PngFile(Bytes in) {
        this.in = in;
        this.notes = new PngNotes(in);
    }

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        PngFile file = new PngFile(in);
        file.walk();
        Raster raster = JdkReader.image("PNG", in, file.stripped.toByteArray()).getRaster();
        return new Picture(file.convert(raster), file.notes.orientation());
    }

    private void walk() {
        stripped.write(in.data(), 0, 8);
        header();
        int at = 8 + 25;
        while (at < in.length()) {
            // Nothing after the pixels is worth failing for.
            if (compressed > 0 && at + 12L > in.length()) {
                break;
            }
            long length = in.u32be(at);
            int type = (int) in.u32be(at + 4);
            if (compressed > 0 && type != 0x49444154 && at + 12 + length > in.length()) {
                break;
            }
            if (type == 0x49444154) {
                length =
                        Math.min(length, in.length() - at - 8L); // a cut chunk may hold all pixels; the reader will say
            }
            in.need(at + 8, length);
            chunk(type, at + 8, (int) length);
            at = (int) Math.min(Integer.MAX_VALUE, at + 12 + length);
        }
        if (compressed == 0) {
            throw in.truncated("PNG file without pixel data");
        }
        long row = 1 + ((long) width * bits * channels() + 7) / 8;
        in.checkHeld(row * height, compressed, DEFLATE_RATIO);
        checkSum(16, 13);
        write(0x49454e44, 0, 0);
    }

    private void header() {
        if (in.u32be(8) != 13 || in.u32be(12) != 0x49484452) {
            throw in.damaged("PNG data: first chunk must be IHDR with 13 bytes");
        }
        in.need(8, 25);
        if (in.u8(26) != 0) {
            throw in.unsupported("PNG compression must be 0, was " + in.u8(26));
        }
        in.checkSize(in.u32be(16), in.u32be(20));
        width = (int) in.u32be(16);
        height = (int) in.u32be(20);
        bits = in.u8(24);
        colour = in.u8(25);
        boolean legal =
                switch (colour) {
                    case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
                    case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
                    case 2, 4, 6 -> bits == 8 || bits == 16;
                    default -> false;
                };
        if (!legal) {
            throw in.damaged("PNG data: no such colour type and depth: " + colour + " and " + bits);
        }
        write(0x49484452, 16, 13);
    }

    private void chunk(int type, int at, int length) {
        switch (type) {
            case 0x49444154 -> { // IDAT
                write(type, at, length);
                compressed += length;
            }
            case 0x504c5445 -> { // PLTE
                if (length > 768 || length % 3 != 0) {
                    throw in.damaged("PNG data: PLTE must have 3 to 768 bytes, was " + length);
                }
                checkSum(at, length);
                palette.read(in, at, length / 3);
                if (colour == PALETTE && length > 0) {
                    write(type, at, Math.min(length, 3 << bits));
                }
            }
            default -> notes.read(type, at, length);
        }
    }

    /** Refuses a chunk that decides about colours when its check sum is not that of its bytes. */
    private void checkSum(int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(in.data(), at - 4, length + 4);
        if (crc.getValue() != in.u32be(at + length)) {
            throw in.damaged("PNG data: wrong check sum at offset " + (at + length));
        }
    }

    private void write(int type, int at, int length) {
        CRC32 crc = new CRC32();
        writeInt(length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(type >>> shift);
        }
        writeInt(type);
        stripped.write(in.data(), at, length);
        crc.update(in.data(), at, length);
        writeInt((int) crc.getValue());
    }

    private void writeInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            stripped.write(value >>> shift);
        }
    }

    private int channels() {
        return switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private RgbImage convert(Raster raster) {
        if (raster.getNumBands() != channels() || raster.getWidth() != width || raster.getHeight() != height) {
            throw in.damaged("PNG data: decoded to another shape");
        }
        if (colour == PALETTE) {
            return palette.look(width, height, JdkReader.bytes(raster));
        }
        if (bits == 8 && channels() == 3) {
            return new RgbImage(width, height, JdkReader.bytes(raster));
        }
        int bands = channels();
        int[] row = new int[bands * width];
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            JdkReader.row(raster, y, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[3 * (y * width + x) + c] = (byte) toByte(row[x * bands + (bands < 3 ? 0 : c)]);
                }
            }
        }
        return new RgbImage(width, height, pixels);
    }

    private int toByte(int sample) {
        if (bits == 16) {
            return colour == GREY ? Math.min(sample, 255) : sample >> 8;
        }
        return sample * (255 / ((1 << bits) - 1));
    }
}
