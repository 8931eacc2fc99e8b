package org.imprint.lab.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.eval.Confusion;

/**
 * What accuracy, precision, recall and F1 of C classes follow from, exactly.
 *
 * @param sizes rows of each class, in task order
 * @param answered rows that were answered with the class; as many classes, the same sum
 * @param correct rows of the class that were answered with it
 */
public record ClassCounts(List<Integer> sizes, List<Integer> answered, List<Integer> correct) {

    /** Copies the lists and checks that they fit together. */
    public ClassCounts {
        sizes = List.copyOf(sizes);
        answered = List.copyOf(answered);
        correct = List.copyOf(correct);
        Checks.require(!sizes.isEmpty(), "counts need at least one class", 0);
        Checks.require(
                answered.size() == sizes.size(), "answered must have " + sizes.size() + " classes", answered.size());
        Checks.require(
                correct.size() == sizes.size(), "correct must have " + sizes.size() + " classes", correct.size());
        for (int c = 0; c < sizes.size(); c++) {
            Checks.inRange("correct of class " + c, correct.get(c), 0, Math.min(sizes.get(c), answered.get(c)));
        }
        Checks.require(sum(answered) == sum(sizes), "answered must add up to " + sum(sizes) + " rows", sum(answered));
    }

    /** Returns the counts of a confusion matrix. */
    public static ClassCounts of(Confusion confusion) {
        List<Integer> sizes = new ArrayList<>();
        List<Integer> answered = new ArrayList<>();
        List<Integer> correct = new ArrayList<>();
        for (int c = 0; c < confusion.classes(); c++) {
            sizes.add(Math.toIntExact(confusion.size(c)));
            answered.add(Math.toIntExact(confusion.answered(c)));
            correct.add(Math.toIntExact(confusion.count(c, c)));
        }
        return new ClassCounts(sizes, answered, correct);
    }

    /**
     * Counts answers against the truth. Time O(n + C).
     *
     * @param truth right class index of each row, in [0, C)
     * @param answers answered class index of each row, in [0, C), as many
     * @param classes C
     */
    public static ClassCounts of(int[] truth, int[] answers, int classes) {
        Checks.require(
                truth.length == answers.length, "answers must be as many as rows, " + truth.length, answers.length);
        int[] sizes = new int[classes];
        int[] answered = new int[classes];
        int[] correct = new int[classes];
        for (int i = 0; i < truth.length; i++) {
            sizes[truth[i]]++;
            answered[answers[i]]++;
            if (truth[i] == answers[i]) {
                correct[truth[i]]++;
            }
        }
        return new ClassCounts(boxed(sizes), boxed(answered), boxed(correct));
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    /** Returns C. */
    public int classes() {
        return sizes.size();
    }

    /** Returns n, the number of rows. */
    public long samples() {
        return sum(sizes);
    }

    /** Returns the number of rows answered rightly. */
    public long right() {
        return sum(correct);
    }

    /** Returns the share of rows answered rightly, in [0, 1]; NaN without rows. */
    public double accuracy() {
        return (double) right() / samples();
    }

    /** Returns the accuracy in per cent as the published code stores it: a float quotient, widened. */
    public double publishedAccuracy() {
        return (float) (100 * right()) / (float) samples();
    }

    /** Returns F1 of each class, 2 correct / (answered + size) computed as 2PR / (P + R), 0 where it would divide by 0. */
    public List<Double> f1() {
        return IntStream.range(0, classes()).mapToObj(this::f1).toList();
    }

    private double f1(int c) {
        double p = ratio(correct.get(c), answered.get(c));
        double r = ratio(correct.get(c), sizes.get(c));
        return ratio(2 * p * r, p + r);
    }

    /** Returns the F1 of all classes weighted by their sizes, in [0, 1]; NaN without rows. */
    public double weightedF1() {
        double sum = 0;
        for (int c = 0; c < classes(); c++) {
            sum += f1(c) * sizes.get(c);
        }
        return sum / samples();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }
}
