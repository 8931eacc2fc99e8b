package org.imprint.vision.data;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.image.RgbImage;

/** Some samples of another source, in its order; it does not own the other. */
final class SubsetSource implements SampleSource {

    /** Stands for the new label of a class that is left out. */
    static final int ABSENT = -1;

    private final SampleSource source;
    private final int[] rows;
    private final List<String> classNames;
    private final int[] newLabels;

    /** Keeps all classes. */
    SubsetSource(SampleSource source, int[] rows) {
        this(
                source,
                rows,
                source.classNames(),
                IntStream.range(0, source.classNames().size()).toArray());
    }

    /** Numbers the classes anew: label l of the source becomes {@code newLabels[l]}, which is not ABSENT for any of the rows. */
    SubsetSource(SampleSource source, int[] rows, List<String> classNames, int[] newLabels) {
        this.source = source;
        this.rows = rows;
        this.classNames = List.copyOf(classNames);
        this.newLabels = newLabels;
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
}
