package org.imprint.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imprint.classifier.ImageClassifier;
import org.imprint.vision.backbone.Backbone;

/**
 * A classifier that answers on several threads while it learns a class on another: each answer is from before or from after.
 *
 * <pre>
 *   LearnWhileServing backbone.onnx photos new-class/crane unseen-crane.jpg
 * </pre>
 */
public final class LearnWhileServing {

    private static final int QUESTIONS = 40;

    private LearnWhileServing() {}

    /** Takes an ONNX file, a folder with one sub-folder per class, a folder of one more class, and an image. */
    public static void main(String[] args) throws Exception {
        try (Backbone backbone = Backbone.open(Path.of(args[0]))) {
            System.out.println(answers(backbone, Path.of(args[1]), Path.of(args[2]), Path.of(args[3])));
        }
    }

    /** Returns the labels in the order in which they were asked for, then that after a lesson was taken back. */
    static List<String> answers(Backbone backbone, Path photos, Path crane, Path image) throws Exception {
        ImageClassifier classifier = ImageClassifier.fit(backbone, photos);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> asked = new ArrayList<>();
            Callable<String> question = () -> classifier.predict(image).label();
            for (int i = 0; i < QUESTIONS; i++) {
                asked.add(readers.submit(question));
                if (i == QUESTIONS / 2) {
                    classifier.learn("crane", crane);
                }
            }
            List<String> labels = new ArrayList<>();
            for (Future<String> answer : asked) {
                labels.add(answer.get());
            }
            classifier.undo();
            labels.add(classifier.predict(image).label());
            return labels;
        } finally {
            readers.shutdown();
        }
    }
}
