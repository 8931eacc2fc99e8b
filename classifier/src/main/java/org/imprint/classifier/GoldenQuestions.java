package org.imprint.classifier;

import java.util.List;
import org.imprint.classifier.export.GoldenInputs;
import org.imprint.classifier.file.GoldenAnswers;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;

/** Asks a classifier about drawn images, none of which is an example, so that its file can prove itself elsewhere. */
public final class GoldenQuestions {

    private GoldenQuestions() {}

    /** Returns the questions of a classifier with its answers. @param backbone embeds them */
    public static GoldenAnswers answered(EmbeddingClassifier classifier, Backbone backbone) {
        if (classifier.state().isEmpty()) {
            return GoldenAnswers.none();
        }
        List<byte[]> images = GoldenInputs.pictures();
        List<FloatMatrix> rows = images.stream()
                .map(png -> ImageDecoder.decode("golden image", png, Orientation.AS_STORED))
                .map(image -> backbone.embed(List.of(image)))
                .toList();
        return answered(images, FloatMatrix.concat(rows), classifier);
    }

    /** Returns the same questions with the answers that a classifier gives now; no backbone is needed. */
    public static GoldenAnswers askedAgain(GoldenAnswers there, EmbeddingClassifier classifier) {
        return there.size() == 0 || classifier.state().isEmpty()
                ? there
                : answered(there.images(), there.embeddings(), classifier);
    }

    private static GoldenAnswers answered(List<byte[]> images, FloatMatrix rows, EmbeddingClassifier classifier) {
        List<Prediction> answers = classifier.predict(rows);
        return GoldenAnswers.of(
                images,
                rows,
                answers.stream().map(Prediction::label).toList(),
                answers.stream().map(Prediction::score).toList());
    }
}
