package org.imprint.study.report;

import java.util.List;

/**
 * A critical-difference diagram as the page draws it.
 *
 * @param set place of the comparable set whose groups are the blocks
 * @param axis what its methods differ in: {@code GEN}, {@code NORM}, {@code AGG} or {@code recipe}
 * @param entries methods, best average rank first
 * @param bars first and last entry of each clique
 * @param verdict how the tests ended, a sentence
 * @param notes what a reader should know besides
 */
record Diagram(
        int set, String axis, List<Entry> entries, List<List<Integer>> bars, String verdict, List<String> notes) {

    /**
     * A method of the diagram, or several that score alike.
     *
     * @param label value of the axis
     * @param rank average rank among the entries
     * @param methods places of the configurations that stand for it
     */
    record Entry(String label, double rank, List<Integer> methods) {}
}
