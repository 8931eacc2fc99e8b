package org.imprint.study.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Interner;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.MethodOrder;
import org.imprint.study.analysis.median.Group;
import org.imprint.study.analysis.median.Medians;

/**
 * All runs, compact, in an order that does not depend on the order in which they came: by group, configuration and seed.
 *
 * <p>A group is a {@link DataChoice}, a configuration a {@link Method}. About 150 bytes a run.
 */
final class RunTable {

    private static final int MOST = 1 << 20;

    private final Interner<DataChoice> groups = new Interner<>();
    private final Interner<Method> methods = new Interner<>();
    private final Interner<Long> seeds = new Interner<>();
    private final Interner<String> reasons = new Interner<>();
    private final Map<Session, Work> sessions = new LinkedHashMap<>();
    private final List<CompactRun> runs = new ArrayList<>();
    private final List<DataChoice> sortedGroups;
    private final List<Method> sortedMethods;
    private final List<Long> sortedSeeds;
    private final List<String> sortedReasons;
    private final Set<Long> done = new HashSet<>();

    private final Medians medians;
    private final int[] medianGroups;
    private final int[] medianMethods;

    private RunTable(Stream<StoredRun> stored) {
        // A store is read once, so both take each run as it comes.
        medians = Medians.of(
                stored.sequential().map(run -> {
                    add(run);
                    return run;
                }),
                Semantics.CORRECTED);
        sortedGroups = groups.values().stream().sorted(Orders.groups()).toList();
        sortedMethods = methods.values().stream().sorted(MethodOrder.METHOD).toList();
        sortedSeeds = seeds.values().stream().sorted().toList();
        sortedReasons = reasons.values().stream().sorted().toList();
        int most = Math.max(sortedGroups.size(), Math.max(sortedMethods.size(), sortedSeeds.size()));
        Checks.require(most < MOST, "a report holds fewer than " + MOST + " groups, configurations and seeds", most);
        renumber();
        runs.sort(Comparator.comparingLong(CompactRun::key));
        runs.stream().filter(r -> r.status == CompactRun.DONE).forEach(r -> done.add(r.key()));
        medianGroups = placesIn(medians.groups().stream().map(Group::data).toList(), sortedGroups);
        medianMethods = placesIn(medians.methods(), sortedMethods);
    }

    static RunTable of(Stream<StoredRun> stored) {
        return new RunTable(stored);
    }

    private void add(StoredRun stored) {
        Combination c = stored.combination();
        Outcome outcome = stored.outcome();
        CompactRun run = new CompactRun(
                groups.number(c.data()), methods.number(c.method()), seeds.number(c.seed()), status(outcome));
        stored.scores().ifPresent(run::take);
        stored.cost().ifPresent(run::take);
        if (outcome instanceof Outcome.EqualTo equal) {
            run.reason = reasons.number(equal.rule());
            run.otherGroup = groups.number(equal.other().data());
            run.otherMethod = methods.number(equal.other().method());
            run.otherSeed = seeds.number(equal.other().seed());
        } else if (outcome instanceof Outcome.Failed failed) {
            run.reason = reasons.number(failed.error());
        }
        sessions.computeIfAbsent(stored.session(), s -> new Work()).count(stored.at());
        runs.add(run);
    }

    private static int status(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return CompactRun.DONE;
        }
        return outcome instanceof Outcome.EqualTo ? CompactRun.EQUAL : CompactRun.FAILED;
    }

    private void renumber() {
        int[] g = places(groups.values(), sortedGroups);
        int[] m = places(methods.values(), sortedMethods);
        int[] s = places(seeds.values(), sortedSeeds);
        int[] r = places(reasons.values(), sortedReasons);
        for (CompactRun run : runs) {
            run.group = g[run.group];
            run.method = m[run.method];
            run.seed = s[run.seed];
            if (run.status == CompactRun.EQUAL) {
                run.otherGroup = g[run.otherGroup];
                run.otherMethod = m[run.otherMethod];
                run.otherSeed = s[run.otherSeed];
            }
            if (run.status != CompactRun.DONE) {
                run.reason = r[run.reason];
            }
        }
    }

    /** Returns where values are in a list that has some of them; -1 for the others. */
    private static <T> int[] placesIn(List<T> some, List<T> values) {
        Map<T, Integer> places = new HashMap<>();
        some.forEach(value -> places.put(value, places.size()));
        return values.stream().mapToInt(value -> places.getOrDefault(value, -1)).toArray();
    }

    private static <T> int[] places(List<T> before, List<T> after) {
        Interner<T> sorted = new Interner<>();
        after.forEach(sorted::number);
        return before.stream().mapToInt(sorted::number).toArray();
    }

    /** Returns the medians over the seeds, which number groups and configurations in their own way. */
    Medians medians() {
        return medians;
    }

    /** Returns the place in the medians of a group; -1 if it has no runs, but others refer to it. */
    int medianGroup(int group) {
        return medianGroups[group];
    }

    /** Returns the place in the medians of a configuration; -1 if it has no runs, but others refer to it. */
    int medianMethod(int method) {
        return medianMethods[method];
    }

    List<DataChoice> groups() {
        return sortedGroups;
    }

    List<Method> methods() {
        return sortedMethods;
    }

    List<Long> seeds() {
        return sortedSeeds;
    }

    /** Returns rules and errors. */
    List<String> reasons() {
        return sortedReasons;
    }

    /** Returns the runs by group, configuration, seed. */
    List<CompactRun> runs() {
        return runs;
    }

    /** Returns the runs of each group, in order; empty for groups that only other runs refer to. */
    List<List<CompactRun>> runsByGroup() {
        List<List<CompactRun>> byGroup = new ArrayList<>();
        IntStream.range(0, sortedGroups.size()).forEach(g -> byGroup.add(new ArrayList<>()));
        runs.forEach(r -> byGroup.get(r.group).add(r));
        return byGroup;
    }

    /** Returns whether a run has figures of its own; the page finds those of an equal run at the run that it equals. */
    boolean hasOwnFigures(CompactRun run) {
        return run.scored && !(run.status == CompactRun.EQUAL && done.contains(run.otherKey()));
    }

    /** Returns for each configuration all of whose runs equal those of one other, on the same groups, that other. */
    Map<Integer, Integer> aliases() {
        Map<Integer, Integer> others = new TreeMap<>();
        Set<Integer> own = new HashSet<>();
        for (CompactRun run : runs) {
            boolean folded =
                    run.status == CompactRun.EQUAL && run.group == run.otherGroup && run.method != run.otherMethod;
            if (!folded || others.merge(run.method, run.otherMethod, (a, b) -> a.equals(b) ? a : -1) < 0) {
                own.add(run.method);
            }
        }
        others.keySet().removeAll(own);
        return others;
    }

    Map<Session, Work> sessions() {
        return sessions;
    }

    long count(int status) {
        return runs.stream().filter(r -> r.status == status).count();
    }

    /** What one process contributed. */
    static final class Work {
        private long runs;
        private Instant last = Instant.MIN;

        private void count(Instant at) {
            runs++;
            last = at.isAfter(last) ? at : last;
        }

        long runs() {
            return runs;
        }

        Instant last() {
            return last;
        }
    }
}
