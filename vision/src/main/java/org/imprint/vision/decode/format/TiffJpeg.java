package org.imprint.vision.decode.format;

import java.io.ByteArrayOutputStream;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.image.RgbImage;

/** JPEG within TIFF: every strip or tile is a JPEG stream, whose tables may lie in a tag of their own. */
final class TiffJpeg {

    private static final int RGB = 2;

    private final Bytes in;
    private final TiffDirectory page;
    private final int width;
    private final int height;

    TiffJpeg(Bytes in, TiffDirectory page, int width, int height) {
        this.in = in;
        this.page = page;
        this.width = width;
        this.height = height;
    }

    RgbImage decode() {
        boolean tiled = page.has(TiffDirectory.TILE_OFFSETS);
        long[] offsets = page.values(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
        long[] lengths = page.values(tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES);
        int partWidth = tiled ? (int) page.value(TiffDirectory.TILE_WIDTH, width) : width;
        long rows = page.value(tiled ? TiffDirectory.TILE_HEIGHT : TiffDirectory.ROWS_PER_STRIP, height);
        int partHeight = (int) Math.max(1, tiled ? rows : Math.min(rows, height));
        int across = (width + partWidth - 1) / partWidth;
        int down = (height + partHeight - 1) / partHeight;
        if (page.value(284, 1) != 1) {
            throw in.unsupported("TIFF with JPEG must hold its samples together, not in planes");
        }
        if (offsets.length < across * down || lengths.length < across * down) {
            throw in.truncated("TIFF promises " + across * down + " parts, holds " + offsets.length);
        }
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < across * down; i++) {
            paste(part(offsets[i], lengths[i]), i % across * partWidth, i / across * partHeight, pixels);
        }
        return new RgbImage(width, height, pixels);
    }

    private RgbImage part(long offset, long length) {
        in.need(offset, length);
        ByteArrayOutputStream stream = new ByteArrayOutputStream((int) length + 1024);
        byte[] tables = page.bytesOf(TiffDirectory.JPEG_TABLES);
        stream.write(tables, 0, tables.length);
        stream.write(in.data(), (int) offset, (int) length);
        Bytes jpeg = in.part(stream.toByteArray());
        if (!jpeg.startsWith(0xff, 0xd8)) {
            throw in.damaged("TIFF data: no JPEG stream at offset " + offset);
        }
        return JpegFile.part(jpeg, page.value(TiffDirectory.PHOTOMETRIC, 0) == RGB);
    }

    private void paste(RgbImage part, int left, int top, byte[] pixels) {
        int columns = Math.min(part.width(), width - left);
        for (int y = 0; y < Math.min(part.height(), height - top); y++) {
            System.arraycopy(part.pixels(), 3 * y * part.width(), pixels, 3 * ((top + y) * width + left), 3 * columns);
        }
    }
}
