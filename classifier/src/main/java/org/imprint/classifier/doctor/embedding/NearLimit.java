package org.imprint.classifier.doctor.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;

/**
 * How near two images are nearly the same, from the distances that there are between different ones.
 *
 * <pre>
 *   δᵢ = 1 − cos(xᵢ, nearest other),   limit = 0.2 · (upper quartile of δ)
 * </pre>
 *
 * <p>Backbones differ in how near their embeddings lie, sets of images too; so the limit is relative. The upper quartile stays that of
 * different images until three quarters of the set are duplicates. {@code docs/decisions/0116} has what a factor of 0.2 finds. Of more
 * than 2,000 rows as many are asked, evenly spaced.
 *
 * @param distance the largest 1 − cos of near duplicates
 */
record NearLimit(double distance) {

    private static final int ASKED = 2000;
    private static final double FACTOR = 0.2;
    private static final double QUANTILE = 0.75;

    /** @param rows [n, d], n ≥ 2 */
    static NearLimit of(FloatMatrix rows, Parallel parallel) {
        int n = rows.rows();
        int asked = Math.min(n, ASKED);
        int[] places =
                IntStream.range(0, asked).map(i -> (int) ((long) i * n / asked)).toArray();
        Neighbours near = NeighbourSearch.by(Metric.COSINE, rows, Semantics.CORRECTED)
                .nearest(asked == n ? rows : rows.select(places), 2, parallel);
        double[] distances = new double[asked];
        for (int i = 0; i < asked; i++) {
            distances[i] = near.value(i, near.proxy(i, 0) == places[i] ? 1 : 0);
        }
        Arrays.sort(distances);
        return new NearLimit(FACTOR * distances[(int) (QUANTILE * (asked - 1))]);
    }

    /** Returns the smallest cosine of near duplicates, in (0, 1]. */
    double cosine() {
        return Math.max(Double.MIN_NORMAL, 1 - distance);
    }

    /** Returns the score of a pair at a distance within the limit: 1 at 0, 0.5 at the limit. */
    double score(double of) {
        return distance == 0 ? 1 : Math.min(1, Math.max(0.5, 1 - 0.5 * of / distance));
    }
}
