package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.DistinctRun;
import org.imprint.lab.plan.FoldedRun;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.Combination;

/**
 * What a store lacks of a batch.
 *
 * @param runs runs that must be done
 * @param aliases outcomes that follow from what is done
 * @param settled combinations that have an outcome and keep it
 * @param failed those of them that failed
 */
record Pending(List<DistinctRun> runs, List<Alias> aliases, long settled, long failed) {

    /** An outcome that needs no work. */
    record Alias(Combination combination, Outcome.EqualTo outcome) {}

    boolean isEmpty() {
        return runs.isEmpty() && aliases.isEmpty();
    }

    static Pending of(Batch batch, ResultStore store, boolean retryFailed) {
        List<DistinctRun> runs = new ArrayList<>();
        List<Alias> aliases = new ArrayList<>();
        long settled = 0;
        long failed = 0;
        for (DistinctRun run : batch.runs()) {
            Optional<Combination> done = done(run, store);
            if (done.isPresent()) {
                settled += aliases(run, done.get(), store, aliases);
            } else {
                long failures =
                        members(run).stream().filter(c -> failed(c, store)).count();
                if (failures == run.size() && !retryFailed) {
                    settled += failures;
                    failed += failures;
                } else {
                    runs.add(run);
                }
            }
        }
        return new Pending(runs, aliases, settled, failed);
    }

    /** Adds what members lack that are equal to one that is done, and returns how many lack nothing. */
    private static long aliases(DistinctRun run, Combination done, ResultStore store, List<Alias> aliases) {
        long settled = 0;
        for (Combination member : members(run)) {
            if (member.equals(done) || store.isDone(member)) {
                settled++;
            } else {
                aliases.add(new Alias(member, new Outcome.EqualTo(done, sentence(run, member, done))));
            }
        }
        return settled;
    }

    private static String sentence(DistinctRun run, Combination member, Combination done) {
        return run.folded().stream()
                .filter(f -> f.combination().equals(member) || f.combination().equals(done))
                .map(FoldedRun::sentence)
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
    }

    /** Returns the member that was run itself. */
    private static Optional<Combination> done(DistinctRun run, ResultStore store) {
        return members(run).stream()
                .filter(c ->
                        store.outcome(c).filter(o -> o instanceof Outcome.Done).isPresent())
                .findFirst();
    }

    private static boolean failed(Combination c, ResultStore store) {
        return store.outcome(c).filter(o -> o instanceof Outcome.Failed).isPresent();
    }

    private static List<Combination> members(DistinctRun run) {
        List<Combination> members = new ArrayList<>();
        members.add(run.combination());
        run.folded().forEach(f -> members.add(f.combination()));
        return members;
    }
}
