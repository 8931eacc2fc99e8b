package org.imprint.vision.decode.base;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The directories of an EXIF block and the numbers in them; what is damaged is as if it were not there. */
final class ExifBlock {

    private static final int PICTURE_TAG = 0x8769;
    private static final int ENTRY = 12;

    private final ByteBuffer block;

    private ExifBlock(ByteBuffer block) {
        this.block = block;
    }

    /** Returns the block, which may begin with {@code Exif\0\0}. */
    static Optional<ExifBlock> find(Bytes in, int at, int length) {
        int from = at;
        while (from + 6 <= at + length && in.matches(from, 'E', 'x', 'i', 'f', 0, 0)) {
            from += 6;
        }
        return open(in, from, at + length - from);
    }

    private static Optional<ExifBlock> open(Bytes in, int at, int length) {
        boolean little = in.matches(at, 'I', 'I', 42, 0) || in.matches(at, 'I', 'I', 0, 42);
        boolean big = in.matches(at, 'M', 'M', 0, 42) || in.matches(at, 'M', 'M', 42, 0);
        if (length < 8 || !little && !big || at + length > in.length()) {
            return Optional.empty();
        }
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return Optional.of(
                new ExifBlock(ByteBuffer.wrap(in.data(), at, length).slice().order(order)));
    }

    /** Returns where the first directory is. */
    long first() {
        return block.getInt(4) & 0xffffffffL;
    }

    /** Returns where the directory about the picture is, 0 where there is none. */
    long picture() {
        return (long) number(first(), PICTURE_TAG);
    }

    /** Returns the first value of the last entry of a tag in a directory, of whatever numeric type; 0 where there is none. */
    double number(long directory, int tag) {
        double found = 0;
        if (directory >= 0 && directory + 2 <= block.capacity()) {
            int entries = block.getShort((int) directory) & 0xffff;
            for (int e = 0; e < entries && directory + 2 + ENTRY * (e + 1L) <= block.capacity(); e++) {
                int entry = (int) directory + 2 + ENTRY * e;
                if ((block.getShort(entry) & 0xffff) == tag) {
                    found = value(entry);
                }
            }
        }
        return found;
    }

    /** Returns the first value of an entry, or 0 where its type is not a number. */
    private double value(int entry) {
        int type = block.getShort(entry + 2);
        int size =
                switch (type) {
                    case 6 -> 1;
                    case 3, 8 -> 2;
                    case 4, 9, 11, 13 -> 4;
                    case 5, 10, 12, 16 -> 8;
                    default -> 0;
                };
        long count = block.getInt(entry + 4) & 0xffffffffL;
        if (size == 0 || count == 0) {
            return 0;
        }
        long at = size * count <= 4 ? entry + 8L : block.getInt(entry + 8) & 0xffffffffL;
        return at + size * count > block.capacity() ? 0 : number(type, (int) at);
    }

    private double number(int type, int at) {
        return switch (type) {
            case 3 -> block.getShort(at) & 0xffff;
            case 4, 13 -> block.getInt(at) & 0xffffffffL;
            case 5 -> (block.getInt(at) & 0xffffffffL) / (double) (block.getInt(at + 4) & 0xffffffffL);
            case 6 -> block.get(at);
            case 8 -> block.getShort(at);
            case 9 -> block.getInt(at);
            case 10 -> block.getInt(at) / (double) block.getInt(at + 4);
            case 11 -> block.getFloat(at);
            case 12 -> block.getDouble(at);
            default -> block.getLong(at);
        };
    }
}
