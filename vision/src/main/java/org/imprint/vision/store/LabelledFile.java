package org.imprint.vision.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;

/** An embeddings file read into memory, with what makes it usable for imprinting checked. */
public final class LabelledFile {

    private final Path path;
    private final FloatMatrix rows;
    private final int[] labels;
    private final List<String> classNames;
    private final List<String> ids;
    private final List<ContentDigest> digests;
    private final Optional<String> backbone;
    private final OptionalDouble lambda;

    private LabelledFile(EmbeddingFile file, FloatMatrix rows) {
        this.path = file.path();
        this.rows = rows;
        this.labels = file.labels();
        this.classNames = file.classNames();
        this.ids = file.sampleIds(0, file.rows());
        this.digests = file.sampleDigests(0, file.rows());
        this.backbone = file.backbone();
        this.lambda = file.lambda();
    }

    /**
     * Reads a file, each row once: what was checked is what is used.
     *
     * @param requireUsable whether zero and non-finite rows are refused
     * @throws DataException if the file cannot be used, naming it and the reason
     */
    public static LabelledFile read(Path path, boolean requireUsable) {
        try (EmbeddingFile file = EmbeddingFile.open(path)) {
            return new LabelledFile(file, requireUsable ? file.readUsable() : file.readAll());
        }
    }

    /** Returns the embeddings, [n, d]. */
    public FloatMatrix rows() {
        return rows;
    }

    /** Returns the id of a row. */
    public String id(int row) {
        return ids.get(row);
    }

    /** Returns the digest of each row's image; none if the file does not know them. */
    public List<ContentDigest> digests() {
        return digests;
    }

    /** Returns which of these test rows are of images that are in {@code train} too. */
    public SharedImages sharedWith(LabelledFile train) {
        return SharedImages.of(train, this);
    }

    /** Returns the name of the backbone that made the rows, if it is known. */
    public Optional<String> backbone() {
        return backbone;
    }

    /** Returns the ridge λ of the backbone that made the rows, if the file states one. */
    public OptionalDouble lambda() {
        return lambda;
    }

    /** Returns the label of each row. */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Returns the labels of the task: all that occur, ascending. A label whose name is empty need not.
     *
     * @throws DataException if a named class has no row
     */
    public int[] taskLabels() {
        int[] occurring = Arrays.stream(labels).distinct().sorted().toArray();
        for (int c = 0; c < classNames.size(); c++) {
            if (Arrays.binarySearch(occurring, c) < 0 && !classNames.get(c).isEmpty()) {
                throw new DataException(
                        path + ": class " + c + " (" + classNames.get(c) + ") must have at least one row, was 0");
            }
        }
        if (occurring.length < 2) {
            throw new DataException(path + ": needs rows of at least 2 classes, was " + occurring.length);
        }
        return occurring;
    }

    /** Returns the name of a label: the file's, or the number itself. */
    public String className(int label) {
        return classNames.isEmpty() ? Integer.toString(label) : classNames.get(label);
    }

    /**
     * Returns the labels of these test rows as class indices of a task.
     *
     * @param train what the task was made from
     * @param taskLabels its labels, ascending
     * @throws DataException if widths or class names differ, or a label is not in the task
     */
    public int[] classIndices(LabelledFile train, int[] taskLabels) {
        if (rows.cols() != train.rows.cols()) {
            throw new DataException(path + ": embeddings must have the " + train.rows.cols() + " columns of "
                    + train.path + ", had " + rows.cols());
        }
        if (!classNames.isEmpty() && !train.classNames.isEmpty() && !classNames.equals(train.classNames)) {
            throw new DataException(path + ": class names must be those of " + train.path + ", " + train.classNames
                    + ", was " + classNames);
        }
        int[] indices = new int[labels.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Arrays.binarySearch(taskLabels, labels[i]);
            if (indices[i] < 0) {
                throw new DataException(path + ": labels[" + i + "] must be a label of " + train.path + ", "
                        + Arrays.toString(taskLabels) + ", was " + labels[i]);
            }
        }
        return indices;
    }
}
