package org.imprint.cluster.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * Makes jobs of the places of a plan: one job each, or as few as wanted with about equal cost.
 *
 * <p>A place of unknown cost counts as much for each run as those of known cost do on average, a second if none is known.
 */
public final class JobPlanner {

    private final List<WorkEstimate> work;
    private final double[] seconds;

    private JobPlanner(List<WorkEstimate> work) {
        this.work = work;
        double known = 0;
        long runs = 0;
        for (WorkEstimate w : work) {
            if (w.seconds().isPresent()) {
                known += w.seconds().getAsDouble();
                runs += w.runs();
            }
        }
        double perRun = runs == 0 ? 1 : known / runs;
        seconds = work.stream()
                .mapToDouble(w -> w.seconds().orElse(perRun * w.runs()))
                .toArray();
    }

    /**
     * Plans the jobs.
     *
     * @param work places, each once
     * @param rule into how many shards
     * @param maxJobs most jobs; one for each place if empty
     * @throws ImprintException if there is no work, or a job would have too many indexes
     */
    public static List<PlannedJob> plan(List<WorkEstimate> work, ShardRule rule, OptionalInt maxJobs) {
        Checks.require(!work.isEmpty(), "a job needs at least one combination; those chosen", 0);
        maxJobs.ifPresent(n -> Checks.inRange("max-jobs", n, 1, PlannedJob.MOST_INDEXES));
        return new JobPlanner(work).jobs(rule, maxJobs.orElse(work.size()));
    }

    private List<PlannedJob> jobs(ShardRule rule, int maxJobs) {
        int[] counts = rule instanceof ShardRule.Total total
                ? divided(total.shards())
                : below(((ShardRule.Longest) rule).minutes() * 60);
        int jobs = Math.min(maxJobs, work.size());
        List<List<Integer>> groups = new ArrayList<>();
        PriorityQueue<Load> loads =
                new PriorityQueue<>(Comparator.comparingDouble(Load::seconds).thenComparingInt(Load::group));
        for (int g = 0; g < jobs; g++) {
            groups.add(new ArrayList<>());
            loads.add(new Load(g, 0));
        }
        for (int w : byCost()) {
            Load least = loads.remove();
            groups.get(least.group).add(w);
            // One that costs nothing still goes to the group with the fewest.
            loads.add(new Load(least.group, least.seconds + Math.max(seconds[w], 1e-9)));
        }
        groups.forEach(g -> g.sort(Comparator.naturalOrder()));
        groups.sort(Comparator.comparingInt(g -> g.get(0)));
        return groups.stream().map(g -> job(g, counts)).toList();
    }

    private PlannedJob job(List<Integer> group, int[] counts) {
        List<Shard> shards = new ArrayList<>();
        double sum = 0;
        for (int w : group) {
            int count = counts[w];
            IntStream.range(0, count)
                    .forEach(i -> shards.add(new Shard(work.get(w).place(), i, count)));
            sum += seconds[w];
        }
        return new PlannedJob(shards, sum);
    }

    private List<Integer> byCost() {
        return IntStream.range(0, seconds.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer w) -> -seconds[w]).thenComparing(w -> w))
                .toList();
    }

    /** Gives one shard to each place and every further one where shards are longest, until all are given or none helps. */
    private int[] divided(int total) {
        int[] counts = new int[seconds.length];
        Arrays.fill(counts, 1);
        PriorityQueue<Load> longest = new PriorityQueue<>(
                Comparator.comparingDouble((Load l) -> -l.seconds).thenComparingInt(Load::group));
        for (int w = 0; w < counts.length; w++) {
            longest.add(new Load(w, seconds[w]));
        }
        int left = total - counts.length;
        while (left > 0 && !longest.isEmpty()) {
            int w = longest.remove().group;
            if (counts[w] < most(w)) {
                counts[w]++;
                left--;
                longest.add(new Load(w, seconds[w] / counts[w]));
            }
        }
        return counts;
    }

    private int[] below(double limit) {
        return IntStream.range(0, seconds.length)
                .map(w -> (int) Math.min(most(w), Math.max(1, Math.ceil(seconds[w] / limit))))
                .toArray();
    }

    private int most(int w) {
        return Math.min(work.get(w).batches(), Shard.MOST);
    }

    private record Load(int group, double seconds) {}
}
