package org.imprint.core.eval.probability;

import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProperScores;
import org.imprint.core.calibration.ReliabilityDiagram;
import org.imprint.core.eval.Estimate;

/** Takes down answers with their probabilities, one after the other; thrown away afterwards. Memory O(n). */
public final class ProbabilityTally {

    /** Answers that a bin of the diagram has at least, where there are as many. */
    static final int LEAST_OF_BIN = 20;

    private final double[] logLoss;
    private final double[] brier;
    private final double[] confidence;
    private final boolean[] right;
    private final Optional<ConformalThreshold> threshold;
    private int size;
    private long members;
    private long held;
    private long empty;

    /** @param n how many answers will come, ≥ 0 @param threshold of sets; empty for none */
    public ProbabilityTally(int n, Optional<ConformalThreshold> threshold) {
        this.logLoss = new double[n];
        this.brier = new double[n];
        this.confidence = new double[n];
        this.right = new boolean[n];
        this.threshold = threshold;
    }

    /**
     * Takes one answer down.
     *
     * @param probabilities of all classes, each in [0, 1], of sum 1
     * @param answer the place of the answered class
     * @param trueClass the place of the true class
     */
    public void add(double[] probabilities, int answer, int trueClass) {
        Checks.inRange("true class", trueClass, 0, probabilities.length - 1);
        ProperScores cost = ProperScores.of(probabilities, trueClass);
        logLoss[size] = cost.logLoss();
        brier[size] = cost.brier();
        confidence[size] = Math.min(1, probabilities[answer]);
        right[size++] = answer == trueClass;
        threshold.ifPresent(t -> {
            int[] set = t.set(probabilities);
            members += set.length;
            empty += set.length == 0 ? 1 : 0;
            held += probabilities[trueClass] >= t.value() ? 1 : 0;
        });
    }

    /** Returns the figures. @throws org.imprint.core.ImprintException if not all answers have come */
    public ProbabilityFigures figures() {
        Checks.require(size == right.length, "answers that were taken down must be " + right.length, size);
        int bins = Math.max(1, Math.min(ReliabilityDiagram.BINS, size / LEAST_OF_BIN));
        return new ProbabilityFigures(
                size,
                Estimate.ofMean(logLoss).within(0, Double.POSITIVE_INFINITY),
                Estimate.ofMean(brier).within(0, 2),
                ReliabilityDiagram.of(confidence, right, bins),
                threshold.map(t -> new SetFigures(size, held, empty, (double) members / size)));
    }
}
