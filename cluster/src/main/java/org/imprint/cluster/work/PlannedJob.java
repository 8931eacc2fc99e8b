package org.imprint.cluster.work;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.lab.plan.Place;

/**
 * One job of a sweep: its index i does {@code shards.get(i)}.
 *
 * @param shards what its indexes do, those of one place together
 * @param seconds estimate of all of them, of one worker of a nominal machine
 */
public record PlannedJob(List<Shard> shards, double seconds) {

    /** Most indexes of a job. */
    public static final int MOST_INDEXES = 100_000;

    /** Copies the list. */
    public PlannedJob {
        shards = List.copyOf(shards);
        Checks.inRange("indexes of a job", shards.size(), 1, MOST_INDEXES);
    }

    /** Returns the places, in order. */
    public List<Place> places() {
        return shards.stream().map(Shard::place).distinct().toList();
    }

    /** Returns the place if there is only one, whose shards are then all those of the job. */
    public Optional<Place> onlyPlace() {
        List<Place> places = places();
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    /** Returns the names of the places, for people. */
    public String title() {
        return places().stream().map(Place::name).collect(Collectors.joining("; "));
    }
}
