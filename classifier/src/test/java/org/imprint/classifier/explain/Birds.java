package org.imprint.classifier.explain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.UnknownPredictions;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;

/** A classifier of made-up embeddings, with a made-up picture for each: every class has a colour. */
final class Birds {

    /** What classes, files and titles may be called by somebody who means harm. */
    static final String EVIL =
            "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>\"'&{{style}}";

    static final String RIGHT_TO_LEFT = "\u0645\u0627\u0644\u0643 \u0627\u0644\u062d\u0632\u064a\u0646";

    static final int PER_CLASS = 24;
    private static final int D = 48;

    private final EmbeddingClassifier classifier;
    private final List<String> classes;

    Birds(String... classes) {
        this(FitOptions.standard(), classes);
    }

    Birds(FitOptions options, String... classes) {
        this.classifier = EmbeddingClassifier.empty(D, options, Parallel.serial(), Clock.systemUTC());
        this.classes = List.of(classes);
        for (int c = 0; c < classes.length; c++) {
            float[][] rows = new float[PER_CLASS][];
            List<Example> examples = new ArrayList<>();
            for (int i = 0; i < PER_CLASS; i++) {
                rows[i] = point(c, c, i);
                examples.add(new Example(
                        classes[c] + "/" + i + ".png", "birds", ContentDigest.of(new byte[] {(byte) c, (byte) i})));
            }
            classifier.learn(classes[c], examples, FloatMatrix.ofRows(rows));
        }
    }

    /** Returns a point between the centres of two classes. */
    private static float[] point(int a, int b, int i) {
        SplittableRandom noise = new SplittableRandom(1000L * a + i);
        float[] x = new float[D];
        for (int j = 0; j < D; j++) {
            x[j] = (float) ((j == a ? 1 : 0) + (j == b ? 0.8 : 0) + noise.nextDouble(-0.15, 0.15));
        }
        return x;
    }

    EmbeddingClassifier classifier() {
        return classifier;
    }

    /** Returns an image of class {@code truth} that looks most like class {@code like}. */
    ExplainedImage image(String name, int truth, int like) {
        return image(name, classes.get(truth), like, 300 + name.length());
    }

    /** Returns an image of whatever class. */
    ExplainedImage image(String name, String truth, int like, int seed) {
        Prediction prediction = classifier.predict(point(like, like, seed));
        return new ExplainedImage(name, Optional.of(truth), prediction, () -> picture(like, 200, 150));
    }

    /** Returns an image that is taken for none. */
    ExplainedImage unknown(String name, Optional<String> truth, int nearest) {
        Prediction prediction = UnknownPredictions.of(classifier, point(nearest, nearest + 1, 900));
        return new ExplainedImage(name, truth, prediction, () -> picture(nearest, 60, 200));
    }

    /** Returns the PNG or JPEG bytes of an example's picture. */
    Optional<byte[]> thumbnail(Example example) {
        int c = classes.indexOf(example.name().substring(0, example.name().lastIndexOf('/')));
        return Optional.of(Thumbnail.encode(picture(c, 64, 48), 64));
    }

    static RgbImage picture(int c, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (40 * c + 60 * (i % width) / width);
            rgb[3 * i + 1] = (byte) (220 - 30 * c - 60 * (i / width) / height);
            rgb[3 * i + 2] = (byte) (80 + (i % width) % 9 * 8);
        }
        return new RgbImage(width, height, rgb);
    }
}
