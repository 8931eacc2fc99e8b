package org.imprint.lab.plan;

import java.util.List;

/**
 * Runs that share a place and all stages up to GEN: what one worker does in one go, and what shards divide.
 *
 * @param place the embeddings
 * @param stage NORMpre, presampling, GEN and seed
 * @param runs the runs, those of one task together
 * @param work what it costs; only its counts where the shape of the place is not known
 */
public record Batch(Place place, GenStage stage, List<DistinctRun> runs, Work work) {

    /** Copies the list. */
    public Batch {
        runs = List.copyOf(runs);
    }

    /** Returns how many combinations of the sweep it stands for. */
    public long combinations() {
        return runs.stream().mapToLong(DistinctRun::size).sum();
    }

    /** Returns the name in messages and claims; different batches of a plan have different names. */
    public String name() {
        return place.name() + ": " + stage.name();
    }
}
