package org.imprint.vision.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.store.hdf5.FloatLayout;
import org.imprint.vision.store.hdf5.Hdf5Reader;
import org.imprint.vision.store.hdf5.Hdf5Table;

/**
 * An embeddings file open for reading: n rows of d numbers, and a label for each.
 *
 * <p>Reads what {@link EmbeddingWriter} writes, what the published code writes (no ids, names or provenance), and files of
 * either kind that h5py has grown, compressed or rewritten. {@code embeddings} may be float16, bfloat16, float32 or float64
 * (rounded to float) in either byte order, {@code labels} any integer, enumerated or boolean type whose values fit in 32 bits.
 * Elements that were never written are refused. Rows are read when asked for: n·d may be larger than memory. Pure Java; methods may be called from several threads.
 *
 * <p>Everything wrong with a file is a {@link DataException} that begins with its path.
 */
public final class EmbeddingFile implements AutoCloseable {

    private static final int BLOCK_FLOATS = 1 << 20;

    private final Path path;
    private final Hdf5Reader in;
    private final Hdf5Table embeddings;
    private final FloatLayout layout;
    private final int[] labels;
    private final List<String> labelNames;

    private EmbeddingFile(Path path, Hdf5Reader in) {
        this.path = path;
        this.in = in;
        this.embeddings = in.matrix(WireNames.EMBEDDINGS);
        this.layout = in.layout(embeddings);
        Hdf5Table given = in.vector(WireNames.LABELS);
        if (given.rows() != embeddings.rows()) {
            throw new DataException(path + ": labels must have one element per row of embeddings (" + embeddings.rows()
                    + "), had " + given.rows());
        }
        this.labels = in.integers(given);
        requireLabels();
        this.labelNames = given.enumeration();
    }

