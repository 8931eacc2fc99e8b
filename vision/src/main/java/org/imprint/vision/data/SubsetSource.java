package org.imprint.vision.data;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.vision.image.RgbImage;

/** Some samples of another source, in its order, with its labels or others. */
public final class SubsetSource implements SampleSource {

    /** Stands for the new label of a class that is left out. */
    static final int ABSENT = -1;

    private final SampleSource source;
    private final String name;
    private final int[] rows;
    private final List<String> classNames;
    private final int[] newLabels;
    private final boolean owning;
    private final LeftOut more;

    /** Keeps all classes; closing the subset leaves the source open. */
    SubsetSource(SampleSource source, int[] rows) {
        this(source, source.name(), rows, source.classNames(), every(source), false, LeftOut.NOTHING);
    }

    private static int[] every(SampleSource source) {
        return IntStream.range(0, source.classNames().size()).toArray();
    }

    /** Returns some samples of a source, with all of its classes; closing it leaves the source open. */
    public static SubsetSource of(SampleSource source, int[] rows) {
        return new SubsetSource(source, rows.clone());
    }

    /**
     * Returns one of several parts of a source: the samples of each class are dealt out in turn. Closing it leaves the source open.
     *
     * @param part in [0, parts)
     */
    public static SubsetSource dealt(SampleSource source, int part, int parts) {
        Checks.inRange("part", part, 0, parts - 1);
        int[] seen = new int[source.classNames().size()];
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> seen[source.label(i)]++ % parts == part)
                .toArray();
        String name = source.name() + ", part " + (part + 1) + " of " + parts;
        return new SubsetSource(source, name, rows, source.classNames(), every(source), false, LeftOut.NOTHING);
    }

    /**
     * Returns some samples of a source, with all of its classes, as a source that closes the other with itself.
     *
     * @param more what is left out beside what the other leaves out
     */
    public static SubsetSource owning(SampleSource source, int[] rows, LeftOut more) {
        return new SubsetSource(source, source.name(), rows.clone(), source.classNames(), every(source), true, more);
    }

    /**
     * Numbers the classes anew: label l of the source becomes {@code newLabels[l]}, which is not ABSENT for any of the rows.
     * Closing the subset leaves the source open.
     */
    SubsetSource(SampleSource source, int[] rows, List<String> classNames, int[] newLabels) {
        this(source, source.name(), rows, classNames, newLabels, false, LeftOut.NOTHING);
    }

    private SubsetSource(
            SampleSource source,
            String name,
            int[] rows,
            List<String> classNames,
            int[] newLabels,
            boolean owning,
            LeftOut more) {
        this.source = source;
        this.name = name;
        this.rows = rows;
        this.classNames = List.copyOf(classNames);
        this.newLabels = newLabels;
        this.owning = owning;
        this.more = more;
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
        return new SubsetSource(source, source.name(), rows, classNames, labels, true, LeftOut.NOTHING);
    }

    @Override
    public String name() {
        return name;
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
    public StoredImage stored(int i) {
        return source.stored(rows[i]);
    }

    @Override
    public ContentDigest digest(int i) {
        return source.digest(rows[i]);
    }

    @Override
    public LeftOut leftOut() {
        return source.leftOut().and(more);
    }

    @Override
    public void close() {
        if (owning) {
            source.close();
        }
    }
}
