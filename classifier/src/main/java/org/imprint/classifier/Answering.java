package org.imprint.classifier;

import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.head.Answers;
import org.imprint.core.head.ScoredAnswers;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Asks the head of a state and makes predictions from what it says. */
public final class Answering {

    /** Of so few queries the scores of all classes cost little more than the answers. */
    private static final int FEW = 16;
    /** How many queries get the scores of all classes at once. */
    private static final int TOGETHER = 1024;

    private Answering() {}

    /**
     * Answers for n embeddings by a state that is in hand, such as the one that is on disk.
     *
     * @param queries [n, d]
     * @throws org.imprint.core.ImprintException if the width differs, a number is not finite, or no class is there
     */
    public static List<Prediction> predict(ClassifierState state, FloatMatrix queries, Parallel parallel) {
        List<Prediction> predictions = new ArrayList<>();
        if (queries.rows() <= FEW) {
            FloatMatrix own = queries.copy();
            ScoredAnswers scored = state.head().scored(own, parallel);
            Spread spread = Spread.known(state.head(), scored.classScores(), state.calibration());
            add(new KnownScores(state, own, spread, parallel), 0, scored.answers(), predictions);
            return predictions;
        }
        Answers answers = state.head().answer(queries, parallel);
        for (int from = 0; from < queries.rows(); from += TOGETHER) {
            int to = Math.min(queries.rows(), from + TOGETHER);
            FloatMatrix own = queries.rows(from, to).copy();
            Spread spread = Spread.later(state.head(), own, parallel, state.calibration());
            add(new KnownScores(state, own, spread, parallel), from, answers, predictions);
        }
        return predictions;
    }

    /** Adds the answers of queries. @param from place of the first of them among the answers */
    private static void add(KnownScores asked, int from, Answers answers, List<Prediction> predictions) {
        for (int i = 0; i < asked.size(); i++) {
            int best = answers.classIndex(from + i);
            double score = (float) answers.score(from + i); // as among the scores of all
            predictions.add(new Prediction(asked, i, best, score));
        }
    }
}
