package org.imprint.classifier;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.Checks;

/**
 * What a classifier answered for one image or embedding.
 *
 * <p>It belongs to the state that was asked, and stays as it is whatever the classifier learns afterwards. Immutable.
 */
public final class Prediction {

    private final ClassifierState state;
    private final float[] query;
    private final int best;
    private final float[] scores;
    private final double[] probabilities;
    private final boolean unknown;

    /**
     * Puts an answer together.
     *
     * @param query the embedding
     * @param best the place of the answered class
     * @param scores of all classes
     * @param probabilities of all classes
     */
    Prediction(
            ClassifierState state, float[] query, int best, float[] scores, double[] probabilities, boolean unknown) {
        this.state = state;
        this.query = query;
        this.best = best;
        this.scores = scores;
        this.probabilities = probabilities;
        this.unknown = unknown;
    }

    /** Returns the state of the classifier that was asked. */
    public ClassifierState state() {
        return state;
    }

    /** Returns the answered class; where {@link #isUnknown} holds, the one that comes nearest. */
    public ScoredClass best() {
        return scored(best);
    }

    /** Returns the name of the answered class. */
    public String label() {
        return state.classes().get(best).name();
    }

    /** Returns the score of the answered class. */
    public double score() {
        return scores[best];
    }

    /** Returns the probability of the answered class, in [0, 1]. */
    public double probability() {
        return probabilities[best];
    }

    /** Returns whether the image seems to be of none of the classes; never where no threshold was set. */
    public boolean isUnknown() {
        return unknown;
    }

    /**
     * Returns the classes of the highest scores, the answered one first.
     *
     * @param k ≥ 1; if there are fewer classes, all are returned
     */
    public List<ScoredClass> top(int k) {
        Checks.inRange("top k", k, 1, Integer.MAX_VALUE);
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> c == best ? 0 : 1)
                        .thenComparing(c -> scores[c], Comparator.reverseOrder())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .map(this::scored)
                .toList();
    }

    /** Returns the score of the answered class less the highest of the others; infinite if there is one class. */
    public double margin() {
        double second = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            if (c != best) {
                second = Math.max(second, scores[c]);
            }
        }
        return scores[best] - second;
    }

    /**
     * Returns the examples nearest by cosine, nearest first; none if the classifier keeps none. Time O(n·d) for n examples.
     *
     * @param m ≥ 1; if there are fewer examples, all are returned
     */
    public List<NearExample> nearest(int m) {
        return NearestExamples.of(state, query, m);
    }

    /** Returns of each class the proxy that is nearest by the head's own measure, the class of the nearest first. Time O(p·(d + log p)). */
    public List<NearProxy> nearestProxies() {
        return NearestProxies.of(state, query);
    }

    private ScoredClass scored(int c) {
        return new ScoredClass(state.classes().get(c).name(), scores[c], probabilities[c]);
    }

    @Override
    public String toString() {
        return (unknown ? "unknown, nearest " : "") + label() + " (score " + score() + ", probability " + probability()
                + ")";
    }
}
