package org.imprint.examples;

import java.nio.file.Path;
import org.imprint.classifier.ImageClassifier;
import org.imprint.vision.backbone.Backbone;

/**
 * One ONNX file that turns the bytes of images into classes, for ONNX Runtime in any language.
 *
 * <pre>
 *   ExportToOnnx backbone.onnx photos birds.onnx
 * </pre>
 */
public final class ExportToOnnx {

    private ExportToOnnx() {}

    /** Takes an ONNX file, a folder with one sub-folder per class, and the file to be. */
    public static void main(String[] args) throws InterruptedException {
        try (Backbone backbone = Backbone.open(Path.of(args[0]))) {
            export(backbone, Path.of(args[1]), Path.of(args[2]));
        }
    }

    /** Fits a classifier and writes it. */
    static void export(Backbone backbone, Path photos, Path onnx) throws InterruptedException {
        ImageClassifier.fit(backbone, photos).export(onnx);
    }
}
