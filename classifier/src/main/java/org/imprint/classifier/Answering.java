package org.imprint.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.head.Answers;
import org.imprint.core.head.ScoredAnswers;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Asks the head of a state and makes predictions from what it says. */
final class Answering {

    /** Of so few queries the scores of all classes cost little more than the answers. */
    private static final int FEW = 16;
    /** How many queries get the scores of all classes at once. */
    private static final int TOGETHER = 1024;

    private Answering() {}

    static List<Prediction> predict(ClassifierState state, FloatMatrix queries, Parallel parallel) {
        List<Prediction> predictions = new ArrayList<>();
        if (queries.rows() <= FEW) {
            FloatMatrix own = queries.copy();
            ScoredAnswers scored = state.head().scored(own, parallel);
            Spread spread = Spread.known(state.head(), scored.classScores(), state.calibration());
            add(state, own, 0, own.rows(), scored.answers(), spread, predictions);
            return predictions;
        }
        Answers answers = state.head().answer(queries, parallel);
        for (int from = 0; from < queries.rows(); from += TOGETHER) {
            int to = Math.min(queries.rows(), from + TOGETHER);
            FloatMatrix own = queries.rows(from, to).copy();
            add(
                    state,
                    own,
                    from,
                    to,
                    answers,
                    Spread.later(state.head(), own, parallel, state.calibration()),
                    predictions);
        }
        return predictions;
    }

    /** Adds the answers of queries {@code from} to {@code to}. @param own these queries, which nobody else can write to */
    private static void add(
            ClassifierState state,
            FloatMatrix own,
            int from,
            int to,
            Answers answers,
            Spread spread,
            List<Prediction> predictions) {
        for (int i = from; i < to; i++) {
            int best = answers.classIndex(i);
            double score = (float) answers.score(i); // as among the scores of all
            Optional<Threshold> threshold = state.classes().get(best).threshold();
            boolean unknown = threshold.isPresent() && score < threshold.get().value();
            predictions.add(
                    new Prediction(state, own.rows(i - from, i - from + 1), best, score, spread, i - from, unknown));
        }
    }
}
