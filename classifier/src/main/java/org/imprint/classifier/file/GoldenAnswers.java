package org.imprint.classifier.file;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Questions with the answers that they had when the file was written, by which it can prove itself on another machine.
 *
 * <p>Immutable; may be shared by threads. Arrays are shared and not to be written to.
 */
public final class GoldenAnswers {

    /** How many there are at most. */
    public static final int MAX_COUNT = 256;

    static final int MAX_IMAGE = 1 << 24;
    private static final GoldenAnswers NONE =
            new GoldenAnswers(List.of(), FloatMatrix.zeros(0, 1), List.of(), List.of());

    private final List<byte[]> images;
    private final FloatMatrix embeddings;
    private final List<String> labels;
    private final List<Double> scores;

    private GoldenAnswers(List<byte[]> images, FloatMatrix embeddings, List<String> labels, List<Double> scores) {
        this.images = List.copyOf(images);
        this.embeddings = embeddings;
        this.labels = List.copyOf(labels);
        this.scores = List.copyOf(scores);
    }

    /** Returns no answers. */
    public static GoldenAnswers none() {
        return NONE;
    }

    /**
     * Returns answers.
     *
     * @param images bytes of an image file each; empty where the question is an embedding alone
     * @param embeddings [g, d], that of each image
     * @param labels the class that was answered to each
     * @param scores the score of that class
     */
    public static GoldenAnswers of(
            List<byte[]> images, FloatMatrix embeddings, List<String> labels, List<Double> scores) {
        int g = Checks.inRange("number of golden answers", images.size(), 0, MAX_COUNT);
        Checks.require(embeddings.rows() == g, "golden embeddings must be as many as images, " + g, embeddings.rows());
        Checks.require(labels.size() == g, "golden labels must be as many as images, " + g, labels.size());
        Checks.require(scores.size() == g, "golden scores must be as many as images, " + g, scores.size());
        images.forEach(i -> Checks.inRange("bytes of a golden image", i.length, 0, MAX_IMAGE));
        return g == 0 ? NONE : new GoldenAnswers(images, embeddings, labels, scores);
    }

    /** Returns g. */
    public int size() {
        return images.size();
    }

    /** Returns the bytes of the image files, empty where there is none. */
    public List<byte[]> images() {
        return images;
    }

    /** Returns the embeddings [g, d]. */
    public FloatMatrix embeddings() {
        return embeddings;
    }

    /** Returns the class that was answered to each. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the score of that class. */
    public List<Double> scores() {
        return scores;
    }
}
