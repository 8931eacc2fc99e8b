package org.imprint.core.leastsquares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Lapack;

/**
 * One least-squares problem: takes in the rows of classes group by group, keeps sums only, then solves for one weight row a group.
 *
 * <p>Results do not depend on threads.
 */
public final class LeastSquares {

    private static final int STRIP = 128;

    private final int d;
    private final Run run;
    private final List<ClassRows> classes = new ArrayList<>();
    private final List<double[]> sums = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> groupsPerClass = new ArrayList<>();

    /** Creates a problem without rows. @param d the width of the rows */
    public LeastSquares(int d, Run run) {
        this.d = d;
        this.run = run;
    }

    /**
     * Takes in the rows of one class.
     *
     * @param groups group of each row, in [0, count)
     * @param count groups of this class; one without rows gives a weight row of NaN
     */
    public void add(ClassRows c, int[] groups, int count) {
        classes.add(c);
        groupsPerClass.add(count);
        double[][] own = new double[count][d];
        int[] rowsOf = new int[count];
        for (int group : groups) {
            rowsOf[group]++;
        }
        FloatMatrix rows = c.rows();
        run.parallel().forEachTile(d, STRIP, (from, to) -> {
            for (int i = 0; i < rows.rows(); i++) {
                double[] sum = own[groups[i]];
                int o = rows.offset(i);
                for (int j = from; j < to; j++) {
                    sum[j] += rows.data()[o + j];
                }
            }
        });
        sums.addAll(Arrays.asList(own));
        Arrays.stream(rowsOf).forEach(sizes::add);
    }

    /** Returns whether no class was taken in yet. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    /**
     * Returns W = (1/C) Mᵀ (S + λI)⁻¹ with S the second moment, split as the rows came: one matrix for each {@link #add}; NaN
     * throughout if a row is not finite. Time O(n·d² + d³).
     *
     * @param lambda λ &gt; 0
     * @param moments those of the same task
     */
    public List<FloatMatrix> solve(double lambda, Moments moments) {
        int groups = sums.size();
        DoubleMatrix weights = DoubleMatrix.zeros(groups, d);
        if (notFinite()) {
            Arrays.fill(weights.data(), Double.NaN);
        } else {
            for (int g = 0; g < groups; g++) {
                for (int j = 0; j < d; j++) {
                    weights.data()[weights.offset(g) + j] = sums.get(g)[j] / sizes.get(g) / groups;
                }
            }
            Lapack.choleskySolve(moments.factor(classes, lambda, run), weights);
        }
        return split(weights);
    }

    private boolean notFinite() {
        for (double[] sum : sums) {
            for (double x : sum) {
                if (!Double.isFinite(x)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<FloatMatrix> split(DoubleMatrix weights) {
        List<FloatMatrix> parts = new ArrayList<>();
        int from = 0;
        for (int count : groupsPerClass) {
            parts.add(weights.rows(from, from + count).toFloat());
            from += count;
        }
        return parts;
    }
}
