package org.imprint.vision.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/**
 * What is in a source, for people to look at.
 *
 * @param size number of samples
 * @param classes classes in the order of their labels, also those without samples
 * @param firstIds ids of the first samples, at most {@value #FIRST}
 * @param width width of the first image, in pixels
 * @param height height of the first image, in pixels
 */
public record Inspection(int size, List<ClassCount> classes, List<String> firstIds, int width, int height) {

    /** How many ids are given. */
    public static final int FIRST = 5;

    /**
     * One class.
     *
     * @param label its number
     * @param name its name
     * @param samples how many samples it has
     */
    public record ClassCount(int label, String name, int samples) {}

    /** Copies the lists. */
    public Inspection {
        classes = List.copyOf(classes);
        firstIds = List.copyOf(firstIds);
    }

    /** Looks at all labels and decodes the first image. */
    public static Inspection of(SampleSource source) {
        int[] counts = new int[source.classNames().size()];
        for (int i = 0; i < source.size(); i++) {
            counts[source.label(i)]++;
        }
        List<ClassCount> classes = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            classes.add(new ClassCount(label, source.classNames().get(label), counts[label]));
        }
        List<String> ids = IntStream.range(0, Math.min(FIRST, source.size()))
                .mapToObj(source::id)
                .toList();
        RgbImage first = source.image(0);
        return new Inspection(source.size(), classes, ids, first.width(), first.height());
    }
}
