package org.imprint.vision.data;

import java.util.List;
import org.imprint.vision.image.RgbImage;

/** Some samples of another source, in its order; it does not own the other. */
final class SubsetSource implements SampleSource {

    private final SampleSource source;
    private final int[] rows;

    SubsetSource(SampleSource source, int[] rows) {
        this.source = source;
        this.rows = rows;
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
}
