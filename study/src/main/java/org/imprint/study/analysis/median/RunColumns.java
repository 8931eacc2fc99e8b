package org.imprint.study.analysis.median;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;

/** Runs as columns of numbers: 41 bytes a run, whatever their objects weigh. Not safe for use by several threads. */
final class RunColumns {

    /** Done here. */
    static final byte DONE = 0;
    /** Has the scores of another run. */
    static final byte EQUAL = 1;
    /** Threw. */
    static final byte FAILED = 2;

    private static final int SEEN_AT_MOST = 10_000;
    private static final int NO_ERROR = -1;

    private final Semantics semantics;
    private final List<DataChoice> groups = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Map<DataChoice, Integer> groupIds = new HashMap<>();
    private final Map<DataChoice, Integer> seen = new IdentityHashMap<>();
    private final Map<Method, Integer> methodIds = new HashMap<>();
    private final Map<String, Integer> errorIds = new HashMap<>();

    private int size;
    private int[] group = new int[1024];
    private int[] method = new int[1024];
    private int[] error = new int[1024];
    private long[] seed = new long[1024];
    private double[] accuracy = new double[1024];
    private double[] seconds = new double[1024];
    private byte[] outcome = new byte[1024];

    RunColumns(Semantics semantics) {
        this.semantics = semantics;
    }

    void add(StoredRun run) {
        if (size == group.length) {
            grow();
        }
        group[size] = groupId(run.combination().data());
        method[size] = id(run.combination().method(), methodIds, methods);
        seed[size] = run.combination().seed();
        accuracy[size] = run.scores().map(this::percent).orElse(Double.NaN);
        seconds[size] = run.cost().map(c -> c.generationSeconds()).orElse(0.0);
        boolean failed = run.outcome() instanceof Outcome.Failed;
        error[size] = run.outcome() instanceof Outcome.Failed f ? id(f.error(), errorIds, errors) : NO_ERROR;
        outcome[size] = failed ? FAILED : run.outcome() instanceof Outcome.EqualTo ? EQUAL : DONE;
        size++;
    }

    private double percent(Scores scores) {
        return semantics.isReference() ? scores.publishedAccuracy() : 100 * scores.accuracy();
    }

    /** Hashing a remapping of a thousand classes costs more than the rest of a run, so objects met before are not hashed. */
    private int groupId(DataChoice data) {
        Integer known = seen.get(data);
        if (known == null) {
            if (seen.size() == SEEN_AT_MOST) {
                seen.clear();
            }
            known = id(data, groupIds, groups);
            seen.put(data, known);
        }
        return known;
    }

    private static <T> int id(T value, Map<T, Integer> ids, List<T> values) {
        Integer known = ids.get(value);
        if (known != null) {
            return known;
        }
        ids.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    private void grow() {
        int larger = size * 2;
        group = Arrays.copyOf(group, larger);
        method = Arrays.copyOf(method, larger);
        error = Arrays.copyOf(error, larger);
        seed = Arrays.copyOf(seed, larger);
        accuracy = Arrays.copyOf(accuracy, larger);
        seconds = Arrays.copyOf(seconds, larger);
        outcome = Arrays.copyOf(outcome, larger);
    }

    int size() {
        return size;
    }

    List<DataChoice> groups() {
        return groups;
    }

    List<Method> methods() {
        return methods;
    }

    int group(int run) {
        return group[run];
    }

    int method(int run) {
        return method[run];
    }

    long seed(int run) {
        return seed[run];
    }

    /** Returns the accuracy in per cent; NaN without scores. */
    double accuracy(int run) {
        return accuracy[run];
    }

    /** Returns the seconds of GEN; 0 if not known. */
    double seconds(int run) {
        return seconds[run];
    }

    byte outcome(int run) {
        return outcome[run];
    }

    /** Returns what went wrong; empty text if nothing did. */
    String error(int run) {
        return error[run] == NO_ERROR ? "" : errors.get(error[run]);
    }
}
