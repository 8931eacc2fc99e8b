package org.imprint.classifier;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;

/**
 * What a classifier answered for one image or embedding.
 *
 * <p>It belongs to the state that was asked, and stays as it is whatever the classifier learns afterwards. Where many were asked at once,
 * the first question that takes the scores of other classes, such as a probability, makes those of all. Immutable; may be shared by
 * threads.
 */
public final class Prediction {

    private final ClassifierState state;
    private final FloatMatrix query;
    private final int best;
    private final double score;
    private final Spread spread;
    private final int place;
    private final KnownScores known;

    /**
     * Puts an answer together.
     *
     * @param asked what was asked with it
     * @param place of the query there
     * @param best the place of the answered class
     * @param score its score
     */
    Prediction(KnownScores asked, int place, int best, double score) {
        this.state = asked.state();
        this.query = asked.query(place);
        this.best = best;
        this.score = score;
        this.spread = asked.spread();
        this.place = place;
        this.known = asked;
    }

    /** Returns the state of the classifier that was asked. */
    public ClassifierState state() {
        return state;
    }

    /** Returns the answered class; where {@link #isUnknown} holds, the one that comes nearest. */
    public ScoredClass best() {
        return new ScoredClass(label(), score, probability());
    }

    /** Returns the name of the answered class. */
    public String label() {
        return state.classes().get(best).name();
    }

    /** Returns the score of the answered class. */
    public double score() {
        return score;
    }

    /** Returns the probability of the answered class, in [0, 1]. */
    public double probability() {
        return spread.probabilities(place, best)[best];
    }

    /** Returns the probability of each class, in the order of the state's. */
    public double[] probabilities() {
        return spread.probabilities(place, best);
    }

    /** Returns the place of the answered class in that order. */
    public int classIndex() {
        return best;
    }

    /** Returns whether the image seems to be of none of the classes: its {@link #knownScore} is below the {@link #threshold}. */
    public boolean isUnknown() {
        return threshold().filter(t -> knownScore() < t.value()).isPresent();
    }

    /**
     * Returns how sure it is that the image is of one of the classes, by the score that was chosen or asked for
     * ({@link org.imprint.core.unknown.KnownScoreChoice} of the state's calibration); more is surer. NaN where that score needs examples and none
     * are left.
     */
    public double knownScore() {
        return known.of(place, best, score);
    }

    /** Returns the threshold of the answered class; empty if its answers are never taken for none of the classes. */
    public Optional<Threshold> threshold() {
        return known.threshold(best);
    }

    /**
     * Returns the classes of the highest scores, the answered one first. Where answers are calibrated apart
     * ({@link org.imprint.core.calibration.TopLabelMap}), a later one may have a larger probability.
     *
     * @param k ≥ 1; if there are fewer classes, all are returned
     */
    public List<ScoredClass> top(int k) {
        Checks.inRange("top k", k, 1, Integer.MAX_VALUE);
        float[] scores = spread.scores(place);
        double[] probabilities = spread.probabilities(place, best);
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> c == best ? 0 : 1)
                        .thenComparing(c -> scores[c], Comparator.reverseOrder())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .map(c -> new ScoredClass(state.classes().get(c).name(), scores[c], probabilities[c]))
                .toList();
    }

    /**
     * Returns the classes of which one is the true one by the coverage that was asked for, in the order of {@link #top}; maybe none, maybe
     * all, whether the image is unknown or not. Empty if no coverage was asked for.
     */
    public Optional<List<ScoredClass>> set() {
        return state.sets()
                .map(t -> top(Integer.MAX_VALUE).stream()
                        .filter(c -> c.probability() >= t.value())
                        .toList());
    }

    /** Returns the score of the answered class less the highest of the others; infinite if there is one class. */
    public double margin() {
        float[] scores = spread.scores(place);
        double second = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            if (c != best) {
                second = Math.max(second, scores[c]);
            }
        }
        return score - second;
    }

    /**
     * Returns the examples nearest by cosine, nearest first; none if the classifier keeps none. Time O(n·d) for n examples.
     *
     * @param m ≥ 1; if there are fewer examples, all are returned
     */
    public List<NearExample> nearest(int m) {
        return NearestExamples.of(state, query.row(0), m);
    }

    /** Returns of each class the proxy that is nearest by the head's own measure, the class of the nearest first. Time O(p·(d + log p)). */
    public List<NearProxy> nearestProxies() {
        return NearestProxies.of(state, query.row(0));
    }

    @Override
    public String toString() {
        return (isUnknown() ? "unknown, nearest " : "") + label() + " (score " + score() + ", probability "
                + probability() + ")";
    }
}
