package org.imprint.classifier.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.imprint.vision.data.ContentDigest;

/**
 * Two files of one space: keys, which are all read when a cache is opened, and rows, each read when it is asked for.
 *
 * <pre>
 *   NAME.keys   header: "IMPRINTK", version (int32), d (int32), CRC-32C of these 16 bytes (int32), 0 (int32);
 *               then for each row: digest of the image (32 bytes), CRC-32C of the row, CRC-32C of these 36 bytes
 *   NAME.rows   d float32 for each key
 *   NAME.lock   see {@link org.imprint.vision.file.FileClaim}
 * </pre>
 *
 * <p>Little-endian, except within digests. A row is written before its key, and both only behind those that are there, so a process
 * may be killed at any moment; a key or row whose checksum is wrong does not count. Names begin with the time of making in
 * milliseconds, 15 digits, and are never used again: their order is that of age.
 */
record Segment(Path folder, String name, int dimension) {

    static final String KEYS = ".keys";
    static final String ROWS = ".rows";
    static final String LOCK = ".lock";
    static final int KEY_BYTES = ContentDigest.BYTES + 2 * Integer.BYTES;

    private static final byte[] MAGIC = "IMPRINTK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 24;
    private static final OpenOption[] WRITING = {StandardOpenOption.READ, StandardOpenOption.WRITE};

    /** A key that is good. @param crc of its row */
    record Key(int row, ContentDigest digest, int crc) {}

    Path keys() {
        return folder.resolve(name + KEYS);
    }

    Path rows() {
        return folder.resolve(name + ROWS);
    }

    Path lock() {
        return folder.resolve(name + LOCK);
    }

    int rowBytes() {
        return dimension * Float.BYTES;
    }

    /** Makes its files; the caller has the claim. */
    void create() throws IOException {
        Files.createFile(rows());
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putInt(VERSION).putInt(dimension);
        header.putInt(checksum(header.array(), 0, header.position()));
        Files.write(keys(), header.array(), StandardOpenOption.CREATE_NEW);
    }

    /** Returns how many keys there are, good or not; empty if it is no segment of this version and length. */
    private static Optional<Integer> slots(byte[] keys, int dimension) {
        if (keys.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(keys).order(ByteOrder.LITTLE_ENDIAN);
        boolean ours = Arrays.equals(keys, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && in.getInt(8) == VERSION
                && in.getInt(12) == dimension
                && in.getInt(16) == checksum(keys, 0, 16);
        return ours ? Optional.of((keys.length - HEADER_BYTES) / KEY_BYTES) : Optional.empty();
    }

    /** Returns all good keys; none if it is gone, damaged or of another version. */
    List<Key> load() throws IOException {
        byte[] all = readKeys();
        int slots = slots(all, dimension).orElse(0);
        List<Key> good = new ArrayList<>(slots);
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < slots; i++) {
            key(in, i).ifPresent(good::add);
        }
        return good;
    }

    private byte[] readKeys() throws IOException {
        try {
            return Files.readAllBytes(keys());
        } catch (NoSuchFileException e) {
            return new byte[0]; // dropped by another process
        }
    }

    private static Optional<Key> key(ByteBuffer keys, int i) {
        int at = HEADER_BYTES + i * KEY_BYTES;
        if (keys.getInt(at + KEY_BYTES - Integer.BYTES) != checksum(keys.array(), at, KEY_BYTES - Integer.BYTES)) {
            return Optional.empty();
        }
        ContentDigest digest = ContentDigest.from(keys.position(at));
        return Optional.of(new Key(i, digest, keys.getInt()));
    }

    /** Returns how many rows it has room taken for, having cut off what a killed process left; the caller has the claim. */
    Optional<Integer> tidied() throws IOException {
        Optional<Integer> slots = slots(readKeys(), dimension);
        if (slots.isPresent()) {
            cut(keys(), HEADER_BYTES + (long) slots.get() * KEY_BYTES);
            cut(rows(), (long) slots.get() * rowBytes());
        }
        return slots;
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITING)) {
            channel.truncate(size);
        }
    }

    /** Writes a row, then its key; the caller has the claim. */
    void put(FileChannel keys, FileChannel rows, int row, ContentDigest digest, ByteBuffer elements)
            throws IOException {
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        key.put(digest.bytes()).putInt(checksum(elements));
        key.putInt(checksum(key.array(), 0, key.position()));
        writeAt(rows, (long) row * rowBytes(), elements.duplicate());
        writeAt(keys, HEADER_BYTES + (long) row * KEY_BYTES, key.flip());
    }

    private static void writeAt(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
        long begin = at - bytes.position();
        while (bytes.hasRemaining()) {
            channel.write(bytes, begin + bytes.position());
        }
    }

    /** Returns the bytes that it takes on the disk. */
    long size() throws IOException {
        return sizeOf(keys()) + sizeOf(rows());
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Removes it; the caller has the claim. */
    void remove() throws IOException {
        Files.deleteIfExists(keys());
        Files.deleteIfExists(rows());
    }

    /**
     * Overwrites keys and their rows with zeros, in place, and hands them to the disk: those of some digests, and damaged ones, as
     * nobody can tell whose they were. Safe while another process adds rows.
     *
     * @return how many of the digests' rows went
     */
    int erase(Predicate<ContentDigest> digests) throws IOException {
        byte[] all = readKeys();
        int slots = slots(all, dimension).orElse(0);
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> gone = new ArrayList<>();
        int named = 0;
        for (int i = 0; i < slots; i++) {
            Optional<Key> key = key(in, i);
            boolean isNamed = key.isPresent() && digests.test(key.get().digest());
            named += isNamed ? 1 : 0;
            if (isNamed || key.isEmpty() && !isBlank(all, HEADER_BYTES + i * KEY_BYTES)) {
                gone.add(i);
            }
        }
        if (!gone.isEmpty()) {
            blank(rows(), 0, rowBytes(), gone);
            blank(keys(), HEADER_BYTES, KEY_BYTES, gone);
        }
        return named;
    }

    private static boolean isBlank(byte[] bytes, int at) {
        for (int i = at; i < at + KEY_BYTES; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void blank(Path file, long begin, int each, List<Integer> places) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int place : places) {
                long at = begin + (long) place * each;
                int there = (int) Math.max(0, Math.min(each, channel.size() - at));
                writeAt(channel, at, ByteBuffer.allocate(there));
            }
            channel.force(true);
        }
    }

    /** Returns the CRC-32C of what remains in a buffer, which stays where it is. */
    static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return (int) sum.getValue();
    }

    private static int checksum(byte[] bytes, int at, int count) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, at, count);
        return (int) sum.getValue();
    }
}
