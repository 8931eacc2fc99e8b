package org.imprint.cluster.work;

import org.imprint.core.Checks;
import org.imprint.lab.plan.Place;

/**
 * What one index of a job does: a part of the plan of one place.
 *
 * @param place the embeddings
 * @param index which part, in [0, count)
 * @param count how many parts the place is divided into
 */
public record Shard(Place place, int index, int count) {

    /** Most parts of a place. */
    public static final int MOST = 100_000;

    /** Checks the range. */
    public Shard {
        Checks.inRange("shards of " + place.name(), count, 1, MOST);
        Checks.inRange("shard of " + place.name(), index, 0, count - 1);
    }
}
