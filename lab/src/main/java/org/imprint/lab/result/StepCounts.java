package org.imprint.lab.result;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;

/**
 * One step of a continual task: after split s was imprinted, how the rows of each split seen so far are answered by a head of
 * all classes seen so far.
 *
 * @param sizes test rows of each split seen, s + 1 of them
 * @param correct how many of them were answered rightly
 */
public record StepCounts(List<Integer> sizes, List<Integer> correct) {

    /** Copies the lists and checks that they fit together. */
    public StepCounts {
        sizes = List.copyOf(sizes);
        correct = List.copyOf(correct);
        Checks.require(correct.size() == sizes.size(), "correct must have " + sizes.size() + " splits", correct.size());
        for (int t = 0; t < sizes.size(); t++) {
            Checks.inRange("correct of split " + t, correct.get(t), 0, sizes.get(t));
        }
    }

    /** Returns the accuracy on the rows of split t, in [0, 1]. */
    public double accuracy(int t) {
        return (double) correct.get(t) / sizes.get(t);
    }

    /** Returns the accuracy over all splits seen so far, in [0, 1]. */
    public double accuracy() {
        return (double) sum(correct) / sum(sizes);
    }

    private static long sum(List<Integer> counts) {
        return IntStream.range(0, counts.size()).mapToLong(counts::get).sum();
    }
}
