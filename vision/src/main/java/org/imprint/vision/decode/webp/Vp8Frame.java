package org.imprint.vision.decode.webp;

import java.util.Arrays;
import org.imprint.vision.decode.base.Bytes;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.image.RgbImage;

/**
 * The key frame that is a lossy WebP picture (RFC 6386), to the bit as libwebp decodes it.
 *
 * <p>Every macroblock is predicted from those above and to the left and corrected by its coefficients; edges are filtered when all
 * are there.
 */
final class Vp8Frame {

    private static final int HEADER = 10;
    /** A macroblock of 256 pixels takes a few bits at least; a picture of one colour has seen 1 bit for 30. */
    private static final int PIXELS_PER_BYTE = 65_536;

    private static final int[] MODE_TREE = {0, 1, -1, 2, -2, 3, 4, 6, -3, 5, -4, -5, -6, 7, -7, 8, -8, -9};

    private final Bytes file;
    private final int width;
    private final int height;
    private final int columns;
    private final int rows;
    private final Vp8Bits in;
    private final Vp8Header header;
    private final Vp8Bits[] partitions;
    private final Vp8Plane luma;
    private final Vp8Plane u;
    private final Vp8Plane v;
    private final Vp8Prediction lumaPrediction;
    private final Vp8Prediction uPrediction;
    private final Vp8Prediction vPrediction;
    private final Vp8Residue residue;
    /** Modes of the 4x4 blocks above and to the left. */
    private final int[] modesAbove;

    private final int[] modesLeft = new int[4];
    private final boolean[][] contextAbove;
    private final boolean[] contextLeft = new boolean[Vp8Residue.CONTEXTS];
    private final Vp8Header.Strength[] strengths;
    private final boolean[] within;

    private Vp8Frame(Bytes file, int at, int end) {
        this.file = file;
        int tag = file.u16le(at) | file.u8(at + 2) << 16;
        if ((tag & 1) != 0 || !file.matches(at + 3, 0x9d, 0x01, 0x2a)) {
            throw file.damaged("WebP data: no key frame at offset " + at);
        }
        width = file.u16le(at + 6) & 0x3fff;
        height = file.u16le(at + 8) & 0x3fff;
        file.checkSize(width, height);
        file.checkHeld((long) width * height, end - at, PIXELS_PER_BYTE);
        columns = (width + 15) / 16;
        rows = (height + 15) / 16;
        int first = at + HEADER;
        int second = first + (tag >> 5);
        if (second > end) {
            throw file.truncated("WebP picture promises a first part of " + (tag >> 5) + " bytes");
        }
        in = new Vp8Bits(file.data(), first, second);
        header = new Vp8Header(in);
        partitions = partitions(second, end);
        luma = new Vp8Plane(16 * columns, 16 * rows);
        u = new Vp8Plane(8 * columns, 8 * rows);
        v = new Vp8Plane(8 * columns, 8 * rows);
        lumaPrediction = new Vp8Prediction(luma);
        uPrediction = new Vp8Prediction(u);
        vPrediction = new Vp8Prediction(v);
        residue = new Vp8Residue(header.probabilities());
        modesAbove = new int[4 * columns];
        contextAbove = new boolean[columns][Vp8Residue.CONTEXTS];
        strengths = new Vp8Header.Strength[columns * rows];
        within = new boolean[columns * rows];
    }

    static RgbImage decode(Bytes file, int at, int length) {
        return new Vp8Frame(file, at, at + length).decode();
    }

    private Vp8Bits[] partitions(int from, int end) {
        int count = header.partitions();
        int at = from + 3 * (count - 1);
        Vp8Bits[] parts = new Vp8Bits[count];
        for (int i = 0; i < count; i++) {
            if (at > end) {
                throw file.truncated("WebP picture ends before its " + count + " parts");
            }
            int sizeAt = from + 3 * i;
            int size = i == count - 1 ? end - at : file.u16le(sizeAt) | file.u8(sizeAt + 2) << 16;
            int partEnd = Math.min(end, at + size);
            parts[i] = new Vp8Bits(file.data(), at, partEnd);
            at = partEnd;
        }
        return parts;
    }

