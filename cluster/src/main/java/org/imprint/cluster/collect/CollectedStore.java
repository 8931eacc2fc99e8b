package org.imprint.cluster.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.plan.DistinctRun;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreMerge;
import org.imprint.lab.sweep.Combination;

/**
 * What a plan finds in the merged store of its shards.
 *
 * @param shards how many stores were found
 * @param planned how many combinations the plan has, each once
 * @param missing those without an outcome
 * @param failed those that failed
 * @param damage what of the shards' stores could not be read, a sentence each
 */
public record CollectedStore(
        int shards, long planned, List<Combination> missing, List<Combination> failed, List<String> damage) {

    /** Copies the lists. */
    public CollectedStore {
        missing = List.copyOf(missing);
        failed = List.copyOf(failed);
        damage = List.copyOf(damage);
    }

    /** Returns whether every planned combination has scores. */
    public boolean isComplete() {
        return missing.isEmpty() && failed.isEmpty();
    }

    /**
     * Merges the stores in the folders of a folder into one, and looks for every planned run.
     *
     * @param plan all that was to be run
     * @param shards folder with a store in each folder
     * @param store the store of all; made if it does not exist; may hold results already
     * @throws ImprintException if there is no store in {@code shards}, or one of other semantics, λ or embeddings than the
     *     plan and the stores before it; nothing is merged then
     */
    public static CollectedStore of(Plan plan, Path shards, Path store) {
        List<Path> stores = stores(shards);
        Checks.require(
                !stores.isEmpty(), shards + ": must hold a folder with a result store for each shard, stores", 0);
        List<String> damage = damage(plan, stores);
        StoreMerge.into(store, stores);
        try (ResultStore merged = ResultStore.open(store)) {
            return of(plan, merged, stores.size(), damage);
        }
    }

    /** Returns what is damaged; throws, naming the shard, before anything is merged that does not go with the rest. */
    private static List<String> damage(Plan plan, List<Path> stores) {
        List<String> damage = new ArrayList<>();
        Settings all = Settings.of(plan.semantics());
        for (Path path : stores) {
            try (ResultStore shard = ResultStore.open(path)) {
                List<String> conflicts = all.conflicts(shard.settings());
                Checks.require(
                        conflicts.isEmpty(),
                        path + ": must have been made under the settings of the sweep and of the other shards",
                        "another: " + String.join("; ", conflicts));
                all = all.and(shard.settings());
                shard.findings().stream().filter(f -> !f.isHarmless()).forEach(f -> damage.add(f.toString()));
            }
        }
        return damage;
    }

    private static CollectedStore of(Plan plan, ResultStore merged, int shards, List<String> damage) {
        Set<Combination> all = new LinkedHashSet<>();
        plan.batches().forEach(b -> b.runs().forEach(r -> members(r).forEach(all::add)));
        List<Combination> missing = new ArrayList<>();
        List<Combination> failed = new ArrayList<>();
        for (Combination c : all) {
            Optional<Outcome> outcome = merged.outcome(c);
            if (outcome.isEmpty()) {
                missing.add(c);
            } else if (outcome.get() instanceof Outcome.Failed) {
                failed.add(c);
            }
        }
        return new CollectedStore(shards, all.size(), missing, failed, damage);
    }

    private static Stream<Combination> members(DistinctRun run) {
        return Stream.concat(Stream.of(run.combination()), run.folded().stream().map(f -> f.combination()));
    }

    private static List<Path> stores(Path shards) {
        Checks.require(Files.isDirectory(shards), shards + ": must be a folder with the stores of the shards", "none");
        try (Stream<Path> folders = Files.list(shards)) {
            return folders.filter(StoreMerge::isStore).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(shards + ": cannot be read", e);
        }
    }
}
