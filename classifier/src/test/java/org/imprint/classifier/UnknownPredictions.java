package org.imprint.classifier;

import java.util.Optional;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Predictions that no threshold is there for yet. */
public final class UnknownPredictions {

    private UnknownPredictions() {}

    /** Returns what a classifier answers, taken for none of its classes. */
    public static Prediction of(EmbeddingClassifier classifier, float[] embedding) {
        Prediction known = classifier.predict(embedding);
        ClassifierState state = classifier.state();
        FloatMatrix query = FloatMatrix.ofRows(embedding);
        Spread spread = Spread.later(state.head(), query, Parallel.serial(), state.calibration());
        KnownScores refusing = new KnownScores(state, query, spread, Parallel.serial()) {
            @Override
            Optional<Threshold> threshold(int best) {
                return Optional.of(new Threshold(known.score() + 1, false));
            }
        };
        return new Prediction(refusing, 0, state.indexOf(known.label()), known.score());
    }
}
