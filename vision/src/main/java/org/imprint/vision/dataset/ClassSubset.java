package org.imprint.vision.dataset;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** The samples of some classes of another source, in its order and with its labels; closing it closes the other. */
public final class ClassSubset implements SampleSource {

    private final SampleSource source;
    private final int[] rows;

    private ClassSubset(SampleSource source, int[] rows) {
        this.source = source;
        this.rows = rows;
    }

    /**
     * Returns the samples of the wanted classes.
     *
     * @throws DataException if there are none
     */
    public static SampleSource of(SampleSource source, Classes classes) {
        if (classes.isAll()) {
            return source;
        }
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> classes.contains(source.label(i)))
                .toArray();
        if (rows.length == 0) {
            throw new DataException(source.name() + ": holds no image of the wanted classes");
        }
        return rows.length == source.size() ? source : new ClassSubset(source, rows);
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

    @Override
    public void close() {
        source.close();
    }
}
