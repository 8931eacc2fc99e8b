package org.imprint.lab.run;

/**
 * What a start of a sweep did; all counts are combinations of its plan.
 *
 * @param planned how many the plan has
 * @param earlier how many had an outcome before
 * @param done how many were run now
 * @param folded how many were found equal to another now
 * @param failed how many have failed, now or earlier
 * @param elsewhere how many got their outcome from other processes since the start
 * @param stopped whether it was asked to stop before the end
 */
public record RunReport(
        long planned, long earlier, long done, long folded, long failed, long elsewhere, boolean stopped) {

    /** Returns whether every planned combination has scores. */
    public boolean complete() {
        return !stopped && failed == 0;
    }
}
