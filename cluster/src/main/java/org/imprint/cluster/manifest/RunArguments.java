package org.imprint.cluster.manifest;

import java.util.ArrayList;
import java.util.List;
import org.imprint.cluster.work.PlannedJob;
import org.imprint.cluster.work.Shard;
import org.imprint.lab.plan.Place;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.CombinationFilter.Condition;
import org.imprint.lab.sweep.key.DataKey;

/** Says the shards of jobs as arguments of {@code imprint run}. */
final class RunArguments {

    private final SweepWork work;
    private final String sweep;
    private final int workers;

    RunArguments(SweepWork work, String sweep, int workers) {
        this.work = work;
        this.sweep = sweep;
        this.workers = workers;
    }

    /** Returns the folder in which each shard has a store of its own. */
    static String shards(String sweep) {
        return Storage.RESULTS + "/" + sweep + "/shards";
    }

    /** Returns the folder of the store of all shards. */
    static String store(String sweep) {
        return Storage.RESULTS + "/" + sweep + "/store";
    }

    /** Returns the arguments of a job: what differs between indexes is the index itself, or stands in lists. */
    List<String> of(PlannedJob job, String name) {
        return job.onlyPlace()
                .map(place -> of(
                        place, IndexedArguments.INDEX + "/" + job.shards().size(), name + "-" + IndexedArguments.INDEX))
                .orElseGet(() -> List.of("run", file(), IndexedArguments.FROM_LIST));
    }

    /** Returns the arguments of each index of a job with several places; none for other jobs. */
    List<List<String>> lists(PlannedJob job, String name) {
        List<List<String>> lists = new ArrayList<>();
        if (job.onlyPlace().isEmpty()) {
            for (int i = 0; i < job.shards().size(); i++) {
                Shard shard = job.shards().get(i);
                List<String> all = of(shard.place(), shard.index() + "/" + shard.count(), name + "-" + i);
                lists.add(all.subList(2, all.size()));
            }
        }
        return lists;
    }

    private List<String> of(Place place, String shard, String store) {
        List<String> all = new ArrayList<>(List.of("run", file()));
        all.addAll(work.changes().options());
        filter(place).conditions().forEach(c -> all.addAll(List.of("--filter", c.toString())));
        all.addAll(List.of("--shard", shard));
        all.addAll(List.of("--data", Storage.DATA, "--store", shards(sweep) + "/" + store));
        all.addAll(List.of("--workers", Integer.toString(workers), "--retry-failed"));
        return all;
    }

    private String file() {
        return JobMaker.SWEEP_FOLDER + "/" + work.key();
    }

    /** Returns the filter that chooses a place. */
    static CombinationFilter filter(Place place) {
        DataChoice any = new DataChoice(
                place.backbone(),
                place.dataSets(),
                place.mapping(),
                new org.imprint.lab.sweep.label.TaskSplits("any", List.of(List.of(0))));
        List<Condition> conditions = new ArrayList<>();
        for (DataKey key : List.of(DataKey.BACKBONE, DataKey.DATASET, DataKey.REMAPPING)) {
            conditions.addAll(CombinationFilter.of(key, key.of(any)).conditions());
        }
        return new CombinationFilter(conditions);
    }
}
