package org.imprint.core.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.NumberedStreams;
import org.imprint.core.random.NumberedStreams.Use;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.recipe.SmallTask;

/**
 * Asks each row of a task, once in a repeat, with each share of the rows that are not in its fold.
 *
 * <p>In repeat r the rows of a class are ordered by {@code randperm(n_c)} of stream (r, label). Fold f asks those from ⌈f·n_c/K⌉ to
 * ⌈(f+1)·n_c/K⌉; learned are those that follow in a circle, a larger share beginning with a smaller one.
 */
final class CurveFolds {

    private final Task task;
    private final Recipe recipe;
    private final CurvePlan plan;
    private final double[] shares;
    private final NumberedStreams streams;
    private final int[] firstRow;

    CurveFolds(Task task, Recipe recipe, CurvePlan plan, double[] shares) {
        this.task = task;
        this.recipe = recipe;
        this.plan = plan;
        this.shares = shares;
        this.streams = new NumberedStreams(plan.seed(), Use.LEARNING_CURVES);
        this.firstRow = new int[task.size() + 1];
        for (int c = 0; c < task.size(); c++) {
            firstRow[c + 1] = firstRow[c] + task.get(c).size();
        }
    }

    /** Returns how often each row was answered wrongly with each share, [shares][n], rows class by class in task order. */
    int[][] wrong(Parallel parallel) {
        int units = plan.repeats() * plan.folds();
        int[][][] found = new int[units][][];
        parallel.forEach(units, u -> found[u] = ofFold(u / plan.folds(), u % plan.folds()));
        int[][] wrong = new int[shares.length][firstRow[task.size()]];
        for (int[][] fold : found) {
            for (int s = 0; s < shares.length; s++) {
                for (int row : fold[s]) {
                    wrong[s][row]++;
                }
            }
        }
        return wrong;
    }

    /** Returns the rows that are wrong with each share. */
    private int[][] ofFold(int repeat, int fold) {
        int[][] orders = new int[task.size()][];
        List<FloatMatrix> queries = new ArrayList<>();
        List<int[]> asked = new ArrayList<>();
        for (int c = 0; c < task.size(); c++) {
            ClassRows rows = task.get(c);
            int[] order = streams.stream(repeat, rows.label()).permutation(rows.size());
            int from = begin(rows.size(), fold);
            int to = begin(rows.size(), fold + 1);
            int[] test = Arrays.copyOfRange(order, from, to);
            orders[c] = IntStream.range(0, rows.size() - test.length)
                    .map(i -> order[(to + i) % rows.size()])
                    .toArray();
            asked.add(test);
            queries.add(rows.rows().select(test));
        }
        FloatMatrix all = FloatMatrix.concat(queries);
        int[][] wrong = new int[shares.length][];
        for (int s = 0; s < shares.length; s++) {
            wrong[s] = wrong(learned(orders, shares[s]), all, asked);
        }
        return wrong;
    }

    /** Returns how many rows of a class of n are learned with a share, on average over the folds that ask one of it. @param n ≥ 1 */
    double meanRows(int n, double share) {
        return IntStream.range(0, plan.folds())
                .filter(f -> begin(n, f + 1) > begin(n, f))
                .map(f -> rows(n - begin(n, f + 1) + begin(n, f), share))
                .average()
                .orElseThrow();
    }

    private int begin(int n, int fold) {
        return (int) (((long) fold * n + plan.folds() - 1) / plan.folds());
    }

    private Task learned(int[][] orders, double share) {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < orders.length; c++) {
            int[] first = Arrays.copyOf(orders[c], rows(orders[c].length, share));
            classes.add(task.get(c).with(task.get(c).rows().select(first)));
        }
        return Task.of(classes);
    }

    private static int rows(int part, double share) {
        return (int) Math.max(1, Math.round(share * part));
    }

    private int[] wrong(Task learned, FloatMatrix queries, List<int[]> asked) {
        Head head = SmallTask.imprint(learned, recipe, Run.of(Semantics.CORRECTED, plan.seed(), Parallel.serial()));
        int[] answers = head.answer(queries, Parallel.serial()).classIndices();
        IntStream.Builder wrong = IntStream.builder();
        int q = 0;
        for (int c = 0; c < asked.size(); c++) {
            for (int row : asked.get(c)) {
                if (answers[q++] != c) {
                    wrong.add(firstRow[c] + row);
                }
            }
        }
        return wrong.build().toArray();
    }
}
