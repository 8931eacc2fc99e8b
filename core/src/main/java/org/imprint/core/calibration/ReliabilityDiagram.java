package org.imprint.core.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erf;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Source;
import org.imprint.core.matrix.DoubleMatrix;

/**
 * How far the probability of answers is from the share of right ones, in bins of equally many answers.
 *
 * <pre>
 *   ECE  = Σ_b w_b |a_b − s_b|            w_b = n_b / n     a_b accuracy     s_b mean confidence
 *   CE²  = Σ_b w_b (a_b − s_b)²
 *   debiased CE² = Σ_b w_b ((a_b − s_b)² − a_b (1 − a_b) / (n_b − 1))
 *   debiased ECE = Σ_b w_b (2 |a_b − s_b| − E|g_b|)     g_b normal, mean a_b − s_b, variance a_b (1 − a_b) / n_b
 * </pre>
 *
 * <p>Confidence is the probability of the answer; of rows alone that is the largest, and the answer the first class that has it. Answers in rising order of confidence are
 * parted as evenly as can be, larger bins first; equal confidences stay in one bin, so that the order of rows never counts and bins may be
 * fewer. Of perfectly calibrated answers the first two are above 0 all the same, the more so the fewer a bin has; the debiased ones
 * take that away, and so may be slightly below 0. E|g| is in closed form: σ√(2/π) exp(−μ²/2σ²) + μ erf(μ/σ√2). A bin of one answer
 * has no variance, and counts as it is. All are NaN without a bin.
 *
 * @param bins in rising order of confidence
 */
@Source(
        paper = "A. Kumar, P. Liang, T. Ma, Verified Uncertainty Calibration, NeurIPS 2019, sections 3 and 5",
        url = "https://arxiv.org/abs/1909.10155",
        oracle = "numpy 1.24.2 on the formulas, scipy.stats.foldnorm for E|g|")
public record ReliabilityDiagram(List<ReliabilityBin> bins) {

    /** How many bins the field uses. */
    public static final int BINS = 15;

    /** Keeps a copy. */
    public ReliabilityDiagram {
        bins = List.copyOf(bins);
    }

    /**
     * Puts answers into bins. Time O(n·C + n log n).
     *
     * @param probabilities [n, C], each in [0, 1], of sum 1 in each row
     * @param classes true class of each row, in [0, C)
     * @param bins how many, ≥ 1; at most one a row are made
     * @throws ImprintException if they are not, naming the row
     */
    public static ReliabilityDiagram of(DoubleMatrix probabilities, int[] classes, int bins) {
        ProbabilityRows.check(probabilities, classes);
        double[] confidences = new double[classes.length];
        boolean[] right = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            int top = ProbabilityRows.top(probabilities, i);
            confidences[i] = probabilities.get(i, top);
            right[i] = top == classes[i];
        }
        return of(confidences, right, bins);
    }

    /**
     * Puts answers into bins. Time O(n log n).
     *
     * @param confidences the probability of each answer, in [0, 1]
     * @param right whether it is right, as many
     * @param bins how many, ≥ 1; at most one an answer are made
     * @throws ImprintException if they are not, naming the answer
     */
    public static ReliabilityDiagram of(double[] confidences, boolean[] right, int bins) {
        Checks.require(bins >= 1, "bins must be at least 1", bins);
        Checks.require(
                right.length == confidences.length,
                "right or wrong must be as many as confidences, " + confidences.length,
                right.length);
        List<Answer> answers = IntStream.range(0, confidences.length)
                .mapToObj(i -> {
                    if (!(confidences[i] >= 0 && confidences[i] <= 1)) {
                        Checks.inRange("confidence of answer " + i, confidences[i], 0, 1);
                    }
                    return new Answer(confidences[i], right[i]);
                })
                .sorted(Comparator.comparingDouble(Answer::confidence))
                .toList();
        int n = answers.size();
        List<ReliabilityBin> made = new ArrayList<>();
        int from = 0;
        for (int b = 1; b <= bins; b++) {
            int to = b * (n / bins) + Math.min(b, n % bins);
            while (to > from
                    && to < n
                    && answers.get(to).confidence() == answers.get(to - 1).confidence()) {
                to++;
            }
            if (to > from) {
                made.add(bin(answers.subList(from, to)));
                from = to;
            }
        }
        return new ReliabilityDiagram(made);
    }

    private static ReliabilityBin bin(List<Answer> answers) {
        return new ReliabilityBin(
                answers.size(),
                (int) answers.stream().filter(Answer::right).count(),
                answers.stream().mapToDouble(Answer::confidence).average().orElseThrow(),
                answers.get(0).confidence(),
                answers.get(answers.size() - 1).confidence());
    }

    /** Returns n, how many answers there are. */
    public long size() {
        return bins.stream().mapToLong(ReliabilityBin::size).sum();
    }

    /** Returns ECE, in [0, 1]. */
    public double error() {
        return weighted(bin -> Math.abs(bin.gap()));
    }

    /** Returns the debiased ECE. */
    public double debiasedError() {
        return weighted(bin -> 2 * Math.abs(bin.gap()) - meanAbsolute(bin.gap(), Math.sqrt(bin.variance(bin.size()))));
    }

    /** Returns CE², in [0, 1]. */
    public double squaredError() {
        return weighted(bin -> bin.gap() * bin.gap());
    }

    /** Returns the debiased CE². */
    public double debiasedSquaredError() {
        return weighted(bin -> bin.gap() * bin.gap() - bin.variance(bin.size() - 1));
    }

    private double weighted(ToDoubleFunction<ReliabilityBin> figure) {
        return bins.stream()
                        .mapToDouble(bin -> bin.size() * figure.applyAsDouble(bin))
                        .sum()
                / size();
    }

    /** Returns the mean of |g|, g normal with mean μ and deviation σ. */
    private static double meanAbsolute(double mu, double sigma) {
        if (sigma == 0) {
            return Math.abs(mu);
        }
        double z = mu / sigma;
        return sigma * Math.sqrt(2 / Math.PI) * Math.exp(-z * z / 2) + mu * Erf.value(z / Math.sqrt(2));
    }

    /** An answer's probability, and whether it is right. */
    private record Answer(double confidence, boolean right) {}
}
