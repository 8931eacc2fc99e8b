package org.imprint.core.unknown;

import org.imprint.core.calibration.Temperature;
import org.imprint.core.matrix.FloatMatrix;

/**
 * From class scores that leave-one-out gave; a class goes by its column alone.
 *
 * @param scores [n, C]
 * @param answers the class answered for each row
 */
record LeftOutClassScores(KnownScore kind, FloatMatrix scores, int[] answers, Temperature temperature)
        implements LeftOutScores {

    @Override
    public float score(int i) {
        return kind.ofClassScores(scores.row(i), answers[i], temperature);
    }

    @Override
    public float without(int c, int i) {
        float[] others = scores.row(i);
        others[c] = Float.NEGATIVE_INFINITY;
        return kind.ofClassScores(others, most(others), temperature);
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
