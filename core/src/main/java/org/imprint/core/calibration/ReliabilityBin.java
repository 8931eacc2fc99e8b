package org.imprint.core.calibration;

import org.imprint.core.Checks;

/**
 * Answers of like confidence: one bar of a reliability diagram.
 *
 * @param size how many answers, ≥ 1
 * @param right how many of them are right
 * @param confidence mean probability of the answered classes
 * @param low least probability
 * @param high greatest probability
 */
public record ReliabilityBin(int size, int right, double confidence, double low, double high) {

    /** Checks the ranges. */
    public ReliabilityBin {
        Checks.require(size >= 1, "size of a bin must be at least 1", size);
        Checks.inRange("right answers of a bin", right, 0, size);
    }

    /** Returns the share of right answers, in [0, 1]. */
    public double accuracy() {
        return (double) right / size;
    }

    /** Returns accuracy − confidence; below 0 if answers are surer than right. */
    public double gap() {
        return accuracy() - confidence;
    }

    /** Returns the variance of the accuracy if each right answer is a draw: a(1 − a) over {@code draws}. */
    double variance(int draws) {
        return right == 0 || right == size ? 0 : accuracy() * (1 - accuracy()) / draws;
    }
}
