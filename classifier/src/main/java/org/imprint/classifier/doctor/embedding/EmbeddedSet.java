package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.classifier.doctor.DigestedImage;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.Checks;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Images of known classes with their embeddings, class by class.
 *
 * <p>Of equal images of one class the first counts, as in a fit. Rows that are zero or not finite are told of apart. Immutable.
 */
public final class EmbeddedSet {

    private final List<DigestedImage> images;
    private final FloatMatrix rows;
    private final List<String> classNames;
    private final int[] borders;
    private final List<Subject> useless;

    private EmbeddedSet(
            List<DigestedImage> images,
            FloatMatrix rows,
            List<String> classNames,
            int[] borders,
            List<Subject> useless) {
        this.images = images;
        this.rows = rows;
        this.classNames = classNames;
        this.borders = borders;
        this.useless = useless;
    }

    /**
     * Sorts images by class; classes come as they first appear.
     *
     * @param images n of them
     * @param rows their embeddings [n, d]
     */
    public static EmbeddedSet of(List<DigestedImage> images, FloatMatrix rows) {
        Checks.require(images.size() == rows.rows(), "images must be as many as rows, " + rows.rows(), images.size());
        Map<String, List<Integer>> classes = new LinkedHashMap<>();
        Set<DigestedImage> seen = new HashSet<>();
        List<Subject> useless = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            DigestedImage image = images.get(i);
            String name = image.subject().className();
            if (rows.firstNonFinite(i) >= 0 || isZero(rows, i)) {
                useless.add(image.subject());
            } else if (seen.add(new DigestedImage(new Subject("", name, 0, Subject.Side.TRAIN), image.digest()))) {
                classes.computeIfAbsent(name, c -> new ArrayList<>()).add(i);
            }
        }
        int[] order =
                classes.values().stream().flatMap(List::stream).mapToInt(i -> i).toArray();
        int[] borders = new int[classes.size() + 1];
        int c = 0;
        for (List<Integer> ofClass : classes.values()) {
            borders[c + 1] = borders[c] + ofClass.size();
            c++;
        }
        boolean sorted =
                order.length == rows.rows() && IntStream.range(0, order.length).allMatch(i -> order[i] == i);
        return new EmbeddedSet(
                IntStream.of(order).mapToObj(images::get).toList(),
                sorted ? rows : rows.select(order),
                List.copyOf(classes.keySet()),
                borders,
                List.copyOf(useless));
    }

    private static boolean isZero(FloatMatrix rows, int i) {
        for (int j = 0; j < rows.cols(); j++) {
            if (rows.get(i, j) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the set with others told of apart as well, such as images whose embedding was refused before. */
    public EmbeddedSet withUseless(List<Subject> others) {
        List<Subject> all = new ArrayList<>(useless);
        all.addAll(others);
        return new EmbeddedSet(images, rows, classNames, borders, List.copyOf(all));
    }

    /** Returns n, the number of images that count. */
    int size() {
        return images.size();
    }

    /** Returns the embeddings [n, d], class by class. */
    FloatMatrix rows() {
        return rows;
    }

    Subject subject(int i) {
        return images.get(i).subject();
    }

    DigestedImage image(int i) {
        return images.get(i);
    }

    List<String> classNames() {
        return classNames;
    }

    int classes() {
        return classNames.size();
    }

    /** Returns the first row of class c; that of class C is n. */
    int first(int c) {
        return borders[c];
    }

    int sizeOf(int c) {
        return borders[c + 1] - borders[c];
    }

    /** Returns the class of each row, in [0, C). */
    int[] labels() {
        return IntStream.range(0, classes())
                .flatMap(c -> IntStream.range(0, sizeOf(c)).map(i -> c))
                .toArray();
    }

    /** Returns those whose embedding is zero or not finite; they are in no class. */
    List<Subject> useless() {
        return useless;
    }

    /** Returns the rows as a task; nothing is copied. */
    Task task() {
        return Task.of(IntStream.range(0, classes())
                .mapToObj(c -> new ClassRows(c, rows.rows(borders[c], borders[c + 1])))
                .toList());
    }
}