    private void requireLabels() {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new DataException(path + ": labels[" + i + "] must be ≥ 0, was " + labels[i]);
            }
        }
    }

    /**
     * Opens a file and reads its labels.
     *
     * @throws DataException if it is missing, not HDF5, cut off, not finished, or not a file of embeddings
     */
    public static EmbeddingFile open(Path file) {
        EmbeddingFile opened = openUnfinished(file);
        if (opened.in.number(WireNames.COMPLETE).orElse(1L) != 1) {
            opened.close();
            throw new DataException(file + ": is not finished: it has " + opened.committedRows() + " of "
                    + opened.rows() + " rows; continue the run that writes it");
        }
        return opened;
    }

    /** Opens a file that may lack rows, as those of earlier versions could. */
    private static EmbeddingFile openUnfinished(Path file) {
        if (JournalHeader.begins(file)) {
            throw new DataException(
                    file + ": holds the rows of a file that is not finished; continue the run that writes it");
        }
        Hdf5Reader in = Hdf5Reader.open(file);
        try {
            return new EmbeddingFile(file, in);
        } catch (RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns the number of rows, n ≥ 1. */
    public int rows() {
        return embeddings.rows();
    }

    /** Returns the length of a row, d ≥ 1. */
    public int dimension() {
        return embeddings.cols();
    }

    /** Returns how the numbers are stored; anything but IEEE float16 counts as float32, which it is read as. */
    public Precision precision() {
        boolean half = layout.isIeee() && layout.bytes() == Precision.FLOAT16.bytes();
        return half ? Precision.FLOAT16 : Precision.FLOAT32;
    }

    /** Returns a copy of the labels, one per row. */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Returns the class names, label l belonging to element l; those of the labels' enumeration, if they are one; empty if the
     * file has none.
     *
     * @throws DataException if there are names, but not for every label
     */
    public List<String> classNames() {
        List<String> names = in.has(WireNames.CLASS_NAMES) ? in.strings(in.vector(WireNames.CLASS_NAMES)) : labelNames;
        for (int i = 0; i < labels.length && !names.isEmpty(); i++) {
            if (labels[i] >= names.size()) {
                throw new DataException(path + ": labels[" + i + "] must be in [0, " + (names.size() - 1) + "], was "
                        + labels[i] + ": class_names has " + names.size()
                        + " elements, and label l is called by element "
                        + "l; where labels begin at 1, put an empty name first");
            }
        }
        return names;
    }

    /**
     * Returns the ids of rows [from, to).
     *
     * <p>Rows without an id are called {@code row 0}, {@code row 1}, …: all of them if the file has no ids, those at the end
     * if somebody has added rows to it.
     *
     * @throws ImprintException if the rows do not lie in [0, n]
     */
    public List<String> sampleIds(int from, int to) {
        checkRows(from, to);
        List<String> ids = new ArrayList<>();
        if (in.has(WireNames.SAMPLE_IDS)) {
            Hdf5Table given = in.vector(WireNames.SAMPLE_IDS);
            if (given.rows() > rows()) {
                throw new DataException(path + ": sample_ids must have at most one element per row of embeddings ("
                        + rows() + "), had " + given.rows());
            }
            ids.addAll(in.strings(given, Math.min(from, given.rows()), Math.min(to, given.rows())));
        }
        for (int i = from + ids.size(); i < to; i++) {
            ids.add("row " + i);
        }
        return ids;
    }

    /**
     * Returns the SHA-256 of the content of the images of rows [from, to); none at all if the file does not know them, or does
     * not know them of every row.
     *
     * <p>What belongs to an image file is the digest of its bytes, and to an image of an archive of pixels, such as MNIST's, that
     * of its size and pixels.
     *
     * @throws ImprintException if the rows do not lie in [0, n]
     * @throws DataException if they are no digests
     */
    public List<ContentDigest> sampleDigests(int from, int to) {
        checkRows(from, to);
        if (!in.has(WireNames.SAMPLE_DIGESTS)
                || in.vector(WireNames.SAMPLE_DIGESTS).rows() != rows()) {
            return List.of();
        }
        List<ContentDigest> digests = new ArrayList<>();
        for (String hex : in.strings(in.vector(WireNames.SAMPLE_DIGESTS), from, to)) {
            if (!hex.matches("[0-9a-f]{64}")) {
                throw new DataException(path + ": sample_digests must be 64 hexadecimal digits each, was " + hex);
            }
            digests.add(ContentDigest.ofHex(hex));
        }
        return digests;
    }

    /**
     * Returns what was not embedded when the file was written; nothing for files that do not say.
     *
     * @throws DataException if what the file says cannot be understood
     */
    public LeftOut leftOut() {
        if (!in.has(WireNames.LEFT_OUT_ITEMS)) {
            return LeftOut.NOTHING;
        }
        List<String> lines = in.strings(in.vector(WireNames.LEFT_OUT_ITEMS));
        try {
            return new LeftOut(lines.stream().map(LeftOut.Item::parse).toList());
        } catch (ImprintException e) {
            throw new DataException(path + ": " + WireNames.LEFT_OUT_ITEMS + ": " + e.getMessage(), e);
        }
    }

    /** Returns where the numbers come from; empty for files that others wrote. */
    public Optional<Provenance> provenance() {
        return WireProvenance.read(in);
    }

    /**
     * Returns the name of the backbone that made the rows: as the provenance says, or by the place of the file, see
     * {@link EmbeddingPath}; empty if neither is known.
     */
    public Optional<String> backbone() {
        return provenance()
                .map(Provenance::backbone)
                .or(() -> EmbeddingPath.of(path).map(EmbeddingPath::backbone));
    }

    /** Returns the ridge λ of the file's backbone, if the file states one. */
    public OptionalDouble lambda() {
        return WireProvenance.isOurs(in) ? WireProvenance.lambda(in) : OptionalDouble.empty();
    }

    /** Returns how many rows are in the file for good; all of them unless it is unfinished. */
    private int committedRows() {
        long committed = in.number(WireNames.COMMITTED_ROWS).orElse((long) rows());
        if (committed < 0 || committed > rows()) {
            throw new DataException(path + ": committed_rows must be in [0, " + rows() + "], was " + committed);
        }
        return (int) committed;
    }

    /**
     * Reads rows [from, to) into a new matrix.
     *
     * @return shape [to - from, d]
     * @throws ImprintException if the rows do not lie in [0, n] or do not fit into one matrix
     */
    public FloatMatrix read(int from, int to) {
        checkRows(from, to);
        return in.floats(embeddings, from, to);
    }

    /** Reads all rows into a new matrix [n, d]; n·d must be below 2³¹. */
    public FloatMatrix readAll() {
        return read(0, rows());
    }

    /**
     * Reads the file once from front to back in blocks of about 4 MiB.
     *
     * @param visitor is given each block with the index of its first row
     */
    public void forEachBlock(BlockVisitor visitor) {
        forEachBlock(Math.max(1, BLOCK_FLOATS / dimension()), visitor);
    }

    /**
     * Reads the file once from front to back.
     *
     * @param blockRows rows of each block but the last, ≥ 1
     * @param visitor is given each block with the index of its first row
     */
    public void forEachBlock(int blockRows, BlockVisitor visitor) {
        Checks.inRange("block rows", blockRows, 1, Integer.MAX_VALUE);
        for (int from = 0; from < rows(); from += Math.min(blockRows, rows() - from)) {
            visitor.visit(from, read(from, from + Math.min(blockRows, rows() - from)));
        }
    }

    /**
     * Reads all rows and throws unless each can be normalised: every number finite, and not all of them zero.
     *
     * @throws DataException naming the file, the first such row, its id and what is wrong with it
     */
    public void requireUsableRows() {
        forEachBlock(this::requireUsable);
    }

    /**
     * Reads all rows into a new matrix [n, d], once, and throws unless each can be normalised.
     *
     * @throws DataException as {@link #requireUsableRows}
     */
    public FloatMatrix readUsable() {
        FloatMatrix all = readAll();
        requireUsable(0, all);
        return all;
    }

    private void requireUsable(int first, FloatMatrix block) {
        for (int i = 0; i < block.rows(); i++) {
            Optional<String> problem = RowProblem.of(block, i, Precision.FLOAT32);
            if (problem.isPresent()) {
                int row = first + i;
                throw new DataException(
                        path + ": row " + row + " (" + sampleIds(row, row + 1).get(0) + ") " + problem.get());
            }
        }
    }

    private void checkRows(int from, int to) {
        if (from < 0 || from > to || to > rows()) {
            throw new ImprintException(path + ": rows must lie in [0, " + rows() + "], was [" + from + ", " + to + ")");
        }
    }

    /** Closes the file. */
    @Override
    public void close() {
        in.close();
    }

    /** Is given a file's rows block by block. */
    @FunctionalInterface
    public interface BlockVisitor {
        /**
         * Takes one block.
         *
         * @param firstRow index of the block's first row in the file
         * @param block shape [b, d]; a new matrix, the visitor's to keep
         */
        void visit(int firstRow, FloatMatrix block);
    }
}
