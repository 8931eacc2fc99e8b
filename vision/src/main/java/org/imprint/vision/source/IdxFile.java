package org.imprint.vision.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * The content of one IDX file of unsigned bytes, plain or gzip, which the first two bytes tell.
 *
 * <p>Layout: magic 0x00000800 + number of axes, then each axis as a big-endian int, then the bytes. No more memory is taken
 * than the file itself delivers, whatever its header promises.
 */
final class IdxFile {

    private static final int UNSIGNED_BYTES = 0x800;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final int[] axes;
    private final byte[] data;

    private IdxFile(String name, int[] axes, byte[] data) {
        this.name = name;
        this.axes = axes;
        this.data = data;
    }

    /** Reads a file with the given number of axes. */
    static IdxFile read(Path file, int axes) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": file does not exist");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(file.toString(), in, axes);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /** Reads a stream to its end; {@code name} starts the error messages. */
    static IdxFile read(String name, InputStream in, int axes) {
        try (InputStream plain = unzip(in)) {
            return parse(name, plain, axes);
        } catch (ZipException e) {
            throw new DataException(name + ": damaged gzip data: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream unzip(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean gzip = magic.length == 2 && ((magic[0] & 0xff) << 8 | magic[1] & 0xff) == GZIP_MAGIC;
        return gzip ? new GZIPInputStream(start, 1 << 16) : start;
    }

    private static IdxFile parse(String name, InputStream in, int axes) throws IOException {
        byte[] header = readUpTo(in, 4 + 4 * axes);
        if (header.length < 4) {
            throw new DataException(
                    name + ": IDX header needs " + (4 + 4 * axes) + " bytes, file holds " + header.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(header);
        int magic = buffer.getInt();
        if (magic != UNSIGNED_BYTES + axes) {
            throw new DataException(String.format(
                    "%s: IDX magic must be 0x%08x (unsigned bytes, %d %s), was 0x%08x",
                    name, UNSIGNED_BYTES + axes, axes, axes == 1 ? "axis" : "axes", magic));
        }
        if (header.length < 4 + 4 * axes) {
            throw new DataException(
                    name + ": IDX header needs " + (4 + 4 * axes) + " bytes, file holds " + header.length);
        }
        int[] lengths = new int[axes];
        long promised = 1;
        for (int a = 0; a < axes; a++) {
            lengths[a] = buffer.getInt();
            promised = lengths[a] < 0 || promised < 0 ? -1 : product(promised, lengths[a]);
        }
        String shape =
                Arrays.stream(lengths).mapToObj(Integer::toUnsignedString).collect(Collectors.joining("×"));
        if (promised < 0 || promised > Integer.MAX_VALUE - 16) {
            throw new DataException(
                    name + ": must hold at most " + (Integer.MAX_VALUE - 16) + " bytes, header promises " + shape);
        }
        byte[] data = readUpTo(in, (int) promised);
        if (data.length < promised) {
            throw new DataException(name + ": header promises " + shape + " bytes, file holds " + data.length);
        }
        if (in.read() >= 0) {
            throw new DataException(name + ": header promises " + shape + " bytes, file holds more");
        }
        return new IdxFile(name, lengths, data);
    }

    private static long product(long a, int b) {
        return a > Integer.MAX_VALUE && b > 0 ? -1 : a * b;
    }

    /** Reads at most n bytes in growing pieces; a gzip stream that breaks off counts as its end. */
    private static byte[] readUpTo(InputStream in, int n) throws IOException {
        byte[] data = new byte[Math.min(n, 1 << 16)];
        int size = 0;
        try {
            while (size < n) {
                if (size == data.length) {
                    data = Arrays.copyOf(data, (int) Math.min(n, 2L * size));
                }
                int read = in.read(data, size, data.length - size);
                if (read < 0) {
                    break;
                }
                size += read;
            }
        } catch (EOFException e) {
            // Falls through: what has arrived so far is what the file holds.
            return Arrays.copyOf(data, size);
        }
        return size == data.length ? data : Arrays.copyOf(data, size);
    }

    String name() {
        return name;
    }

    /** Returns the length of an axis; the first axis counts the rows. */
    int axis(int a) {
        return axes[a];
    }

    /** Returns the shared bytes. */
    byte[] data() {
        return data;
    }
}
