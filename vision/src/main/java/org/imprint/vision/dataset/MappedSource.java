package org.imprint.vision.dataset;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** Another source with its labels renamed; labels that map to −1 are left out. Closing it closes the other. */
public final class MappedSource implements SampleSource {

    private final SampleSource source;
    private final int[] mapping;
    private final List<String> classNames;
    private final int[] rows;

    private MappedSource(SampleSource source, int[] mapping, List<String> classNames, int[] rows) {
        this.source = source;
        this.mapping = mapping;
        this.classNames = classNames;
        this.rows = rows;
    }

    /**
     * Renames labels.
     *
     * @param mapping label l of the source becomes {@code mapping[l]}, in [−1, classNames.size()); one entry per class of the source
     * @throws DataException if no sample is left
     */
    public static MappedSource of(SampleSource source, int[] mapping, List<String> classNames) {
        Checks.require(
                mapping.length == source.classNames().size(),
                "mapping must have one entry for each of the "
                        + source.classNames().size() + " classes",
                mapping.length);
        for (int label : mapping) {
            Checks.inRange("mapped label", label, -1, classNames.size() - 1);
        }
        int[] copy = mapping.clone();
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> copy[source.label(i)] >= 0)
                .toArray();
        if (rows.length == 0) {
            throw new DataException(source.name() + ": no image is left after mapping the labels");
        }
        return new MappedSource(source, copy, List.copyOf(classNames), rows);
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
        return mapping[source.label(rows[i])];
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
    public void close() {
        source.close();
    }
}
