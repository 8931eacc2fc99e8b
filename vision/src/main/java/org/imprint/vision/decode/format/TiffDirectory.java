package org.imprint.vision.decode.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.imprint.vision.decode.base.Bytes;

/** The tags of a TIFF file's first page that its pixels depend on, classic or BigTIFF. */
final class TiffDirectory {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int COLOURS = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;

    /** All of the above, fill order, planes, CCITT's options, predictor, old JPEG's tables, and what YCbCr means. */
    private static final Set<Integer> NEEDED = Set.of(
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            PHOTOMETRIC,
            STRIP_OFFSETS,
            SAMPLES,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            COLOURS,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTES,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT,
            JPEG_TABLES,
            266,
            284,
            292,
            293,
            317,
            512,
            513,
            514,
            515,
            517,
            518,
            519,
            520,
            521,
            529,
            530,
            531,
            532);

    /** Tags hold at most so many numbers: strips of a row each, and the palette. */
    private static final long MOST_VALUES = 200_000;

    /** Where a tag's numbers lie. */
    private record Entry(int type, long count, long at) {}

    private final Bytes in;
    private final ByteBuffer file;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private final int firstEntry;
    private final int entrySize;
    private final int entryCount;

    TiffDirectory(Bytes in) {
        this.in = in;
        this.file = ByteBuffer.wrap(in.data());
        file.order(in.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.need(0, 8);
        this.big = file.getShort(2) == 43;
        in.need(0, big ? 16 : 8);
        long first = big ? file.getLong(8) : file.getInt(4) & 0xffffffffL;
        in.need(first, big ? 8 : 2);
        long count = big ? file.getLong((int) first) : file.getShort((int) first) & 0xffff;
        long at = first + (big ? 8 : 2);
        int size = big ? 20 : 12;
        if (count < 0 || count > 0xffff) {
            throw in.damaged("TIFF data: a page of " + count + " tags");
        }
        in.need(at, count * size);
        firstEntry = (int) at;
        entrySize = size;
        entryCount = (int) count;
        for (int i = 0; i < count; i++) {
            entry((int) at + i * size);
        }
    }

    private void entry(int at) {
        int type = file.getShort(at + 2);
        long count = big ? file.getLong(at + 4) : file.getInt(at + 4) & 0xffffffffL;
        int inline = big ? 8 : 4;
        int value = at + (big ? 12 : 8);
        boolean held = count >= 0 && count <= inline / Math.max(1, bytes(type));
        long place = held ? value : big ? file.getLong(value) : file.getInt(value) & 0xffffffffL;
        entries.put(file.getShort(at) & 0xffff, new Entry(type, count, place));
    }

    private static int bytes(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 0;
        };
    }

    /**
     * Returns the file with this page alone and only the tags that its pixels depend on, so that a reader looks at no other page,
     * profile or note.
     */
    byte[] alone() {
        byte[] copy = in.data().clone();
        ByteBuffer to = ByteBuffer.wrap(copy).order(file.order());
        for (int i = 0; i < entryCount; i++) {
            int at = firstEntry + i * entrySize;
            int tag = file.getShort(at) & 0xffff;
            if (NEEDED.contains(tag)) {
                checkEntry(tag);
            } else {
                to.putShort(at, (short) 0xffff).putShort(at + 2, (short) 1);
                Arrays.fill(copy, at + 4, at + entrySize, (byte) 0);
                count(to, at + 4);
            }
        }
        int end = firstEntry + entryCount * entrySize;
        Arrays.fill(copy, Math.min(end, copy.length), Math.min(end + (big ? 8 : 4), copy.length), (byte) 0);
        return copy;
    }

    private void count(ByteBuffer to, int at) {
        if (big) {
            to.putLong(at, 1);
        } else {
            to.putInt(at, 1);
        }
    }

    private void checkEntry(int tag) {
        Entry entry = entries.get(tag);
        if (entry.count < 0 || entry.count > in.length()) {
            throw in.damaged("TIFF data: tag " + tag + " with " + entry.count + " values");
        }
        in.need(entry.at, entry.count * bytes(entry.type));
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Returns the first number of a tag. */
    long value(int tag, long otherwise) {
        long[] values = values(tag);
        return values.length == 0 ? otherwise : values[0];
    }

    /** Returns the whole numbers of a tag, none where it is missing or of another kind. */
    long[] values(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || bytes(entry.type) == 0) {
            return new long[0];
        }
        int size = bytes(entry.type);
        if (entry.count < 0 || entry.count > MOST_VALUES) {
            throw in.damaged("TIFF data: tag " + tag + " with " + entry.count + " values");
        }
        in.need(entry.at, entry.count * size);
        long[] values = new long[(int) entry.count];
        for (int i = 0; i < values.length; i++) {
            int at = (int) entry.at + i * size;
            values[i] = switch (size) {
                case 1 -> file.get(at) & 0xff;
                case 2 -> file.getShort(at) & 0xffff;
                case 4 -> file.getInt(at) & 0xffffffffL;
                default -> file.getLong(at);
            };
        }
        return values;
    }

    /** Returns the bytes of a tag, none where it is missing. */
    byte[] bytesOf(int tag) {
        long[] values = values(tag);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
