package org.imprint.lab.plan;

import java.util.List;
import java.util.Map;

/**
 * How many rows a place has.
 *
 * @param trainRows training rows by label, after remapping
 * @param testRows test rows by label, after remapping
 * @param dim d, the width of the embeddings
 */
public record PlaceShape(Map<Integer, Integer> trainRows, Map<Integer, Integer> testRows, int dim) {

    /** Copies the maps. */
    public PlaceShape {
        trainRows = Map.copyOf(trainRows);
        testRows = Map.copyOf(testRows);
    }

    /** Returns the training rows of some labels, 0 for one that does not occur. */
    int[] train(List<Integer> labels) {
        return rows(trainRows, labels);
    }

    /** Returns the number of test rows of some labels. */
    long test(List<Integer> labels) {
        long sum = 0;
        for (int n : rows(testRows, labels)) {
            sum += n;
        }
        return sum;
    }

    /** Returns the memory that its embeddings take: training rows twice while they are loaded, test rows for each task. */
    long bytes() {
        long train = trainRows.values().stream().mapToLong(Integer::longValue).sum();
        long test = testRows.values().stream().mapToLong(Integer::longValue).sum();
        return 4L * dim * (2 * train + 4 * test);
    }

    private static int[] rows(Map<Integer, Integer> counts, List<Integer> labels) {
        return labels.stream().mapToInt(l -> counts.getOrDefault(l, 0)).toArray();
    }
}