    private RgbImage decode() {
        for (int row = 0; row < rows; row++) {
            file.checkTime();
            Arrays.fill(modesLeft, Vp8Prediction.DC);
            Arrays.fill(contextLeft, false);
            for (int column = 0; column < columns; column++) {
                macroblock(column, row);
            }
        }
        if (header.filtered()) {
            Vp8LoopFilter filter = new Vp8LoopFilter(luma, u, v, header.simpleFilter());
            for (int row = 0; row < rows; row++) {
                file.checkTime();
                for (int column = 0; column < columns; column++) {
                    int i = row * columns + column;
                    if (strengths[i].limit() > 0) {
                        filter.macroblock(column, row, strengths[i], within[i]);
                    }
                }
            }
        }
        return Vp8Colours.rgb(width, height, luma, u, v);
    }

    private void macroblock(int column, int row) {
        int segment = header.segment();
        boolean skipped = header.skipped();
        boolean fourByFour = in.bit(145) == 0;
        int[] modes = fourByFour ? fourModes(column) : null;
        int mode = fourByFour ? 0 : lumaMode(column);
        int chromaMode = chromaMode();
        if (in.ended()) {
            throw ended(column, row);
        }
        Vp8Bits tokens = partitions[row & partitions.length - 1];
        boolean any = false;
        if (skipped) {
            residue.skip(fourByFour, contextAbove[column], contextLeft);
        } else {
            any = residue.read(tokens, fourByFour, header.steps(segment), contextAbove[column], contextLeft);
            if (tokens.ended()) {
                throw ended(column, row);
            }
        }
        strengths[row * columns + column] = header.strength(segment, fourByFour);
        within[row * columns + column] = fourByFour || any;
        if (fourByFour) {
            fourByFour(column, row, modes);
        } else {
            lumaPrediction.block(16 * column, 16 * row, 16, mode);
            for (int b = 0; b < 16; b++) {
                residue.add(b, luma, luma.at(16 * column + b % 4 * 4, 16 * row + b / 4 * 4));
            }
        }
        chroma(column, row, chromaMode);
    }

    private ImageException ended(int column, int row) {
        return file.truncated("WebP data ends within the pixels, at " + 16 * column + "," + 16 * row);
    }

    private int[] fourModes(int column) {
        int[] modes = new int[16];
        for (int b = 0; b < 16; b++) {
            int above = 4 * column + b % 4;
            int from = (modesAbove[above] * 10 + modesLeft[b / 4]) * 9;
            int node = MODE_TREE[in.bit(Vp8Tables.MODES[from])];
            while (node > 0) {
                node = MODE_TREE[2 * node + in.bit(Vp8Tables.MODES[from + node])];
            }
            modes[b] = -node;
            modesAbove[above] = -node;
            modesLeft[b / 4] = -node;
        }
        return modes;
    }

    private int lumaMode(int column) {
        int mode;
        if (in.bit(156) == 1) {
            mode = in.bit(128) == 1 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
        } else {
            mode = in.bit(163) == 1 ? Vp8Prediction.VERTICAL : Vp8Prediction.DC;
        }
        Arrays.fill(modesAbove, 4 * column, 4 * column + 4, mode);
        Arrays.fill(modesLeft, mode);
        return mode;
    }

    private int chromaMode() {
        if (in.bit(142) == 0) {
            return Vp8Prediction.DC;
        }
        if (in.bit(114) == 0) {
            return Vp8Prediction.VERTICAL;
        }
        return in.bit(183) == 1 ? Vp8Prediction.TRUE_MOTION : Vp8Prediction.HORIZONTAL;
    }

    private void fourByFour(int column, int row, int[] modes) {
        int x = 16 * column;
        int y = 16 * row;
        int[] right = new int[4];
        int[] rightmost = new int[4];
        for (int i = 0; i < 4; i++) {
            int beyond = row > 0 && column == columns - 1 ? x + 15 : x + 16 + i;
            rightmost[i] = luma.get(luma.at(beyond, y - 1));
        }
        for (int b = 0; b < 16; b++) {
            int bx = x + b % 4 * 4;
            int by = y + b / 4 * 4;
            for (int i = 0; i < 4; i++) {
                right[i] = b % 4 == 3 ? rightmost[i] : luma.get(luma.at(bx + 4 + i, by - 1));
            }
            lumaPrediction.four(bx, by, modes[b], right);
            residue.add(b, luma, luma.at(bx, by));
        }
    }

    private void chroma(int column, int row, int mode) {
        int x = 8 * column;
        int y = 8 * row;
        uPrediction.block(x, y, 8, mode);
        vPrediction.block(x, y, 8, mode);
        for (int b = 0; b < 4; b++) {
            int bx = x + b % 2 * 4;
            int by = y + b / 2 * 4;
            residue.add(16 + b, u, u.at(bx, by));
            residue.add(20 + b, v, v.at(bx, by));
        }
    }
}
