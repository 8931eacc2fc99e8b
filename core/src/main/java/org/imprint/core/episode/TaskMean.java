package org.imprint.core.episode;

import java.util.Arrays;
import org.imprint.core.Checks;
import org.imprint.core.Source;
import org.imprint.core.eval.Estimate;

/** The mean over episodes with the interval that few-shot papers give. */
@Source(
        paper =
                "C. Finn, P. Abbeel, S. Levine, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks, ICML 2017, section 5.2",
        url = "https://arxiv.org/abs/1703.03400",
        oracle = "numpy 1.24.2, mean and std(ddof=1)")
final class TaskMean {

    private static final double NORMAL_975 = 1.96;

    private TaskMean() {}

    /**
     * Returns mean ± 1.96 · s / √T, s with divisor T − 1. It is of new episodes of the same classes, not of other classes or data.
     *
     * @param values one for each of T ≥ 2 episodes
     */
    static Estimate of(double[] values) {
        int t = values.length;
        Checks.require(t >= 2, "episodes must be at least 2 for an interval", t);
        double mean = Arrays.stream(values).sum() / t;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double half = NORMAL_975 * Math.sqrt(squares / (t - 1) / t);
        return new Estimate(mean, mean - half, mean + half);
    }
}
