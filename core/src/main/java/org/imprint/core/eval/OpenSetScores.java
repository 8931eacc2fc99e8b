package org.imprint.core.eval;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.random.NumpyRandom;

/**
 * Scores of queries whose class a classifier knows, the positives, and of queries of no such class; a higher score says "known".
 *
 * <p>Values are those of {@link OpenSetMeasure}. A resample draws as many known queries from the known ones and as many unknown ones
 * from the unknown ones, in this order, so that neither runs out. Immutable; memory O(n).
 */
public final class OpenSetScores {

    /** The fewest known and the fewest unknown queries of which an interval is told: resamples of fewer hardly differ. */
    public static final int FEWEST_FOR_INTERVALS = 10;

    private final int[] known;
    private final boolean[] right;
    private final int[] unknown;
    private final int steps;

    /** Takes the place of each query's score among all distinct scores, the highest first. */
    private OpenSetScores(int[] known, boolean[] right, int[] unknown, int steps) {
        this.known = known;
        this.right = right;
        this.unknown = unknown;
        this.steps = steps;
    }

    /**
     * Sorts the scores. Time O(n log n).
     *
     * @param known score of each known query; ±∞ is a score
     * @param right whether the answer for each known query is its class, as many
     * @param unknown score of each unknown query
     * @throws ImprintException if counts differ or a score is NaN, naming the query
     */
    public static OpenSetScores of(double[] known, boolean[] right, double[] unknown) {
        Checks.require(
                right.length == known.length,
                "answers must be as many as known queries, " + known.length,
                right.length);
        checkScores("known", known);
        checkScores("unknown", unknown);
        double[] rising = DoubleStream.concat(Arrays.stream(known), Arrays.stream(unknown))
                .map(OpenSetScores::onlyZero)
                .sorted()
                .distinct()
                .toArray();
        return new OpenSetScores(places(known, rising), right.clone(), places(unknown, rising), rising.length);
    }

    private static void checkScores(String kind, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                Checks.require(false, "score of " + kind + " query " + i + " must be a number", scores[i]);
            }
        }
    }

    /** −0 and 0 are one score. */
    private static double onlyZero(double score) {
        return score + 0.0;
    }

    private static int[] places(double[] scores, double[] rising) {
        return Arrays.stream(scores)
                .mapToInt(s -> rising.length - 1 - Arrays.binarySearch(rising, onlyZero(s)))
                .toArray();
    }

    /** Returns K, how many queries are known. */
    public int known() {
        return known.length;
    }

    /** Returns U, how many queries are unknown. */
    public int unknown() {
        return unknown.length;
    }

    /** Returns one value; NaN without a known or without an unknown query. Time O(n). */
    public double value(OpenSetMeasure measure) {
        return isEmpty() ? Double.NaN : measure.of(sample());
    }

    /**
     * Returns all values with 95 % intervals; NaN without a known or without an unknown query, and no interval (NaN) with fewer than
     * {@value #FEWEST_FOR_INTERVALS} of either. Time O(n) a resample.
     *
     * @param bootstrap resamples and seed
     */
    public Map<OpenSetMeasure, Estimate> estimates(Bootstrap bootstrap) {
        OpenSetMeasure[] measures = OpenSetMeasure.values();
        Map<OpenSetMeasure, Estimate> estimates = new EnumMap<>(OpenSetMeasure.class);
        if (isEmpty()) {
            Arrays.stream(measures).forEach(m -> estimates.put(m, Estimate.NONE));
            return estimates;
        }
        if (Math.min(known.length, unknown.length) < FEWEST_FOR_INTERVALS) {
            Arrays.stream(measures).forEach(m -> estimates.put(m, new Estimate(value(m), Double.NaN, Double.NaN)));
            return estimates;
        }
        double[][] resampled = new double[measures.length][bootstrap.resamples()];
        NumpyRandom stream = bootstrap.stream();
        for (int b = 0; b < bootstrap.resamples(); b++) {
            OpenSetCurve curve = resample(stream);
            for (int m = 0; m < measures.length; m++) {
                resampled[m][b] = measures[m].of(curve);
            }
        }
        for (int m = 0; m < measures.length; m++) {
            estimates.put(measures[m], Bootstrap.estimate(value(measures[m]), resampled[m]));
        }
        return estimates;
    }

    private boolean isEmpty() {
        return known.length == 0 || unknown.length == 0;
    }

    private OpenSetCurve sample() {
        return curve(i -> i, j -> j);
    }

    private OpenSetCurve resample(NumpyRandom stream) {
        return curve(i -> Bootstrap.draw(stream, known.length), j -> Bootstrap.draw(stream, unknown.length));
    }

    private OpenSetCurve curve(IntUnaryOperator ofKnown, IntUnaryOperator ofUnknown) {
        int[] knownAt = new int[steps];
        int[] rightAt = new int[steps];
        int[] unknownAt = new int[steps];
        for (int i = 0; i < known.length; i++) {
            int drawn = ofKnown.applyAsInt(i);
            knownAt[known[drawn]]++;
            rightAt[known[drawn]] += right[drawn] ? 1 : 0;
        }
        for (int j = 0; j < unknown.length; j++) {
            unknownAt[unknown[ofUnknown.applyAsInt(j)]]++;
        }
        return new OpenSetCurve(knownAt, rightAt, unknownAt);
    }
}
