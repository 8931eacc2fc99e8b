package org.imprint.classifier;

import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.calibration.Temperature;
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
            predictions.add(new Prediction(
                    state, queries.row(i), answers.classIndex(i), own, Temperature.ONE.probabilities(own), false));
        }
        return predictions;
    }
}
