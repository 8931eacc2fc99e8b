package org.imprint.classifier.export;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.head.Answers;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.unknown.KnownScore;

/** What our own code answers for n queries, as an exported file must answer. Immutable. */
public final class ExpectedAnswers {

    private final int[] labels;
    private final FloatMatrix scores;
    private final boolean[] unknown;
    private final Optional<float[]> known;

    private ExpectedAnswers(int[] labels, FloatMatrix scores, boolean[] unknown, Optional<float[]> known) {
        this.known = known;
        this.labels = labels;
        this.scores = scores;
        this.unknown = unknown;
    }

    /** Asks our own code. @param embeddings [n, d] */
    public static ExpectedAnswers of(ExportedHead exported, FloatMatrix embeddings) {
        return of(exported, exported.head(), embeddings);
    }

    /**
     * Asks our own code.
     *
     * @param head the {@link ExportedHead#head} of the first, made once for many calls
     * @param embeddings [n, d]
     */
    public static ExpectedAnswers of(ExportedHead exported, Head head, FloatMatrix embeddings) {
        Answers answers = head.answer(embeddings, Parallel.serial());
        FloatMatrix scores = head.classScores(embeddings, Parallel.serial());
        int[] labels = answers.classIndices();
        boolean[] unknown = new boolean[labels.length];
        List<Float> thresholds = exported.thresholds().orElse(List.of());
        Optional<float[]> known = thresholds.isEmpty() || exported.known().score() == KnownScore.PROXY
                ? Optional.empty()
                : Optional.of(known(exported, embeddings, scores, labels));
        for (int i = 0; i < unknown.length && !thresholds.isEmpty(); i++) {
            float held = known.isPresent() ? known.get()[i] : scores.get(i, labels[i]);
            unknown[i] = held < thresholds.get(labels[i]);
        }
        return new ExpectedAnswers(labels, scores, unknown, known);
    }

    private static float[] known(ExportedHead exported, FloatMatrix embeddings, FloatMatrix scores, int[] labels) {
        if (exported.detector().isPresent()) {
            return exported.detector().get().scores(embeddings, Parallel.serial());
        }
        Temperature temperature = exported.chances().temperature();
        float[] known = new float[labels.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = exported.known().score().ofClassScores(scores.row(i), labels[i], temperature);
        }
        return known;
    }

    /** Returns what is held against the threshold for query i; empty where it is the score of the answered class. */
    public Optional<Float> known(int i) {
        Checks.inRange("query", i, 0, labels.length - 1);
        return known.map(k -> k[i]);
    }

    /** Returns n. */
    public int size() {
        return labels.length;
    }

    /** Returns the place of the class answered for query i. */
    public int label(int i) {
        return labels[Checks.inRange("query", i, 0, labels.length - 1)];
    }

    /** Returns the scores of all classes for query i. */
    public float[] scores(int i) {
        return scores.row(Checks.inRange("query", i, 0, labels.length - 1));
    }

    /** Returns whether the answer for query i is "unknown"; never, where there are no thresholds. */
    public boolean isUnknown(int i) {
        return unknown[Checks.inRange("query", i, 0, labels.length - 1)];
    }
}
