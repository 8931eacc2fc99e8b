package org.imprint.core.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.matrix.FloatMatrix;

/** Which rows of a matrix are equal, element by element (0 and −0 are equal). */
public final class DistinctRows {

    private final int[] firsts;
    private final int[] groups;

    private DistinctRows(int[] firsts, int[] groups) {
        this.firsts = firsts;
        this.groups = groups;
    }

    /**
     * Looks for distinct rows and stops when {@code enough} are found, which mostly takes as many rows.
     *
     * @param x [n, d]
     * @param enough largest count of interest, ≥ 1
     */
    public static DistinctRows of(FloatMatrix x, int enough) {
        Map<Row, Integer> seen = new HashMap<>();
        List<Integer> firsts = new ArrayList<>();
        int[] groups = new int[x.rows()];
        for (int i = 0; i < x.rows() && firsts.size() < enough; i++) {
            Integer group = seen.putIfAbsent(new Row(x, i), firsts.size());
            groups[i] = group == null ? firsts.size() : group;
            if (group == null) {
                firsts.add(i);
            }
        }
        return new DistinctRows(firsts.stream().mapToInt(i -> i).toArray(), groups);
    }

    /** Returns the number of distinct rows, or {@code enough} if there may be more. */
    public int count() {
        return firsts.length;
    }

    /** Returns the first row of each distinct value, ascending. */
    public int[] firsts() {
        return firsts.clone();
    }

    /** Returns for each of n rows its place in {@link #firsts()}; only of meaning when count is less than {@code enough}. */
    public int[] groups() {
        return groups.clone();
    }

    private record Row(FloatMatrix x, int i) {

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Row row)) {
                return false;
            }
            for (int j = 0; j < x.cols(); j++) {
                if (x.get(i, j) != row.x.get(row.i, j)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int j = 0; j < x.cols(); j++) {
                hash = 31 * hash + Float.floatToIntBits(x.get(i, j) + 0f); // + 0f makes −0 into 0
            }
            return hash;
        }
    }
}
