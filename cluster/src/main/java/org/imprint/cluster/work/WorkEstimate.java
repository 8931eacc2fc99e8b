package org.imprint.cluster.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.imprint.core.Checks;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.CostModel;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.Plan;

/**
 * What a plan has to do at one place.
 *
 * @param place the embeddings
 * @param combinations how many combinations of the sweep
 * @param runs how many of these are run, the others being equal to them
 * @param batches into how many parts the work can be divided at most
 * @param seconds estimate for one worker of a nominal machine; empty if nothing is known of the embeddings
 */
public record WorkEstimate(Place place, long combinations, long runs, int batches, OptionalDouble seconds) {

    /** Checks the counts. */
    public WorkEstimate {
        Checks.require(batches >= 1, "batches must be at least 1", batches);
        Checks.require(runs >= 1 && combinations >= runs, "runs must be in [1, " + combinations + "]", runs);
    }

    /** Returns the estimates of the places of a plan, in its order. */
    public static List<WorkEstimate> of(Plan plan) {
        Map<Place, List<Batch>> places = new LinkedHashMap<>();
        plan.batches()
                .forEach(b -> places.computeIfAbsent(b.place(), p -> new ArrayList<>())
                        .add(b));
        List<WorkEstimate> all = new ArrayList<>();
        places.forEach((place, batches) -> all.add(of(place, batches)));
        return all;
    }

    private static WorkEstimate of(Place place, List<Batch> batches) {
        long combinations = batches.stream().mapToLong(Batch::combinations).sum();
        long runs = batches.stream().mapToLong(b -> b.runs().size()).sum();
        double seconds = batches.stream()
                .mapToDouble(b -> CostModel.NOMINAL.seconds(b.work()))
                .sum();
        return new WorkEstimate(
                place,
                combinations,
                runs,
                batches.size(),
                seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty());
    }
}
