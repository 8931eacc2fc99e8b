package org.imprint.cluster.client;

import java.util.List;

/**
 * How a job gets on, its repetitions included.
 *
 * @param name of the job
 * @param title the data that it works on
 * @param indexes how many it has
 * @param complete how many are complete
 * @param underWay how many run or wait
 * @param missing which are neither: failed, ended before their turn, or never submitted
 * @param submitted whether it is on the cluster
 */
public record JobProgress(
        String name, String title, int indexes, int complete, int underWay, List<Integer> missing, boolean submitted) {

    /** Copies the list. */
    public JobProgress {
        missing = List.copyOf(missing);
    }

    /** Returns whether every index is complete. */
    public boolean isComplete() {
        return complete == indexes;
    }
}
