package org.imprint.examples;

import java.nio.file.Path;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.vision.backbone.Backbone;

/**
 * A classifier that says "none of these", and is wrong about that for one of twenty images of its classes.
 *
 * <pre>
 *   UnknownImages backbone.onnx photos new.jpg
 * </pre>
 */
public final class UnknownImages {

    private UnknownImages() {}

    /** Takes an ONNX file, a folder with one sub-folder per class, and an image. */
    public static void main(String[] args) throws InterruptedException {
        try (Backbone backbone = Backbone.open(Path.of(args[0]))) {
            System.out.println(answer(backbone, Path.of(args[1]), Path.of(args[2])));
        }
    }

    /** Returns the class of the image, or which one comes nearest. */
    static String answer(Backbone backbone, Path photos, Path image) throws InterruptedException {
        ImageClassifier classifier =
                ImageClassifier.fit(backbone, photos, FitOptions.standard().rejecting(0.05));
        Prediction prediction = classifier.predict(image);
        return prediction.isUnknown() ? "none of these; nearest is " + prediction.label() : prediction.label();
    }
}
