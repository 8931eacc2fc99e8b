package org.imprint.vision.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;

/**
 * Writes one embeddings file, block of rows by block of rows, so that it can be stopped at any moment and continued.
 *
 * <p>Labels, ids, names and provenance are written first and every chunk gets its place in the file; after that only
 * numbers change, and {@code committed_rows} behind them. So the process may be killed between any two instructions: the
 * rows below {@code committed_rows} are in the file, and {@link #open} continues there. The file is called
 * {@code NAME.part} until {@link #finish} marks it complete and renames it; a file under its final name is always whole,
 * and one that was there before stays until then.
 *
 * <p>Memory does not depend on n. A writer is used by one thread at a time. Writing needs a native library that exists for
 * Linux, macOS and Windows on x86_64 only.
 */
public final class EmbeddingWriter implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 20;

    private final Path file;
    private final Path part;
    private final EmbeddingSpec spec;
    private final int rows;
    private final OpenParts.Claim claim;
    private final NativeFile out;
    private final ByteBuffer buffer;
    private int committed;
    private boolean open = true;

    private EmbeddingWriter(Path file, EmbeddingSpec spec, int rows, int committed, OpenParts.Claim claim) {
        this.file = file;
        this.part = partOf(file);
        this.spec = spec;
        this.rows = rows;
        this.committed = committed;
        this.claim = claim;
        this.out = NativeFile.open(part);
        this.buffer = NativeFile.direct(Math.max(1, BLOCK_BYTES / rowBytes(spec)) * rowBytes(spec));
    }

    /** Returns whether this machine can write embeddings files; every one can read them. */
    public static boolean isSupported() {
        return NativeHdf5.isThere();
    }

    /** Returns the name under which {@code file} grows: the same with {@code .part} behind it. */
    public static Path partOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Begins a file, or continues one that was begun with the same specification and samples.
     *
     * @param file the final name; missing folders are made
     * @throws DataException if the file cannot be written or another writer of this process has it open, or if a {@code .part}
     *     file is there that was begun differently or is damaged; that file is left as it is
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
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + e, e);
        }
        OpenParts.Claim claim = OpenParts.claim(partOf(file));
        try {
            int committed = beginOrContinue(file, spec, samples, restart);
            return new EmbeddingWriter(file, spec, samples.size(), committed, claim);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private static int beginOrContinue(Path file, EmbeddingSpec spec, SampleIndex samples, boolean restart) {
        Path part = partOf(file);
        if (Files.exists(part)) {
            try {
                return PartFile.committedRows(part, spec, samples);
            } catch (DataException e) {
                if (!restart) {
                    throw e;
                }
            }
        }
        try {
            // Set up under a third name: a file called .part lacks nothing but rows
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            try {
                PartFile.create(draft, spec, samples);
                Files.move(draft, part, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + e, e);
        }
        return 0;
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
                    int most = Math.max(1, BLOCK_BYTES / rowBytes(spec));
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
            List<String> differences = PartFile.differences(there, spec, samples);
            if (!differences.isEmpty()) {
                throw new OtherContentException(file, "is there already and holds something else", differences);
            }
            return true;
        }
    }

    private static int rowBytes(EmbeddingSpec spec) {
        return spec.dimension() * spec.precision().bytes();
    }

    /** Returns the number of rows that the file will have. */
    public int rows() {
        return rows;
    }

    /** Returns the number of rows that are in the file for good; the next one to be appended has this index. */
    public int committed() {
        return committed;
    }

    /**
     * Writes the rows that follow, and commits them.
     *
     * @param block any number of rows [b, d] with b ≤ {@code rows() - committed()}
     * @throws IllegalArgumentException if the block does not fit
     * @throws DataException if the disk is full or failing; the file can be continued later
     */
    public void append(FloatMatrix block) {
        Checks.require(open, "writer must be open to append rows", file + " closed");
        Checks.require(
                block.cols() == spec.dimension(),
                file + ": rows must have " + spec.dimension() + " elements",
                block.cols());
        Checks.inRange(file + ": rows to append", block.rows(), 0, rows - committed);
        int most = buffer.capacity() / rowBytes(spec);
        for (int from = 0; from < block.rows(); from += most) {
            FloatMatrix some = block.rows(from, Math.min(block.rows(), from + most));
            fill(some);
            out.write(Layout.EMBEDDINGS, committed + from, some.rows(), buffer);
        }
        out.flush(); // numbers first, then the count: the count never runs ahead
        out.setNumber(Layout.COMMITTED_ROWS, committed + block.rows());
        out.flush();
        committed += block.rows();
    }

    private void fill(FloatMatrix block) {
        int from = block.offset(0);
        int count = block.rows() * block.cols();
        if (spec.precision() == Precision.FLOAT32) {
            buffer.asFloatBuffer().put(block.data(), from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            buffer.putShort(Short.BYTES * i, Half.of(block.data()[from + i]));
        }
    }

    /**
     * Marks the file complete, closes it and gives it its final name, replacing a file that has it.
     *
     * @throws IllegalStateException if rows are missing
     * @throws DataException if the disk is full or failing
     */
    public void finish() {
        if (!open || committed < rows) {
            throw new IllegalStateException(
                    file + ": an open writer must have " + rows + " rows to be finished, had " + committed);
        }
        out.setNumber(Layout.COMPLETE, 1);
        close();
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true); // the rename must not reach the disk before the rows do
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException(part + ": cannot be renamed to " + file.getFileName() + ": " + e, e);
        }
    }

    /** Closes the file; unless it was finished it stays under its {@code .part} name and can be continued. */
    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                out.close();
            } finally {
                claim.close();
            }
        }
    }
}
