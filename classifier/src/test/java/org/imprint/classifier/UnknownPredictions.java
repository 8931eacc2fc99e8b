package org.imprint.classifier;

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
        return new Prediction(state, query, state.indexOf(known.label()), known.score(), spread, 0, true);
    }
}
