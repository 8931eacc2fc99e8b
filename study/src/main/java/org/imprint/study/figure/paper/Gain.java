package org.imprint.study.figure.paper;

/**
 * What several proxies gain on a task of some collapse (figure 12).
 *
 * @param backbone its marker
 * @param dataSet its colour
 * @param nc1 of the task
 * @param one accuracy with k = 1
 * @param five accuracy with k = 5
 */
public record Gain(String backbone, String dataSet, double nc1, double one, double five) {

    /** Returns the gain in per cent of the accuracy with k = 1. */
    public double percent() {
        return 100 * (five - one) / one;
    }
}
