package org.imprint.study.analysis.median;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imprint.lab.sweep.Method;

/** Runs gathered by (group, configuration), within a cell by rising seed, each seed once. */
final class CellRuns {

    private final RunColumns columns;
    private final long[] keys;
    private final int[] starts;
    private final int[] runs;
    private final RunCounts counts;

    private CellRuns(RunColumns columns, long[] keys, int[] starts, int[] runs, RunCounts counts) {
        this.columns = columns;
        this.keys = keys;
        this.starts = starts;
        this.runs = runs;
        this.counts = counts;
    }

    static CellRuns of(RunColumns columns, List<Group> groups, List<Method> methods) {
        int[] groupPlace =
                places(columns.groups(), groups.stream().map(Group::data).toList());
        int[] methodPlace = places(columns.methods(), methods);
        long[] keyOfRun = IntStream.range(0, columns.size())
                .mapToLong(r -> key(groupPlace[columns.group(r)], methodPlace[columns.method(r)]))
                .toArray();
        long[] keys = Arrays.stream(keyOfRun).sorted().distinct().toArray();
        int[] starts = new int[keys.length + 1];
        int[] cellOfRun = new int[keyOfRun.length];
        for (int r = 0; r < keyOfRun.length; r++) {
            cellOfRun[r] = Arrays.binarySearch(keys, keyOfRun[r]);
            starts[cellOfRun[r] + 1]++;
        }
        for (int c = 0; c < keys.length; c++) {
            starts[c + 1] += starts[c];
        }
        int[] runs = new int[keyOfRun.length];
        int[] next = starts.clone();
        for (int r = 0; r < keyOfRun.length; r++) {
            runs[next[cellOfRun[r]]++] = r;
        }
        return once(columns, keys, starts, runs);
    }

    private static <T> int[] places(List<T> as, List<T> sorted) {
        Map<T, Integer> place = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            place.put(sorted.get(i), i);
        }
        return as.stream().mapToInt(place::get).toArray();
    }

    private static long key(int group, int method) {
        return (long) group << Integer.SIZE | method;
    }

    /** Sorts the runs of each cell by seed and keeps the last of each seed. */
    private static CellRuns once(RunColumns columns, long[] keys, int[] starts, int[] runs) {
        int[] kept = new int[runs.length];
        int[] newStarts = new int[starts.length];
        int size = 0;
        for (int c = 0; c < keys.length; c++) {
            sortBySeed(columns, runs, starts[c], starts[c + 1]);
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                boolean again = i + 1 < starts[c + 1] && columns.seed(runs[i]) == columns.seed(runs[i + 1]);
                if (!again) {
                    kept[size++] = runs[i];
                }
            }
            newStarts[c + 1] = size;
        }
        long[] outcomes = new long[3];
        for (int i = 0; i < size; i++) {
            outcomes[columns.outcome(kept[i])]++;
        }
        RunCounts counts = new RunCounts(
                outcomes[RunColumns.DONE],
                outcomes[RunColumns.EQUAL],
                outcomes[RunColumns.FAILED],
                runs.length - (long) size);
        return new CellRuns(columns, keys, newStarts, Arrays.copyOf(kept, size), counts);
    }

    /** Sorts by insertion: stable, and cells have a handful of runs. */
    private static void sortBySeed(RunColumns columns, int[] runs, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int run = runs[i];
            int j = i;
            while (j > from && columns.seed(runs[j - 1]) > columns.seed(run)) {
                runs[j] = runs[--j];
            }
            runs[j] = run;
        }
    }

    /** Returns the number of cells. */
    int size() {
        return keys.length;
    }

    /** Returns the cell; negative if there is none. */
    int find(int group, int method) {
        return Arrays.binarySearch(keys, key(group, method));
    }

    int[] methodsIn(int group) {
        int from = -1 - Arrays.binarySearch(keys, key(group, 0) - 1);
        int to = -1 - Arrays.binarySearch(keys, key(group + 1, 0) - 1);
        return IntStream.range(Math.max(from, 0), Math.max(to, 0))
                .map(c -> (int) keys[c])
                .toArray();
    }

    double[] accuracies(int cell) {
        return IntStream.range(starts[cell], starts[cell + 1])
                .mapToDouble(i -> columns.accuracy(runs[i]))
                .filter(a -> !Double.isNaN(a))
                .toArray();
    }

    double[] seconds(int cell) {
        return IntStream.range(starts[cell], starts[cell + 1])
                .mapToDouble(i -> columns.seconds(runs[i]))
                .filter(s -> s > 0)
                .toArray();
    }

    List<String> errors(int cell) {
        List<String> errors = new ArrayList<>();
        for (int i = starts[cell]; i < starts[cell + 1]; i++) {
            if (columns.outcome(runs[i]) == RunColumns.FAILED) {
                errors.add(columns.error(runs[i]));
            }
        }
        return errors;
    }

    RunCounts counts() {
        return counts;
    }
}
