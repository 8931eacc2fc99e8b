package org.imprint.study.reproduce.section;

import java.util.List;

/**
 * What became of a section.
 *
 * @param section which
 * @param combinations how many of its sweeps have an outcome
 * @param measurements how many of neural collapse were asked for
 * @param failed combinations and measurements that failed
 * @param seconds time, without preparation
 * @param leftOut what was left out for want of embeddings: backbone and data sets, such as {@code resnet18 on CIFAR10}
 * @param errors the first of its different errors by alphabet, at most {@value #MOST_ERRORS}
 */
public record SectionOutcome(
        Section section,
        long combinations,
        int measurements,
        long failed,
        double seconds,
        List<String> leftOut,
        List<String> errors) {

    /** The most errors that are kept. */
    public static final int MOST_ERRORS = 5;

    /** Copies the lists. */
    public SectionOutcome {
        leftOut = List.copyOf(leftOut);
        errors = List.copyOf(errors);
    }

    /** Returns whether everything that the paper has was done. */
    public boolean complete() {
        return failed == 0 && leftOut.isEmpty();
    }
}
