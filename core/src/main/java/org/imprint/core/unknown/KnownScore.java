package org.imprint.core.unknown;

import java.util.List;
import org.imprint.core.Named;
import org.imprint.core.calibration.Temperature;

/**
 * What tells queries of known classes from others; of every score a higher value says "known".
 *
 * <p>{@link #PROXY}, {@link #ENERGY} and {@link #SOFTMAX} come from the scores that a head gives its classes ({@link #ofClassScores});
 * the others look at training rows ({@link ExampleDetector}).
 */
public enum KnownScore implements Named {
    /** The score of the answered class: the largest inner product with its proxies, or its share of the votes. */
    PROXY("proxy", "score of the answered class", false),
    /** Cosine to the m-th nearest training row. */
    NEIGHBOURS("neighbours", "cosine to the m-th nearest example", true),
    /** T · ln Σ_c exp(s_c / T) of the class scores s. */
    ENERGY("energy", "energy of the class scores", false),
    /** The largest probability of the class scores. */
    SOFTMAX("softmax", "largest probability", false),
    /** The negative squared Mahalanobis distance to the nearest class mean, rows on the sphere, covariance shrunk. */
    MAHALANOBIS("mahalanobis", "Mahalanobis distance to the nearest class mean", true);

    /** All of them, those that ask least first: no examples, then no softmax, then no covariance. */
    public static final List<KnownScore> SIMPLEST_FIRST = List.of(PROXY, ENERGY, SOFTMAX, NEIGHBOURS, MAHALANOBIS);

    private final String wireName;
    private final String title;
    private final boolean needsExamples;

    KnownScore(String wireName, String title, boolean needsExamples) {
        this.wireName = wireName;
        this.title = title;
        this.needsExamples = needsExamples;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns what it is in words for people, without an article. */
    public String title() {
        return title;
    }

    /** Returns whether it looks at training rows, which must be kept for it. */
    public boolean needsExamples() {
        return needsExamples;
    }

    /** Returns whether it may be chosen although others were tried; the largest probability is a baseline and may not. */
    boolean mayWin() {
        return this != SOFTMAX;
    }

    /**
     * Returns the score of a query from those of its classes, as a float. Time O(C).
     *
     * @param scores of each class; −∞ for one that is not there
     * @param answered the class that is answered
     * @param temperature T of energy and probabilities
     * @throws IllegalStateException if it {@link #needsExamples}
     */
    public float ofClassScores(float[] scores, int answered, Temperature temperature) {
        if (this == PROXY) {
            return scores[answered];
        }
        float most = most(scores);
        return ofSum(most, sum(scores, most, temperature), temperature);
    }

    /**
     * Returns the score of a query that is answered with the class of the largest score.
     *
     * @param most the largest score
     * @param sum Σ_c exp((s_c − most) / T); {@link #PROXY} does without
     */
    float ofSum(float most, double sum, Temperature temperature) {
        return switch (this) {
            case PROXY -> most;
            case ENERGY -> (float) (most + temperature.value() * Math.log(sum));
            case SOFTMAX -> (float) (1 / sum);
            case NEIGHBOURS, MAHALANOBIS -> throw new IllegalStateException(this + " does not come from class scores");
        };
    }

    private static float most(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float s : scores) {
            most = Math.max(most, s);
        }
        return most;
    }

    /** Returns Σ_c exp((s_c − most) / T), at least 1. */
    static double sum(float[] scores, float most, Temperature temperature) {
        double sum = 0;
        for (float s : scores) {
            sum += part(s, most, temperature);
        }
        return sum;
    }

    /** Returns exp((s − most) / T), what a class adds to the sum. */
    static double part(float score, float most, Temperature temperature) {
        return Math.exp(((double) score - most) / temperature.value());
    }
}
