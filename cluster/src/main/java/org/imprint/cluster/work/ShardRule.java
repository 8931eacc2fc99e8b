package org.imprint.cluster.work;

import org.imprint.core.Checks;

/** Into how many shards the work is divided. Every place has at least one, and none more than it has batches. */
public sealed interface ShardRule {

    /**
     * About so many over all jobs, divided among places by estimated cost.
     *
     * @param shards in [1, 100000]
     */
    record Total(int shards) implements ShardRule {
        public Total {
            Checks.inRange("shards", shards, 1, Shard.MOST);
        }
    }

    /**
     * As many as keep the estimate of each below a time.
     *
     * @param minutes of one worker of a nominal machine
     */
    record Longest(double minutes) implements ShardRule {
        public Longest {
            Checks.positive("minutes of a shard", minutes);
        }
    }
}
