package org.imprint.vision.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.store.hdf5.NativeFile;
import org.imprint.vision.store.hdf5.NativeHdf5;

/**
 * Writes one embeddings file, row by row in any order, so that it can be stopped at any moment and continued.
 *
 * <p>Rows go into {@code NAME.part}, each with the identity of its image and a checksum; {@link #finish} makes the file from
 * them. So the process may be killed between any two instructions: the rows that were handed over are there, and
 * {@link #open} continues with the others. A row belongs to the <em>content</em> of its image: samples may have been added,
 * removed, renamed or put into another order since, and rows of images that have changed are not taken. A file under its final
 * name is always whole, and one that was there before stays until then.
 *
 * <p>Memory: about 80 bytes for each row. A writer is used by one thread at a time. {@link #finish} needs a native library
 * that exists for Linux, macOS and Windows on x86_64 only.
 */
public final class EmbeddingWriter implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MISSING = -1;

    private final Path file;
    private final EmbeddingSpec spec;
    private final SampleIndex samples;
    private final OpenParts.Claim claim;
    private final RowJournal journal;
    private final RowJournal.Rows fresh;
    private final ByteBuffer row;

    /** Where in the journal the row of each sample is. */
    private final int[] places;

    private int missing;
    private int committed;
    private boolean open = true;

    private EmbeddingWriter(
            Path file, EmbeddingSpec spec, SampleIndex samples, OpenParts.Claim claim, RowJournal journal) {
        this.file = file;
        this.spec = spec;
        this.samples = samples;
        this.claim = claim;
        this.journal = journal;
        this.fresh = journal.newRows();
        this.row = NativeFile.direct(spec.rowBytes());
        this.places = new int[samples.size()];
        Arrays.fill(places, MISSING);
        this.missing = places.length;
        find();
    }

    /** Returns whether this machine can write embeddings files; every one can read them. */
    public static boolean isSupported() {
        return NativeHdf5.isThere();
    }

    /** Looks for the rows that earlier runs have left. */
    private void find() {
        RowIndex index = journal.index();
        for (int i = 0; i < places.length && index.size() > 0; i++) {
            place(i, index.find(identity(i), spec.inference(i, places.length)));
        }
    }

    private void place(int sample, int at) {
        if (places[sample] < 0 && at >= 0) {
            places[sample] = at;
            missing--;
        }
        while (committed < places.length && places[committed] >= 0) {
            committed++;
        }
    }

    private ContentDigest identity(int sample) {
        return samples.digest(sample)
                .orElseGet(() -> ContentDigest.of(("id " + samples.id(sample)).getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the name under which the rows of {@code file} wait: the same with {@code .part} behind it. */
    public static Path partOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Begins a file, or continues one that was begun with the same specification.
     *
     * @param file the final name; missing folders are made
     * @throws DataException if the file cannot be written or somebody else has it open, or if a {@code .part} file is there
     *     that was begun differently or is damaged; that file is left as it is
     */
    public static EmbeddingWriter open(Path file, EmbeddingSpec spec, SampleIndex samples) {
        return open(file, spec, samples, false);
    }

    /** As {@link #open}, but a {@code .part} file that was begun differently or is damaged is thrown away. */
    public static EmbeddingWriter openOrRestart(Path file, EmbeddingSpec spec, SampleIndex samples) {
        return open(file, spec, samples, true);
    }

    private static EmbeddingWriter open(Path file, EmbeddingSpec spec, SampleIndex samples, boolean restart) {
        Checks.require(samples.size() >= 1, "embeddings file needs at least one row", samples.size());
        NativeHdf5.require(file);
        new FinalFile(file, spec, samples).requireTexts();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + FileTrouble.reason(file, e), e);
        }
        OpenParts.Claim claim = OpenParts.claim(partOf(file));
        try {
            RowJournal journal = RowJournal.open(partOf(file), spec, restart);
            return new EmbeddingWriter(file, spec, samples, claim, journal);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    /**
     * Begins a file that holds the rows of a finished one and then more, or continues that.
     *
     * <p>The finished file stays as it is until {@link #finish} replaces it. The rows to be appended are those of
     * {@code more}; the result equals, to the byte, a file that was written with all samples at once. Class names may be added
     * behind those that are there. Labels and ids of the whole file are held in memory; O(file) time.
     *
     * @param file a finished file
     * @param spec must be that of the file
     * @param more the rows to add
     * @throws DataException if the file is missing, has another specification or other classes, or holds one of the ids
     *     already; it is left as it is
     */
    public static EmbeddingWriter extend(Path file, EmbeddingSpec spec, SampleIndex more) {
        try (EmbeddingFile old = EmbeddingFile.open(file)) {
            EmbeddingWriter writer = open(file, spec, ExtendedIndex.of(old, spec, more));
            try {
                while (writer.committed() < old.rows()) {
                    int from = writer.committed();
                    int most = Math.max(1, BLOCK_BYTES / spec.rowBytes());
                    writer.append(old.read(from, (int) Math.min(old.rows(), (long) from + most)));
                }
                return writer;
            } catch (RuntimeException | Error e) {
                writer.close();
                throw e;
            }
        }
    }

    /**
     * Looks at a finished file before it is written again.
     *
     * @return true: the file holds what would be written
     * @throws OtherContentException if the file holds anything else, with everything that differs
     * @throws DataException if the file is unreadable
     */
    public static boolean requireSame(Path file, EmbeddingSpec spec, SampleIndex samples) {
        try (EmbeddingFile there = EmbeddingFile.open(file)) {
            List<String> differences = Comparison.differences(there, spec, samples);
            if (!differences.isEmpty()) {
                throw new OtherContentException(file, "is there already and holds something else", differences);
            }
            return true;
        }
    }

    /** Returns the number of rows that the file will have. */
    public int rows() {
        return places.length;
    }

    /** Returns the number of rows before the first that is missing; the next one to be appended has this index. */
    public int committed() {
        return committed;
    }

    /** Returns the number of rows that are missing. */
    public int missing() {
        return missing;
    }

    /** Returns whether the row of a sample is there. */
    public boolean has(int sample) {
        return places[sample] >= 0;
    }

    /**
     * Writes the rows that follow the first {@link #committed()}. They are safe when this returns.
     *
     * @param block any number of rows [b, d] with b ≤ {@code rows() - committed()}
     * @throws ImprintException if the block does not fit
     * @throws DataException if a row cannot be used, or the disk is full or failing; the file can be continued later
     */
    public void append(FloatMatrix block) {
        Checks.inRange(file + ": rows to append", block.rows(), 0, rows() - committed);
        put(IntStream.range(committed, committed + block.rows()).toArray(), block);
    }

    /**
     * Writes rows of some samples; those that are there already are left as they are. They are safe when this returns.
     *
     * @param which the sample of each row
     * @param block shape [which.length, d]
     * @throws ImprintException if the block does not fit
     * @throws DataException if a row cannot be used, or the disk is full or failing; the file can be continued later
     */
    public void put(int[] which, FloatMatrix block) {
        Checks.require(open, "writer must be open to take rows", file + " closed");
        Checks.require(
                block.cols() == spec.dimension(),
                file + ": rows must have " + spec.dimension() + " elements",
                block.cols());
        Checks.require(block.rows() == which.length, file + ": there must be " + which.length + " rows", block.rows());
        for (int k = 0; k < which.length; k++) {
            int i = which[k];
            problem(block, k).ifPresent(what -> {
                throw new DataException(file + ": embedding of " + samples.id(i) + " " + what);
            });
        }
        int first = journal.index().size();
        int[] placed = new int[which.length];
        Arrays.fill(placed, MISSING);
        int count = 0;
        for (int k = 0; k < which.length; k++) {
            if (!has(which[k])) {
                if (fresh.isFull()) {
                    journal.append(fresh);
                }
                fill(block, k);
                fresh.add(identity(which[k]), spec.inference(which[k], rows()), row);
                placed[k] = first + count++;
            }
        }
        if (!fresh.isEmpty()) {
            journal.append(fresh);
        }
        for (int k = 0; k < which.length; k++) {
            place(which[k], placed[k]);
        }
    }

    /**
     * Returns why a row cannot be used by anybody, as {@link EmbeddingFile#requireUsableRows} would say once it is stored: it
     * has a number that is not finite, or only zeros.
     *
     * @param block shape [b, d]
     * @param i the row, in [0, b)
     */
    public Optional<String> problem(FloatMatrix block, int i) {
        return RowProblem.of(block, i, spec.precision());
    }

    private void fill(FloatMatrix block, int i) {
        row.clear();
        int from = block.offset(i);
        for (int j = 0; j < block.cols(); j++) {
            if (spec.precision() == Precision.FLOAT32) {
                row.putFloat(block.data()[from + j]);
            } else {
                row.putShort(Half.of(block.data()[from + j]));
            }
        }
        row.flip();
    }

    /**
     * Makes the file from its rows, closes it and gives it its final name, replacing a file that has it.
     *
     * @throws IllegalStateException if rows are missing
     * @throws DataException if the disk is full or failing, in which case the rows wait for another try, or if all rows are
     *     equal
     */
    public void finish() {
        if (!open || missing > 0) {
            throw new IllegalStateException(
                    file + ": an open writer must have " + rows() + " rows to be finished, had " + (rows() - missing));
        }
        FinalFile whole = new FinalFile(file, spec, samples);
        try {
            AtomicFile.write(file, temporary -> whole.write(temporary, this::read));
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
        journal.delete();
        close();
    }

    private void read(int from, int to, ByteBuffer out) {
        for (int i = from; i < to; ) {
            int run = 1;
            while (i + run < to && places[i + run] == places[i] + run) {
                run++;
            }
            journal.copy(places[i], run, out);
            i += run;
        }
    }

    /**
     * Closes the file; unless it was finished, its rows stay under its {@code .part} name and can be continued. Where there are
     * none, nothing stays.
     */
    @Override
    public void close() {
        if (open) {
            open = false;
            try (journal) {
                if (journal.index().size() == 0) {
                    journal.delete();
                }
            } finally {
                claim.close();
            }
        }
    }
}
