package org.imprint.vision.dataset.reader;

import java.util.List;
import java.util.function.IntFunction;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** Samples with their labels at hand and a function that makes an image when asked. */
public final class MemorySource implements SampleSource {

    private final String name;
    private final String idPrefix;
    private final int[] labels;
    private final List<String> classNames;
    private final IntFunction<RgbImage> images;

    /**
     * Creates a source whose ids are the prefix, a hash sign and the row.
     *
     * @param name what messages start with
     * @param labels at least one, each in [0, classNames.size()); not copied
     * @param images makes the image of a row; called by several threads at once
     * @throws DataException if a label is out of range or there is none
     */
    public MemorySource(
            String name, String idPrefix, int[] labels, List<String> classNames, IntFunction<RgbImage> images) {
        this.name = name;
        this.idPrefix = idPrefix;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        this.images = images;
        check();
    }

    private void check() {
        if (labels.length == 0) {
            throw new DataException(name + ": must hold at least one image, was 0");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new DataException(name + ": label of row " + i + " must be in [0, " + (classNames.size() - 1)
                        + "], was " + labels[i]);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public String id(int i) {
        return idPrefix + "#" + i;
    }

    @Override
    public RgbImage image(int i) {
        return images.apply(i);
    }
}
