package org.imprint.classifier;

/** Predictions that no threshold is there for yet. */
public final class UnknownPredictions {

    private UnknownPredictions() {}

    /** Returns what a classifier answers, taken for none of its classes. */
    public static Prediction of(EmbeddingClassifier classifier, float[] embedding) {
        Prediction known = classifier.predict(embedding);
        float[] scores = new float[classifier.classNames().size()];
        double[] probabilities = new double[scores.length];
        for (ScoredClass c : known.top(scores.length)) {
            int at = classifier.state().indexOf(c.name());
            scores[at] = (float) c.score();
            probabilities[at] = c.probability();
        }
        return new Prediction(
                classifier.state(), embedding, classifier.state().indexOf(known.label()), scores, probabilities, true);
    }
}
