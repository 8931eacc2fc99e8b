package org.imprint.classifier.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.GoldenAnswers;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.text.Digits;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.imprint.vision.image.RgbImage;

/**
 * Proves that a classifier's file answers here, with the backbone and runtime of this machine, as it did where it was written.
 *
 * <p>The file carries a few drawn images with their embeddings and answers; none is of an example. An embedding may differ by 5·10⁻⁴ of
 * its length, and a score by 5·10⁻⁴ of the larger of 1 and its magnitude; a class by none.
 */
public final class FileProof {

    private static final double TOLERANCE = 5e-4;

    private FileProof() {}

    private static RgbImage image(byte[] png, int i) {
        return ImageDecoder.decode(name(i), png, Orientation.AS_STORED);
    }

    private static String name(int i) {
        return "golden image " + i;
    }

    /**
     * Asks a file what it carries, and reads all that it keeps, so that each checksum is looked at.
     *
     * @param file where the contents were read from
     * @param classifier of these contents
     * @param backbone to be proven with it
     * @throws org.imprint.core.ImprintException if a part of the file is damaged
     */
    public static Verdict of(
            Path file, ClassifierContents contents, EmbeddingClassifier classifier, Backbone backbone) {
        contents.state().classes().stream().map(LearnedClass::examples).forEach(ExampleSet::rows);
        contents.thumbnails().digests().forEach(d -> contents.thumbnails().find(d));
        GoldenAnswers golden = contents.golden();
        List<Difference> differences = new ArrayList<>();
        if (golden.size() == 0) {
            differences.add(new Difference(Aspect.FAILED, "the file must carry golden answers, but has none"));
        }
        int agreeing = 0;
        double largest = 0;
        Optional<String> worst = Optional.empty();
        for (int i = 0; i < golden.size(); i++) {
            float[] here =
                    backbone.embed(List.of(image(golden.images().get(i), i))).row(0);
            double moved = moved(golden.embeddings().row(i), here);
            if (!(moved <= TOLERANCE)) {
                differences.add(new Difference(
                        Aspect.BACKBONE,
                        "embedding of " + name(i) + " must be the same, was " + Digits.fixed(moved, 4)
                                + " of its length away"));
            }
            Prediction answer = classifier.predict(here);
            double difference = Math.abs(answer.score() - golden.scores().get(i));
            if (worst.isEmpty() || difference > largest) {
                largest = difference;
                worst = Optional.of(name(i));
            }
            agreeing += answer.label().equals(golden.labels().get(i)) ? 1 : 0;
            compare(golden, i, answer, differences);
        }
        return new Verdict(file, golden.size(), agreeing, largest, worst, firstOfEach(differences));
    }

    private static void compare(GoldenAnswers golden, int i, Prediction answer, List<Difference> differences) {
        double right = golden.scores().get(i);
        boolean isNear = Math.abs(answer.score() - right) <= TOLERANCE * Math.max(1, Math.abs(right));
        if (!isNear) {
            differences.add(new Difference(
                    Aspect.SCORES,
                    name(i) + " must have the score " + Digits.fixed(right, 5) + ", was "
                            + Digits.fixed(answer.score(), 5)));
        }
        if (!isNear && !answer.label().equals(golden.labels().get(i))) {
            differences.add(new Difference(
                    Aspect.LABEL,
                    name(i) + " must be " + Words.name(golden.labels().get(i)) + ", was "
                            + Words.name(answer.label())));
        }
    }

    /** Returns ‖a − b‖ / ‖a‖. */
    private static double moved(float[] a, float[] b) {
        double squares = 0;
        double length = 0;
        for (int j = 0; j < a.length; j++) {
            squares += ((double) a[j] - b[j]) * ((double) a[j] - b[j]);
            length += (double) a[j] * a[j];
        }
        return Math.sqrt(squares / length);
    }

    private static List<Difference> firstOfEach(List<Difference> all) {
        List<Difference> first = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            all.stream().filter(d -> d.aspect() == aspect).findFirst().ifPresent(first::add);
        }
        return first;
    }
}
