package org.imprint.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.head.Answers;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Asks the head of a state and makes predictions from what it says. */
final class Answering {

    private Answering() {}

    static List<Prediction> predict(ClassifierState state, FloatMatrix queries, Parallel parallel) {
        Head head = state.head();
        Answers answers = head.answer(queries, parallel);
        FloatMatrix scores = head.classScores(queries, parallel);
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < queries.rows(); i++) {
            float[] own = scores.row(i);
            int best = answers.classIndex(i);
            OptionalDouble threshold = state.classes().get(best).threshold();
            boolean unknown = threshold.isPresent() && own[best] < threshold.getAsDouble();
            predictions.add(new Prediction(
                    state, queries.row(i), best, own, state.temperature().probabilities(own), unknown));
        }
        return predictions;
    }
}
