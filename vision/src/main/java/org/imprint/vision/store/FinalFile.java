package org.imprint.vision.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.store.hdf5.NativeFile;

/** Writes a whole embeddings file, block by block, from rows that are all there. */
final class FinalFile {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MAX_ID_BYTES = 1 << 16;
    private static final int BLOCK_ROWS = 1 << 14;

    private final Path file;
    private final EmbeddingSpec spec;
    private final SampleIndex samples;

    /**
     * Prepares to write.
     *
     * @param file the name that the file will have, for messages
     */
    FinalFile(Path file, EmbeddingSpec spec, SampleIndex samples) {
        this.file = file;
        this.spec = spec;
        this.samples = samples;
    }

    /**
     * Writes everything.
     *
     * @param path where; a file that is there is replaced
     * @param rows gives the rows
     * @throws DataException if the disk is full or failing, or if all rows are equal
     */
    void write(Path path, RowSource rows) {
        int n = samples.size();
        try (NativeFile out = create(path)) {
            out.createNumber(WireNames.COMPLETE, 1);
            out.createNumber(WireNames.COMMITTED_ROWS, n);
            WireProvenance.write(spec.provenance(), out);
            writeLabels(out);
            writeStrings(out, WireNames.SAMPLE_IDS, n, samples::id);
            if (digestsAreKnown()) {
                writeStrings(
                        out,
                        WireNames.SAMPLE_DIGESTS,
                        n,
                        i -> samples.digest(i).map(ContentDigest::hex).orElseThrow());
            }
            List<String> names = samples.classNames();
            if (!names.isEmpty()) {
                writeStrings(out, WireNames.CLASS_NAMES, names.size(), names::get);
            }
            writeLeftOut(out, samples.leftOut());
            out.createMatrix(WireNames.EMBEDDINGS, type(spec.precision()), n, spec.dimension());
            writeRows(out, rows);
        }
    }

    private static NativeFile.NumberType type(Precision precision) {
        return precision == Precision.FLOAT16 ? NativeFile.NumberType.FLOAT16 : NativeFile.NumberType.FLOAT32;
    }

    private void writeLeftOut(NativeFile out, LeftOut leftOut) {
        WireProvenance.writeLeftOut(leftOut, out);
        List<LeftOut.Item> items = leftOut.items();
        if (!items.isEmpty()) {
            writeStrings(
                    out,
                    WireNames.LEFT_OUT_ITEMS,
                    items.size(),
                    i -> items.get(i).line());
        }
    }

    /** Takes the room that the file needs: asks first, which costs nothing, and then others may still fill the disk. */
    private NativeFile create(Path path) {
        try {
            requireRoom(file, bytes(), Files.getFileStore(path).getUsableSpace());
            return NativeFile.create(path, file, bytes());
        } catch (IOException e) {
            throw new DataException(
                    file + ": cannot be written: " + FileTrouble.reason(file, e) + "; " + waiting(file), e);
        }
    }

    /** Throws unless so many bytes find room. */
    static void requireRoom(Path file, long bytes, long room) {
        if (room < bytes) {
            throw new DataException(file + ": needs room for " + bytes / 1024 + " KiB, but the disk has " + room / 1024
                    + " KiB; " + waiting(file));
        }
    }

    private static String waiting(Path file) {
        return "its rows wait in " + EmbeddingWriter.partOf(file).getFileName()
                + ", and the same command goes on from there";
    }

    /** Returns a little more than the file will have. */
    long bytes() {
        int n = samples.size();
        int id = 1;
        for (int i = 0; i < n; i++) {
            id = Math.max(id, encode(WireNames.SAMPLE_IDS, i, samples.id(i)).length);
        }
        long row = spec.rowBytes() + id + 2L * ContentDigest.BYTES + Integer.BYTES;
        return ((long) n + n / 64) * row
                + strings(samples.classNames())
                + strings(samples.leftOut().items().stream()
                        .map(LeftOut.Item::line)
                        .toList())
                + (2L << 20); // the last chunk of each array is whole
    }

    /** Returns a little more than an array of texts takes, each as long as the longest. */
    private static long strings(List<String> texts) {
        long longest = texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
        return texts.size() * (longest + 1);
    }

    private boolean digestsAreKnown() {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.digest(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void writeLabels(NativeFile out) {
        int n = samples.size();
        out.createVector(WireNames.LABELS, n);
        ByteBuffer block = NativeFile.direct(Math.min(n, BLOCK_ROWS) * Integer.BYTES);
        for (int from = 0; from < n; from += BLOCK_ROWS) {
            int count = Math.min(BLOCK_ROWS, n - from);
            for (int i = 0; i < count; i++) {
                block.putInt(i * Integer.BYTES, samples.label(from + i));
            }
            out.write(WireNames.LABELS, from, count, block);
        }
    }

    private void writeStrings(NativeFile out, String name, int n, IntFunction<String> texts) {
        int size = 1;
        for (int i = 0; i < n; i++) {
            size = Math.max(size, encode(name, i, texts.apply(i)).length);
        }
        out.createStrings(name, n, size);
        int most = Math.max(1, Math.min(n, BLOCK_BYTES / size));
        ByteBuffer block = NativeFile.direct(most * size);
        for (int from = 0; from < n; from += most) {
            int count = Math.min(most, n - from);
            for (int i = 0; i < count; i++) {
                byte[] text = encode(name, from + i, texts.apply(from + i));
                block.put(i * size, new byte[size]).put(i * size, text);
            }
            out.write(name, from, count, block);
        }
    }

    private byte[] encode(String name, int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_ID_BYTES || text.indexOf('\0') >= 0) {
            throw new DataException(file + ": " + name + "[" + row + "] must have 1 to " + MAX_ID_BYTES
                    + " bytes and no NUL, was '" + text + "'");
        }
        return bytes;
    }

    /** Throws for texts that cannot be written, before any work is done. */
    void requireTexts() {
        for (int i = 0; i < samples.size(); i++) {
            encode(WireNames.SAMPLE_IDS, i, samples.id(i));
        }
        for (int i = 0; i < samples.classNames().size(); i++) {
            encode(WireNames.CLASS_NAMES, i, samples.classNames().get(i));
        }
    }

    private void writeRows(NativeFile out, RowSource rows) {
        int n = samples.size();
        int rowBytes = spec.rowBytes();
        int most = Math.max(1, BLOCK_BYTES / rowBytes);
        ByteBuffer block = NativeFile.direct(Math.min(n, most) * rowBytes);
        ByteBuffer first = NativeFile.direct(rowBytes);
        boolean constant = n > 1;
        for (int from = 0; from < n; from += most) {
            int count = Math.min(most, n - from);
            block.clear();
            rows.read(from, from + count, block);
            block.clear();
            if (from == 0) {
                first.put(block.slice(0, rowBytes)).clear();
            }
            for (int i = 0; i < count && constant; i++) {
                constant = block.slice(i * rowBytes, rowBytes).equals(first);
            }
            out.write(WireNames.EMBEDDINGS, from, count, block);
        }
        if (constant) {
            throw new DataException(file + ": embeddings must not all be equal, but all " + n + " are, from "
                    + samples.id(0) + " to " + samples.id(n - 1)
                    + ": the images are all the same, or the backbone does not look at them");
        }
    }

    /** Gives rows as they are stored. */
    interface RowSource {
        /** Puts rows [from, to) into a buffer. */
        void read(int from, int to, ByteBuffer out);
    }
}
