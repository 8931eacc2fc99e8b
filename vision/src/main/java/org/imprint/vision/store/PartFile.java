package org.imprint.vision.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.imprint.vision.data.DataException;

/** An embeddings file on its way: made with everything but its rows, and looked at before it is continued. */
final class PartFile {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MAX_ID_BYTES = 1 << 16;
    private static final int BLOCK_ROWS = 1 << 14;

    private PartFile() {}

    /** Creates a file that holds all but the rows. */
    static void create(Path path, EmbeddingSpec spec, SampleIndex samples) {
        int n = samples.size();
        try (NativeFile out = NativeFile.create(path)) {
            out.createNumber(Layout.COMPLETE, 0);
            out.createNumber(Layout.COMMITTED_ROWS, 0);
            WireProvenance.write(spec.provenance(), out);
            writeLabels(out, samples);
            writeStrings(path, out, Layout.SAMPLE_IDS, n, samples::id);
            List<String> names = samples.classNames();
            if (!names.isEmpty()) {
                writeStrings(path, out, Layout.CLASS_NAMES, names.size(), names::get);
            }
            out.createMatrix(Layout.EMBEDDINGS, NativeFile.NumberType.of(spec.precision()), n, spec.dimension());
        }
    }

    private static void writeLabels(NativeFile out, SampleIndex samples) {
        int n = samples.size();
        out.createVector(Layout.LABELS, n);
        ByteBuffer block = NativeFile.direct(Math.min(n, BLOCK_ROWS) * Integer.BYTES);
        for (int from = 0; from < n; from += BLOCK_ROWS) {
            int count = Math.min(BLOCK_ROWS, n - from);
            for (int i = 0; i < count; i++) {
                block.putInt(i * Integer.BYTES, samples.label(from + i));
            }
            out.write(Layout.LABELS, from, count, block);
        }
    }

    private static void writeStrings(Path path, NativeFile out, String name, int n, IntFunction<String> texts) {
        int size = 1;
        for (int i = 0; i < n; i++) {
            size = Math.max(size, encode(path, name, i, texts.apply(i)).length);
        }
        out.createStrings(name, n, size);
        int most = Math.max(1, Math.min(n, BLOCK_BYTES / size));
        ByteBuffer block = NativeFile.direct(most * size);
        for (int from = 0; from < n; from += most) {
            int count = Math.min(most, n - from);
            for (int i = 0; i < count; i++) {
                byte[] text = encode(path, name, from + i, texts.apply(from + i));
                block.put(i * size, new byte[size]).put(i * size, text);
            }
            out.write(name, from, count, block);
        }
    }

    private static byte[] encode(Path path, String name, int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_ID_BYTES || text.indexOf('\0') >= 0) {
            throw new DataException(path + ": " + name + "[" + row + "] must have 1 to " + MAX_ID_BYTES
                    + " bytes and no NUL, was '" + text + "'");
        }
        return bytes;
    }

    /**
     * Returns how many rows the file holds for good.
     *
     * @throws DataException if it is damaged, or was begun with another specification or other samples
     */
    static int committedRows(Path part, EmbeddingSpec spec, SampleIndex samples) {
        try (EmbeddingFile begun = EmbeddingFile.openUnfinished(part)) {
            List<String> differences = differences(begun, spec, samples);
            if (!differences.isEmpty()) {
                throw new OtherContentException(
                        part, "was begun differently and cannot be continued (delete it to start over)", differences);
            }
            return begun.committedRows();
        }
    }

    /** Returns what differs between a file and what would be written now, one line each; empty if nothing does. */
    static List<String> differences(EmbeddingFile file, EmbeddingSpec spec, SampleIndex samples) {
        List<String> differences = new ArrayList<>();
        compare(differences, "rows", samples.size(), file.rows());
        compare(differences, "classes", samples.classNames(), file.classNames());
        differences.addAll(differences(file, spec));
        if (differences.isEmpty()) {
            compareSamples(differences, samples, file);
        }
        return differences;
    }

    /** Returns what differs without a look at the samples. */
    static List<String> differences(EmbeddingFile file, EmbeddingSpec spec) {
        List<String> differences = new ArrayList<>();
        compare(differences, "dimension", spec.dimension(), file.dimension());
        compare(differences, "precision", spec.precision(), file.precision());
        file.provenance()
                .ifPresentOrElse(
                        p -> differences.addAll(spec.provenance().differences(p)),
                        () -> differences.add("it has no provenance"));
        return differences;
    }

    private static void compare(List<String> differences, String what, Object now, Object then) {
        if (!now.equals(then)) {
            differences.add(what + " is " + now + ", was " + then);
        }
    }

    private static void compareSamples(List<String> differences, SampleIndex samples, EmbeddingFile begun) {
        int[] labels = begun.labels();
        for (int from = 0; from < labels.length && differences.isEmpty(); from += BLOCK_ROWS) {
            List<String> ids = begun.sampleIds(from, Math.min(labels.length, from + BLOCK_ROWS));
            for (int i = 0; i < ids.size() && differences.isEmpty(); i++) {
                compare(differences, "id of row " + (from + i), samples.id(from + i), ids.get(i));
                compare(differences, "label of row " + (from + i), samples.label(from + i), labels[from + i]);
            }
        }
    }
}
