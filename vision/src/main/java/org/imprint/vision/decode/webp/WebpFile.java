package org.imprint.vision.decode.webp;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ExifOrientation;
import org.imprint.vision.decode.base.JdkReader;
import org.imprint.vision.decode.base.Picture;
import org.imprint.vision.image.RgbImage;

/**
 * WebP: finds the picture's chunk and gives the reader nothing else, so that profiles and alpha cannot change its pixels.
 *
 * <p>An animation gives its first frame on its canvas, which is black elsewhere.
 */
public final class WebpFile {

    private static final int LOSSY = 0x56503820; // "VP8 "
    private static final int LOSSLESS = 0x5650384c; // "VP8L"
    private static final int EXTENDED = 0x56503858; // "VP8X"
    private static final int FRAME = 0x414e4d46; // "ANMF"
    private static final int EXIF = 0x45584946; // "EXIF"
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    private final Bytes in;
    private RgbImage picture;
    private int canvasWidth;
    private int canvasHeight;
    private OptionalInt orientation = OptionalInt.empty();

    private WebpFile(Bytes in) {
        this.in = in;
    }

    /** Decodes a file of this format. @throws ImageException if it is damaged, of a kind that is not read, or beyond its budget */
    public static Picture decode(Bytes in) {
        WebpFile file = new WebpFile(in);
        long end = RIFF_HEADER - 4 + in.u32le(4);
        if (end > in.length()) {
            throw in.truncated("WebP header promises " + end + " bytes, file holds " + in.length());
        }
        file.chunks(RIFF_HEADER, (int) end, true);
        if (file.picture == null) {
            throw in.truncated("WebP file without a picture");
        }
        return new Picture(file.picture, file.orientation.orElse(1));
    }

    private void chunks(int from, int end, boolean top) {
        int at = from;
        while (at + CHUNK_HEADER <= end) {
            int type = (int) in.u32be(at);
            long length = in.u32le(at + 4);
            if (at + CHUNK_HEADER + length > end) {
                if (picture == null) {
                    throw in.truncated(
                            "WebP chunk promises " + length + " bytes at offset " + at + ", file holds " + in.length());
                }
                return;
            }
            chunk(type, at + CHUNK_HEADER, (int) length, top);
            at += CHUNK_HEADER + (int) (length + length % 2);
        }
    }

    private void chunk(int type, int at, int length, boolean top) {
        if (type == EXTENDED && top) {
            in.need(at, 10);
            canvasWidth = u24(at + 4) + 1;
            canvasHeight = u24(at + 7) + 1;
            in.checkSize(canvasWidth, canvasHeight);
        } else if (type == EXIF && orientation.isEmpty()) {
            orientation = ExifOrientation.read(in, at, length);
        } else if (picture == null && (type == LOSSY || type == LOSSLESS)) {
            picture = picture(type, at, length);
        } else if (picture == null && type == FRAME && top && length > FRAME_HEADER) {
            chunks(at + FRAME_HEADER, at + length, false);
            if (picture != null) {
                picture = onCanvas(2 * u24(at), 2 * u24(at + 3));
            }
        }
    }

    private int u24(int at) {
        return in.u16le(at) | in.u8(at + 2) << 16;
    }

    private RgbImage picture(int type, int at, int length) {
        checkHeader(type, at, length);
        if (type == LOSSY) {
            return Vp8Frame.decode(in, at, length);
        }
        ByteBuffer riff = ByteBuffer.allocate(RIFF_HEADER + CHUNK_HEADER + length + length % 2)
                .order(ByteOrder.LITTLE_ENDIAN);
        riff.put(in.data(), 0, 4).putInt(riff.capacity() - 8).put(in.data(), 8, 4);
        riff.put(in.data(), at - CHUNK_HEADER, CHUNK_HEADER + length);
        BufferedImage image = JdkReader.image(new WebPImageReaderSpi(), "WebP", in, riff.array());
        return rgb(image.getRaster());
    }

    /** Refuses sizes beyond the budget before the reader takes memory for them. */
    private void checkHeader(int type, int at, int length) {
        if (length < 10) {
            throw in.truncated("WebP picture of " + length + " bytes");
        }
        if (type == LOSSLESS) {
            long bits = in.u32le(at + 1);
            in.checkSize((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        } else {
            in.checkSize(in.u16le(at + 6) & 0x3fff, in.u16le(at + 8) & 0x3fff);
        }
    }

    private static RgbImage rgb(Raster raster) {
        int bands = raster.getNumBands();
        int[] row = new int[bands * raster.getWidth()];
        byte[] pixels = new byte[3 * raster.getWidth() * raster.getHeight()];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            JdkReader.row(raster, y, row);
            for (int x = 0; x < row.length; x += bands) {
                pixels[to++] = (byte) row[x];
                pixels[to++] = (byte) row[x + 1];
                pixels[to++] = (byte) row[x + 2];
            }
        }
        return new RgbImage(raster.getWidth(), raster.getHeight(), pixels);
    }

    private RgbImage onCanvas(int left, int top) {
        if (left + picture.width() > canvasWidth || top + picture.height() > canvasHeight) {
            throw in.damaged("WebP data: frame beyond its canvas of " + canvasWidth + "x" + canvasHeight);
        }
        byte[] canvas = new byte[3 * canvasWidth * canvasHeight];
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(
                    picture.pixels(),
                    3 * y * picture.width(),
                    canvas,
                    3 * ((top + y) * canvasWidth + left),
                    3 * picture.width());
        }
        return new RgbImage(canvasWidth, canvasHeight, canvas);
    }
}
