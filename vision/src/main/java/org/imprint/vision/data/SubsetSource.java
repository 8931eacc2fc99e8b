package org.imprint.vision.data;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.image.RgbImage;

/** Some samples of another source, in its order, with its labels or others. */
public final class SubsetSource implements SampleSource {

    /** Stands for the new label of a class that is left out. */
    static final int ABSENT = -1;

    private final SampleSource source;
    private final int[] rows;
    private final List<String> classNames;
    private final int[] newLabels;
    private final boolean owning;

    /** Keeps all classes; closing the subset leaves the source open. */
    SubsetSource(SampleSource source, int[] rows) {
        this(
                source,
                rows,
                source.classNames(),
                IntStream.range(0, source.classNames().size()).toArray(),
                false);
    }

    /** Returns some samples of a source, with all of its classes; closing it leaves the source open. */
    public static SubsetSource of(SampleSource source, int[] rows) {
        return new SubsetSource(source, rows.clone());
    }

    /**
     * Numbers the classes anew: label l of the source becomes {@code newLabels[l]}, which is not ABSENT for any of the rows.
     * Closing the subset leaves the source open.
     */
    SubsetSource(SampleSource source, int[] rows, List<String> classNames, int[] newLabels) {
        this(source, rows, classNames, newLabels, false);
    }

    private SubsetSource(SampleSource source, int[] rows, List<String> classNames, int[] newLabels, boolean owning) {
        this.source = source;
        this.rows = rows;
        this.classNames = List.copyOf(classNames);
        this.newLabels = newLabels;
        this.owning = owning;
    }

    /**
     * Returns the samples whose label has a new one, as a source that closes the other with itself.
     *
     * @param newLabels label l of the source becomes {@code newLabels[l]}; −1 leaves its samples out
     * @param classNames names of the new labels
     * @throws DataException if no sample is left: {@code NAME: what}
     */
    public static SubsetSource owning(SampleSource source, int[] newLabels, List<String> classNames, String what) {
        int[] labels = newLabels.clone();
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> labels[source.label(i)] != ABSENT)
                .toArray();
        if (rows.length == 0) {
            throw new DataException(source.name() + ": " + what);
        }
        return new SubsetSource(source, rows, classNames, labels, true);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        return newLabels[source.label(rows[i])];
    }

    @Override
    public String id(int i) {
        return source.id(rows[i]);
    }

    @Override
    public RgbImage image(int i) {
        return source.image(rows[i]);
    }

    @Override
    public IdentifiedImage identified(int i) {
        return source.identified(rows[i]);
    }

    @Override
    public ContentDigest digest(int i) {
        return source.digest(rows[i]);
    }

    @Override
    public LeftOut leftOut() {
        return source.leftOut();
    }

    @Override
    public void close() {
        if (owning) {
            source.close();
        }
    }
}
