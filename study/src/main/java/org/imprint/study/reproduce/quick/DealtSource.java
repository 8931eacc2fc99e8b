package org.imprint.study.reproduce.quick;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** One of several parts of a source: the samples of each class are dealt out in turn. Closing it does not close the source. */
final class DealtSource implements SampleSource {

    private final SampleSource source;
    private final int[] rows;
    private final String name;

    /**
     * Creates a part.
     *
     * @param part in [0, parts)
     */
    DealtSource(SampleSource source, int part, int parts) {
        int[] seen = new int[source.classNames().size()];
        this.source = source;
        this.name = source.name() + ", part " + (part + 1) + " of " + parts;
        this.rows = IntStream.range(0, source.size())
                .filter(i -> seen[source.label(i)]++ % parts == part)
                .toArray();
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
        return source.classNames();
    }

    @Override
    public int label(int i) {
        return source.label(rows[i]);
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
}
