package org.imprint.cluster.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.imprint.lab.plan.Place;
import org.imprint.lab.sweep.label.LabelMapping;
import org.junit.jupiter.api.Test;

class JobPlannerTest {

    private static WorkEstimate work(String backbone, int batches, double seconds) {
        return new WorkEstimate(
                new Place(backbone, List.of("MNIST"), LabelMapping.none()),
                batches,
                batches,
                batches,
                seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty());
    }

    private static List<Integer> shardCounts(List<PlannedJob> jobs) {
        return jobs.stream().map(j -> j.shards().size()).toList();
    }

    @Test
    void shardsGoWhereTheWorkIs() {
        List<WorkEstimate> work = List.of(work("a", 100, 100), work("b", 100, 300));

        List<PlannedJob> jobs = JobPlanner.plan(work, new ShardRule.Total(8), OptionalInt.empty());

        assertThat(shardCounts(jobs)).containsExactly(2, 6);
        assertThat(jobs.get(1).shards().get(5)).isEqualTo(new Shard(work.get(1).place(), 5, 6));
    }

    @Test
    void noPlaceHasMoreShardsThanBatchesOrFewerThanOne() {
        List<WorkEstimate> work = List.of(work("a", 2, 1000), work("b", 1, 1), work("c", 9, 1));

        assertThat(shardCounts(JobPlanner.plan(work, new ShardRule.Total(1), OptionalInt.empty())))
                .containsExactly(1, 1, 1);
        assertThat(shardCounts(JobPlanner.plan(work, new ShardRule.Total(500), OptionalInt.empty())))
                .containsExactly(2, 1, 9);
    }

    @Test
    void aTimeGivesAsManyShardsAsItTakes() {
        List<WorkEstimate> work = List.of(work("a", 100, 3600), work("b", 100, 59));

        List<PlannedJob> jobs = JobPlanner.plan(work, new ShardRule.Longest(10), OptionalInt.empty());

        assertThat(shardCounts(jobs)).containsExactly(6, 1);
    }

    @Test
    void placesOfUnknownCostCountLikeTheOthers() {
        List<WorkEstimate> work = List.of(work("a", 10, 20), work("b", 30, 0));

        List<PlannedJob> jobs = JobPlanner.plan(work, new ShardRule.Total(8), OptionalInt.empty());

        assertThat(jobs.get(1).seconds()).isEqualTo(60);
        assertThat(shardCounts(jobs)).containsExactly(2, 6);
    }

    @Test
    void fewerJobsAreOfAboutEqualCost() {
        List<WorkEstimate> work = List.of(work("a", 9, 5), work("b", 9, 1), work("c", 9, 4), work("d", 9, 2));

        List<PlannedJob> jobs = JobPlanner.plan(work, new ShardRule.Total(4), OptionalInt.of(2));

        assertThat(jobs).extracting(PlannedJob::seconds).containsExactly(6.0, 6.0);
        assertThat(jobs.get(0).title()).isEqualTo("a, MNIST; b, MNIST");
        assertThat(jobs.get(0).onlyPlace()).isEmpty();
    }

    @Test
    void everyShardOfEveryPlaceIsInOneJob() {
        qt().withExamples(500)
                .forAll(
                        lists().of(integers().between(0, 50)).ofSizeBetween(1, 20),
                        integers().between(1, 200),
                        integers().between(1, 25))
                .checkAssert((seconds, shards, maxJobs) -> {
                    List<WorkEstimate> work = IntStream.range(0, seconds.size())
                            .mapToObj(i -> work("b" + i, 1 + seconds.get(i) % 7, seconds.get(i)))
                            .toList();
                    List<PlannedJob> jobs = JobPlanner.plan(work, new ShardRule.Total(shards), OptionalInt.of(maxJobs));

                    List<Shard> all = new ArrayList<>();
                    jobs.forEach(j -> all.addAll(j.shards()));
                    assertThat(jobs).hasSize(Math.min(maxJobs, work.size()));
                    assertThat(all).doesNotHaveDuplicates();
                    for (WorkEstimate w : work) {
                        List<Shard> ofPlace = all.stream()
                                .filter(s -> s.place().equals(w.place()))
                                .toList();
                        int count = ofPlace.get(0).count();
                        assertThat(count).isBetween(1, w.batches());
                        assertThat(ofPlace)
                                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count)
                                        .mapToObj(i -> new Shard(w.place(), i, count))
                                        .toList());
                        assertThat(jobs.stream().filter(j -> j.places().contains(w.place())))
                                .hasSize(1);
                    }
                });
    }

    @Test
    void refusesNoWorkAndSillyNumbers() {
        assertThatThrownBy(() -> JobPlanner.plan(List.of(), new ShardRule.Total(1), OptionalInt.empty()))
                .hasMessage("a job needs at least one combination; those chosen, was 0");
        assertThatThrownBy(() -> new ShardRule.Total(0)).hasMessage("shards must be in [1, 100000], was 0");
        assertThatThrownBy(() -> new ShardRule.Longest(0))
                .hasMessage("minutes of a shard must be a finite number > 0, was 0.0");
        assertThatThrownBy(() -> JobPlanner.plan(List.of(work("a", 1, 1)), new ShardRule.Total(1), OptionalInt.of(0)))
                .hasMessage("max-jobs must be in [1, 100000], was 0");
    }
}
