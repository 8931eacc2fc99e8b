package org.imprint.study.figure.paper;

import java.util.List;

/**
 * NC1 of "d in 1" tasks of one backbone.
 *
 * @param backbone its line
 * @param d classes in one
 * @param nc1 of each remapping; NaN for missing ones
 */
public record TaskCollapse(String backbone, int d, List<Double> nc1) {

    /** Copies the list. */
    public TaskCollapse {
        nc1 = List.copyOf(nc1);
    }
}
