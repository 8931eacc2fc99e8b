package org.imprint.cluster.client;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.cluster.manifest.Marks;

/**
 * A job and its repetitions as they are on the cluster, and what that means for each index of the job.
 *
 * <p>An index is complete if it is in any of them; else it is under way if one that is not finished has it and has not given it up;
 * else it is missing.
 */
final class JobRounds {

    /** One job on the cluster, and the index of the first job that each of its own stands for. */
    private record Round(Job job, int[] standsFor) {}

    private final String name;
    private final int indexes;
    private final List<Round> rounds = new ArrayList<>();
    private final BitSet complete = new BitSet();
    private final BitSet underWay = new BitSet();

    /**
     * Reads the rounds of a job.
     *
     * @param wanted the job as it should be
     * @param there all jobs of the sweep on the cluster
     */
    JobRounds(Job wanted, List<Job> there) {
        name = wanted.getMetadata().getName();
        indexes = wanted.getSpec().getCompletions();
        there.stream()
                .filter(this::isRound)
                .sorted(Comparator.comparingInt(this::number))
                .forEach(job -> rounds.add(new Round(job, standsFor(job))));
        for (Round round : rounds) {
            JobStatus status = Optional.ofNullable(round.job.getStatus()).orElseGet(JobStatus::new);
            BitSet done = IndexSet.parse(status.getCompletedIndexes());
            BitSet failed = IndexSet.parse(status.getFailedIndexes());
            boolean finished = finished(round.job).isPresent();
            for (int i = 0; i < round.standsFor.length; i++) {
                if (done.get(i)) {
                    complete.set(round.standsFor[i]);
                } else if (!failed.get(i) && !finished) {
                    underWay.set(round.standsFor[i]);
                }
            }
        }
        underWay.andNot(complete);
    }

    private boolean isRound(Job job) {
        return job.getMetadata().getName().equals(name) || name.equals(annotation(job, Marks.REPEATS));
    }

    private int number(Job job) {
        return job.getMetadata().getName().equals(name)
                ? 1
                : Integer.parseInt(job.getMetadata().getName().replaceFirst("^.*-r", ""));
    }

    private static int[] standsFor(Job job) {
        String listed = annotation(job, Marks.INDEXES);
        int own = job.getSpec().getCompletions();
        if (listed.isEmpty()) {
            return java.util.stream.IntStream.range(0, own).toArray();
        }
        return IndexSet.parse(listed).stream().toArray();
    }

    private static String annotation(Job job, String key) {
        Map<String, String> all = job.getMetadata().getAnnotations();
        return all == null ? "" : all.getOrDefault(key, "");
    }

    /** Returns {@code Complete} or {@code Failed} if a job is finished. */
    static Optional<String> finished(Job job) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(c -> "True".equals(c.getStatus()))
                .map(c -> c.getType())
                .filter(t -> t.equals("Complete") || t.equals("Failed"))
                .findFirst();
    }

    /** Returns whether nothing of the job is on the cluster. */
    boolean isAbsent() {
        return rounds.isEmpty();
    }

    /** Returns the first job, if it is there. */
    Optional<Job> first() {
        return rounds.stream()
                .map(Round::job)
                .filter(j -> j.getMetadata().getName().equals(name))
                .findFirst();
    }

    BitSet complete() {
        return (BitSet) complete.clone();
    }

    BitSet underWay() {
        return (BitSet) underWay.clone();
    }

    /** Returns the indexes that nobody has done or is doing. */
    BitSet missing() {
        BitSet missing = new BitSet();
        missing.set(0, indexes);
        missing.andNot(complete);
        missing.andNot(underWay);
        return missing;
    }

    /** Returns the name of the next repetition. */
    String next() {
        int last = rounds.stream().mapToInt(r -> number(r.job)).max().orElse(1);
        return name + "-r" + (last + 1);
    }

    /** A job on the cluster, and which of its own indexes stands for a given one. */
    record Place(String job, int index) {}

    /** Returns where an index was tried last. */
    Optional<Place> latest(int index) {
        for (int r = rounds.size() - 1; r >= 0; r--) {
            int[] standsFor = rounds.get(r).standsFor;
            for (int i = 0; i < standsFor.length; i++) {
                if (standsFor[i] == index) {
                    return Optional.of(new Place(rounds.get(r).job.getMetadata().getName(), i));
                }
            }
        }
        return Optional.empty();
    }
}
