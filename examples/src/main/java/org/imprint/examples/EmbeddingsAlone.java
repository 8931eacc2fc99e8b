package org.imprint.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.core.matrix.FloatMatrix;

/** Classes of texts, sounds or anything else that has embeddings: no images, no ONNX Runtime. */
public final class EmbeddingsAlone {

    private EmbeddingsAlone() {}

    /** Prints the class of one embedding. */
    public static void main(String[] args) {
        System.out.println(answer());
    }

    /** Fits two classes of three-dimensional embeddings, learns a third, and asks. */
    static String answer() {
        Map<String, FloatMatrix> sounds = new LinkedHashMap<>();
        sounds.put("door", FloatMatrix.ofRows(new float[] {0.9f, 0.1f, 0}, new float[] {0.8f, 0, 0.1f}));
        sounds.put("dog", FloatMatrix.ofRows(new float[] {0, 0.7f, 0.2f}, new float[] {0.1f, 0.9f, 0}));
        EmbeddingClassifier classifier = EmbeddingClassifier.fit(sounds);

        classifier.learn("rain", FloatMatrix.ofRows(new float[] {0, 0.1f, 0.8f}));
        return classifier.predict(new float[] {0.1f, 0.2f, 0.9f}).label();
    }
}
