package org.imprint.lab.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;

/**
 * The work of a sweep: batches in the order in which they are done, those of one place together.
 *
 * @param semantics whose numbers the runs give
 * @param batches the batches
 */
public record Plan(Semantics semantics, List<Batch> batches) {

    /** Copies the list. */
    public Plan {
        batches = List.copyOf(batches);
    }

    /** Returns how many combinations the plan covers. */
    public long combinations() {
        return batches.stream().mapToLong(Batch::combinations).sum();
    }

    /** Returns how many of them are run. */
    public long distinct() {
        return batches.stream().mapToLong(b -> b.runs().size()).sum();
    }

    /** Returns how many combinations each rule folded; one that several rules folded counts under the first. */
    public Map<FoldRule, Long> folded() {
        Map<FoldRule, Long> counts = new EnumMap<>(FoldRule.class);
        for (Batch batch : batches) {
            for (DistinctRun run : batch.runs()) {
                run.folded().forEach(f -> counts.merge(f.firstRule(), 1L, Long::sum));
            }
        }
        return counts;
    }

    /** Returns the work of all batches; its bytes are those of the largest. */
    public Work work() {
        return batches.stream().map(Batch::work).reduce(Work.NONE, Work::plus);
    }

    /**
     * Returns one of n parts of this plan. Every batch is in exactly one part; parts have about the same cost on any machine.
     *
     * @param index in [0, n)
     * @param n number of parts, in [1, 100000]; some are empty if there are more parts than batches
     */
    public Plan shard(int index, int n) {
        Checks.inRange("shards", n, 1, 100_000);
        Checks.inRange("shard", index, 0, n - 1);
        List<Integer> order = new ArrayList<>();
        double[] costs = new double[batches.size()];
        for (int b = 0; b < costs.length; b++) {
            order.add(b);
            costs[b] = cost(batches.get(b));
        }
        order.sort(Comparator.comparingDouble((Integer b) -> -costs[b]).thenComparing(b -> b));
        int[] owner = new int[costs.length];
        PriorityQueue<Load> loads =
                new PriorityQueue<>(Comparator.comparingDouble(Load::seconds).thenComparingInt(Load::shard));
        for (int s = 0; s < n; s++) {
            loads.add(new Load(s, 0));
        }
        for (int b : order) {
            Load least = loads.remove();
            owner[b] = least.shard;
            loads.add(new Load(least.shard, least.seconds + costs[b]));
        }
        List<Batch> mine = new ArrayList<>();
        for (int b = 0; b < owner.length; b++) {
            if (owner[b] == index) {
                mine.add(batches.get(b));
            }
        }
        return new Plan(semantics, mine);
    }

    /** Returns nominal seconds, never 0, so that batches of unknown cost are spread too. */
    private static double cost(Batch batch) {
        return CostModel.NOMINAL.seconds(batch.work()) + 1e-4 * batch.runs().size();
    }

    private record Load(int shard, double seconds) {}
}
