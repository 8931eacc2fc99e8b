package org.imprint.core.eval;

import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * How often each class was answered for samples of each class: counts [C, C], and accuracy and F1 from them.
 *
 * <pre>
 *   accuracy = Σ_c n_cc / n
 *   P_c = n_cc / Σ_t n_tc     R_c = n_cc / Σ_a n_ca     F1_c = 2 P_c R_c / (P_c + R_c)
 *   weighted F1 = Σ_c F1_c · size_c / n
 * </pre>
 *
 * <p>A ratio whose denominator is 0 counts as 0. Without any sample accuracy and weighted F1 are NaN. Immutable; memory
 * O(C²).
 */
public final class Confusion {

    private final int classes;
    private final long[] counts;

    private Confusion(int classes, long[] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * Counts answers against the truth. Time O(n + C²).
     *
     * @param truth the right class index of each sample, in [0, C)
     * @param answers the answered class index of each sample, in [0, C), as many
     * @param classes C ≥ 1
     * @throws ImprintException if the counts differ or an index is out of range, naming the sample
     */
    public static Confusion of(int[] truth, int[] answers, int classes) {
        Checks.inRange("classes", classes, 1, 40_000);
        Checks.require(
                truth.length == answers.length, "answers must be as many as samples, " + truth.length, answers.length);
        long[] counts = new long[Math.multiplyExact(classes, classes)];
        for (int i = 0; i < truth.length; i++) {
            inRange("true class of sample ", i, truth[i], classes);
            inRange("answer for sample ", i, answers[i], classes);
            counts[truth[i] * classes + answers[i]]++;
        }
        return new Confusion(classes, counts);
    }

    private static void inRange(String what, int sample, int index, int classes) {
        if (index < 0 || index >= classes) {
            Checks.inRange(what + sample, index, 0, classes - 1);
        }
    }

    /** Returns C, the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns how many samples of class {@code truth} were answered with class {@code answer}. */
    public long count(int truth, int answer) {
        Checks.inRange("true class", truth, 0, classes - 1);
        Checks.inRange("answered class", answer, 0, classes - 1);
        return counts[truth * classes + answer];
    }

    /** Returns how many samples class c has. */
    public long size(int c) {
        long sum = 0;
        for (int a = 0; a < classes; a++) {
            sum += count(c, a);
        }
        return sum;
    }

    /** Returns how many samples were answered with class c. */
    public long answered(int c) {
        long sum = 0;
        for (int t = 0; t < classes; t++) {
            sum += count(t, c);
        }
        return sum;
    }

    /** Returns n, the number of samples. */
    public long samples() {
        long sum = 0;
        for (long c : counts) {
            sum += c;
        }
        return sum;
    }

    /** Returns how many samples were answered rightly. */
    public long correct() {
        long sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += count(c, c);
        }
        return sum;
    }

    /** Returns the share of right answers, in [0, 1]. */
    public double accuracy() {
        return (double) correct() / samples();
    }

    /** Returns the accuracy in per cent as the published code stores it: a float quotient, widened. */
    public double publishedAccuracy() {
        return (float) (100 * correct()) / (float) samples();
    }

    /** Returns P_c, the share of answers c that are right, in [0, 1]. */
    public double precision(int c) {
        return ratio(count(c, c), answered(c));
    }

    /** Returns R_c, the share of class c that was found, in [0, 1]. */
    public double recall(int c) {
        return ratio(count(c, c), size(c));
    }

    /** Returns F1_c, class c against the rest, in [0, 1]. */
    public double f1(int c) {
        double p = precision(c);
        double r = recall(c);
        return ratio(2 * p * r, p + r);
    }

    /** Returns the F1 of all classes weighted by their sizes, in [0, 1]. */
    public double weightedF1() {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += f1(c) * size(c);
        }
        return sum / samples();
    }

    /** Returns F1_c in per cent with the published code's rounding. */
    public double publishedF1(int c) {
        return f1(c) * 100;
    }

    /** Returns the weighted F1 in per cent with the published code's rounding. */
    public double publishedWeightedF1() {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += publishedF1(c) * size(c);
        }
        return sum / samples();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
