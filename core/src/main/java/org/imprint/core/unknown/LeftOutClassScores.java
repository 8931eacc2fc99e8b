package org.imprint.core.unknown;

import org.imprint.core.calibration.Temperature;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * From class scores that leave-one-out gave; a class goes by its column alone.
 *
 * <pre>
 *   Σ_{k≠c} exp((s_k − max s) / T) = Σ_k exp((s_k − max s) / T) − exp((s_c − max s) / T)      at least 1
 * </pre>
 *
 * <p>So a class goes in O(1), and nothing cancels; only where it is the one answered are the others added up anew, once for each row. Time
 * O(n·C) to make. Immutable.
 */
final class LeftOutClassScores implements LeftOutScores {

    private static final int TILE = 256;

    private final KnownScore kind;
    private final FloatMatrix scores;
    private final int[] answers;
    private final Temperature temperature;
    private final int[] most;
    private final double[] sums;

    private LeftOutClassScores(KnownScore kind, FloatMatrix scores, int[] answers, Temperature temperature) {
        this.kind = kind;
        this.scores = scores;
        this.answers = answers;
        this.temperature = temperature;
        this.most = new int[scores.rows()];
        this.sums = new double[scores.rows()];
    }

    /**
     * Looks for the largest score of each row and adds up.
     *
     * @param scores [n, C]; shared, not copied
     * @param answers the class answered for each row
     */
    static LeftOutClassScores of(
            KnownScore kind, FloatMatrix scores, int[] answers, Temperature temperature, Parallel parallel) {
        LeftOutClassScores made = new LeftOutClassScores(kind, scores, answers, temperature);
        parallel.forEachTile(scores.rows(), TILE, (from, to) -> {
            for (int i = from; i < to; i++) {
                made.look(i);
            }
        });
        return made;
    }

    private void look(int i) {
        float[] row = scores.row(i);
        most[i] = most(row);
        if (kind != KnownScore.PROXY) {
            sums[i] = KnownScore.sum(row, row[most[i]], temperature);
        }
    }

    @Override
    public float score(int i) {
        return kind.ofClassScores(scores.row(i), answers[i], temperature);
    }

    @Override
    public float without(int c, int i) {
        if (c == most[i]) {
            float[] others = scores.row(i);
            others[c] = Float.NEGATIVE_INFINITY;
            return kind.ofClassScores(others, most(others), temperature);
        }
        float largest = scores.get(i, most[i]);
        return kind == KnownScore.PROXY
                ? largest
                : kind.ofSum(largest, sums[i] - KnownScore.part(scores.get(i, c), largest, temperature), temperature);
    }

    /** Returns where the first of the largest is. */
    static int most(float[] scores) {
        int most = 0;
        for (int c = 1; c < scores.length; c++) {
            most = scores[c] > scores[most] ? c : most;
        }
        return most;
    }
}
