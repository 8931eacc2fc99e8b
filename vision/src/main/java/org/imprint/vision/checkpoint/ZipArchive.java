package org.imprint.vision.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/**
 * The central directory of a zip archive whose entries are stored, not compressed.
 *
 * <p>{@code java.util.zip} fits neither way: {@code ZipInputStream} cannot read torch's archives (stored entries with data
 * descriptors), {@code ZipFile} accepts what must be refused here (bad checksums, duplicate names, absurd sizes).
 */
final class ZipArchive {

    private static final long END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final long END64 = 0x06064b50;
    private static final long LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_SIZE = 20;
    private static final long CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final long LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int ZIP64_EXTRA = 1;
    private static final long SATURATED = 0xffffffffL;
    private static final int ENCRYPTED = 1;

    private final FileBytes file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long directory;
    private long directoryEnd;
    private long count;

    /** One entry as the central directory describes it; {@code data} is where its bytes begin. */
    record Entry(String name, int method, long crc, long packed, long size, long header, long data) {
        long end() {
            return data + packed;
        }
    }

    private ZipArchive(FileBytes file) {
        this.file = file;
    }

    /** Reads the directory and checks names only, so that the caller can say what kind of archive it is. */
    static ZipArchive open(FileBytes file) {
        ZipArchive zip = new ZipArchive(file);
        zip.locate();
        long at = zip.directory;
        for (long i = 0; i < zip.count; i++) {
            at = zip.central(at);
        }
        return zip;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    /** Returns the bytes of an entry without copying. */
    ByteBuffer bytes(Entry entry) {
        return file.slice(entry.data(), entry.size());
    }

    /** Checks that all entries are stored, lie apart from each other inside the file, and match their checksums. */
    void verify() {
        List<Entry> ordered = new ArrayList<>(entries.values());
        ordered.sort(Comparator.comparingLong(Entry::header));
        long free = 0;
        for (Entry entry : ordered) {
            if (entry.method() != 0) {
                throw file.refuse(
                        Reason.COMPRESSED_ENTRY,
                        "entry " + entry.name() + " must be stored (method 0), was method " + entry.method());
            }
            if (entry.packed() != entry.size()) {
                throw file.refuse(
                        Reason.SIZE_MISMATCH,
                        "entry " + entry.name() + " is stored, so its two sizes must agree, were " + entry.packed()
                                + " and " + entry.size());
            }
            if (entry.packed() > directory - entry.data()) {
                throw file.refuse(
                        Reason.OUT_OF_BOUNDS,
                        "entry " + entry.name() + " must end before the directory at byte " + directory
                                + ", but claims " + entry.packed() + " bytes from byte " + entry.data());
            }
            if (entry.header() < free) {
                throw file.refuse(Reason.OVERLAP, "entry " + entry.name() + " shares bytes with the entry before it");
            }
            free = entry.end();
        }
        ordered.forEach(this::checksum);
    }

    private void checksum(Entry entry) {
        CRC32 crc = new CRC32();
        crc.update(bytes(entry));
        if (crc.getValue() != entry.crc()) {
            throw file.refuse(
                    Reason.BAD_CRC,
                    String.format(
                            "entry %s must have the checksum %08x, was %08x: the file is damaged",
                            entry.name(), entry.crc(), crc.getValue()));
        }
    }

    /** Finds the directory from the end record, which must close the file. */
    private void locate() {
        long end = file.size() - END_SIZE;
        long lowest = Math.max(0, end - 0xffff);
        while (end >= lowest && !(file.u32(end) == END && end + END_SIZE + file.u16(end + 20) == file.size())) {
            end--;
        }
        if (end < lowest) {
            throw file.refuse(Reason.TRUNCATED, "must close with a zip end record, but has none: the file is cut off");
        }
        count = file.u16(end + 10);
        long length = file.u32(end + 12);
        directory = file.u32(end + 16);
        boolean saturated = count == 0xffff || length == SATURATED || directory == SATURATED;
        if (saturated) {
            long locator = end - LOCATOR64_SIZE;
            if (locator < 0 || file.u32(locator) != LOCATOR64 || file.u32(file.i64(locator + 8)) != END64) {
                throw file.refuse(Reason.MALFORMED, "must have a zip64 end record, but has none");
            }
            long end64 = file.i64(locator + 8);
            count = file.i64(end64 + 32);
            length = file.i64(end64 + 40);
            directory = file.i64(end64 + 48);
        }
        if (directory < 0 || length < 0 || directory > end || length > end - directory) {
            throw file.refuse(Reason.OUT_OF_BOUNDS, "zip directory must lie before the end record at byte " + end);
        }
        directoryEnd = directory + length;
        if (count < 0 || count > length / CENTRAL_SIZE) {
            throw file.refuse(
                    Reason.MALFORMED, "zip directory of " + length + " bytes cannot hold " + count + " entries");
        }
    }

    private long central(long at) {
        if (at > directoryEnd - CENTRAL_SIZE || file.u32(at) != CENTRAL) {
            throw file.refuse(Reason.MALFORMED, "must have a zip directory entry at byte " + at + ", but has none");
        }
        int nameLength = file.u16(at + 28);
        int extraLength = file.u16(at + 30);
        long extra = at + CENTRAL_SIZE + nameLength;
        String name = name(at + CENTRAL_SIZE, nameLength);
        if ((file.u16(at + 8) & ENCRYPTED) != 0) {
            throw file.refuse(Reason.UNSUPPORTED, "entry " + name + " is encrypted");
        }
        long[] wide = {file.u32(at + 24), file.u32(at + 20), file.u32(at + 42)};
        widen(wide, extra, extraLength, name);
        int method = file.u16(at + 10);
        long data = local(name, wide[2], at + CENTRAL_SIZE, nameLength);
        Entry entry = new Entry(name, method, file.u32(at + 16), wide[1], wide[0], wide[2], data);
        if (entries.put(name, entry) != null) {
            throw file.refuse(Reason.DUPLICATE_ENTRY, "entry " + name + " must appear once");
        }
        return extra + extraLength + file.u16(at + 32);
    }

    /** Replaces saturated {size, packed size, offset} by the 64-bit values of the zip64 extra field, in that order. */
    private void widen(long[] values, long extra, int length, String name) {
        long at = extra;
        long end = extra + length;
        while (at + 4 <= end) {
            int id = file.u16(at);
            long stop = at + 4 + file.u16(at + 2);
            if (stop > end) {
                throw file.refuse(Reason.MALFORMED, "entry " + name + " has an extra field that runs over its end");
            }
            if (id == ZIP64_EXTRA) {
                long next = at + 4;
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == SATURATED && next + 8 <= stop) {
                        values[i] = file.i64(next);
                        next += 8;
                    }
                }
            }
            at = stop;
        }
        for (long value : values) {
            if (value < 0) {
                throw file.refuse(Reason.OUT_OF_BOUNDS, "entry " + name + " has a size or offset beyond 2^63");
            }
        }
    }

    /** Returns where the data begins; sizes in local headers are not used, torch leaves them zero. */
    private long local(String name, long header, long centralName, int nameLength) {
        if (header > directory - LOCAL_SIZE) {
            throw file.refuse(
                    Reason.OUT_OF_BOUNDS, "entry " + name + " must begin before the directory, was byte " + header);
        }
        boolean same = file.u32(header) == LOCAL && file.u16(header + 26) == nameLength;
        if (!same || !file.slice(header + LOCAL_SIZE, nameLength).equals(file.slice(centralName, nameLength))) {
            throw file.refuse(
                    Reason.MALFORMED,
                    "entry " + name + " must have a local header with the same name at byte " + header);
        }
        return header + LOCAL_SIZE + nameLength + file.u16(header + 28);
    }

    private String name(long at, int length) {
        String name = file.utf8(at, length, Reason.BAD_ENTRY_NAME, "entry name");
        boolean legal = !name.startsWith("/") && name.chars().noneMatch(c -> c == '\\' || c == ':' || c < ' ');
        for (String part : name.split("/", -1)) {
            legal &= !part.equals("..");
        }
        if (!legal) {
            throw file.refuse(
                    Reason.BAD_ENTRY_NAME,
                    "entry name must be a relative path without \"..\", backslash, colon or control characters, was "
                            + name);
        }
        return name;
    }
}
