package org.imprint.vision.mat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/** Reads variables of a version 5 MAT-file, plain or deflated, in one pass. */
public final class MatFile {

    private static final int HEADER = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;

    private MatFile() {}

    /**
     * Reads the named variables that are there and passes over all others.
     *
     * @return name to value, in the order of the file
     * @throws DataException if the file is missing, damaged or of another version, starting with its path
     */
    public static Map<String, MatValue> read(Path file, Set<String> names) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": file does not exist");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(file.toString(), in, names);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    /** As {@link #read(Path, Set)}, from a stream that is read to its end; {@code name} starts error messages. */
    public static Map<String, MatValue> read(String name, InputStream in, Set<String> names) {
        try {
            checkHeader(name, in.readNBytes(HEADER));
            return variables(name, in, names);
        } catch (ZipException e) {
            throw new DataException(name + ": damaged deflate data: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new DataException(name + ": truncated", e);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkHeader(String name, byte[] header) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        if (text.startsWith("MATLAB 7.3") || text.startsWith("\u0089HDF")) {
            throw new DataException(name + ": must be a MAT-file of version 5, was 7.3 (HDF5)");
        }
        if (header.length < HEADER || !text.endsWith("IM")) {
            throw new DataException(name + ": must be a little-endian MAT-file of version 5, was something else");
        }
    }

    private static Map<String, MatValue> variables(String name, InputStream in, Set<String> names) throws IOException {
        Map<String, MatValue> found = new LinkedHashMap<>();
        PeekInput input = new PeekInput(in);
        while (!input.atEnd()) {
            MatInput top = new MatInput(name, input, Long.MAX_VALUE, 0);
            MatInput.Tag tag = top.tag();
            MatInput element = top.within(tag);
            if (tag.type() == COMPRESSED) {
                inflated(name, new Bounded(input, tag.length()), names, found);
            } else if (tag.type() == MATRIX) {
                new MatArrays(names).variable(element, found);
                element.skipRest();
                input.skipNBytes(-tag.length() & 7);
            } else {
                throw new DataException(name + ": variable must be an array, was data of type " + tag.type());
            }
        }
        return found;
    }

    private static void inflated(String name, Bounded deflated, Set<String> names, Map<String, MatValue> found)
            throws IOException {
        try (InputStream plain = new InflaterInputStream(deflated)) {
            MatInput inner = new MatInput(name, plain, Long.MAX_VALUE, 0);
            MatInput.Tag tag = inner.tag();
            if (tag.type() == MATRIX) {
                new MatArrays(names).variable(inner.within(tag), found);
            }
        }
        deflated.skipRest();
    }

    /** Knows whether another byte comes. */
    private static final class PeekInput extends FilterInputStream {
        PeekInput(InputStream in) {
            super(new BufferedInputStream(in));
        }

        boolean atEnd() throws IOException {
            in.mark(1);
            boolean end = in.read() < 0;
            in.reset();
            return end;
        }
    }

    /** Ends after n bytes, so that the inflater takes no more than its own; closing it does not close the file. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long n) {
            super(in);
            this.left = n;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() {
            // The file goes on behind this variable.
        }

        void skipRest() throws IOException {
            in.skipNBytes(left);
            left = 0;
        }
    }
}
