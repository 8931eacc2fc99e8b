package org.imprint.examples;

import java.nio.file.Path;
import java.util.Locale;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.vision.backbone.Backbone;

/**
 * From a folder of images per class to the class of one more image.
 *
 * <pre>
 *   FolderToPrediction backbone.onnx photos new.jpg
 * </pre>
 */
public final class FolderToPrediction {

    private FolderToPrediction() {}

    /** Takes an ONNX file with its descriptor beside it, a folder with one sub-folder per class, and an image. */
    public static void main(String[] args) throws InterruptedException {
        try (Backbone backbone = Backbone.open(Path.of(args[0]))) {
            System.out.println(answer(backbone, Path.of(args[1]), Path.of(args[2])));
        }
    }

    /** Returns the class of the image, and how sure the classifier is. */
    static String answer(Backbone backbone, Path photos, Path image) throws InterruptedException {
        ImageClassifier classifier = ImageClassifier.fit(backbone, photos);
        Prediction prediction = classifier.predict(image);
        return String.format(Locale.ROOT, "%s %.2f", prediction.label(), prediction.probability());
    }
}
