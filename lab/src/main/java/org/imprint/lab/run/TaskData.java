package org.imprint.lab.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Queries;
import org.imprint.core.leastsquares.Moments;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Band;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.label.TaskSplits;

/** The rows of a task: those of its classes to imprint, and test rows split by split with their class indices. */
final class TaskData {

    private final TaskSplits task;
    private final List<ClassRows> classes;
    private final List<TestSplit> splits;
    private final List<int[]> truths;
    private final Map<QueriesKey, Queries> queries = new HashMap<>();

    /**
     * The test rows of a split.
     *
     * @param rows [n, d]
     * @param truth class index of each row
     */
    record TestSplit(FloatMatrix rows, int[] truth) {}

    private final Map<MomentsKey, Moments> moments = new HashMap<>();

    private record MomentsKey(String pre, Optional<Band> band, int step) {}

    private record QueriesKey(String inf, int step, boolean train) {}

    TaskData(TaskSplits task, List<ClassRows> classes, List<TestSplit> splits) {
        this.task = task;
        this.classes = List.copyOf(classes);
        this.splits = List.copyOf(splits);
        this.truths = IntStream.range(0, splits.size()).mapToObj(this::joined).toList();
    }

    /** Returns the number of steps, one for each split. */
    int steps() {
        return splits.size();
    }

    /** Returns how many classes are known after step s. */
    int classesAfter(int s) {
        return task.splits().subList(0, s + 1).stream().mapToInt(List::size).sum();
    }

    /** Returns the classes that step s adds. */
    List<ClassRows> added(int s) {
        return classes.subList(s == 0 ? 0 : classesAfter(s - 1), classesAfter(s));
    }

    /**
     * Returns the classes that are known after step s.
     *
     * @throws ImprintException if one has no training row
     */
    List<ClassRows> seen(int s) {
        List<ClassRows> seen = classes.subList(0, classesAfter(s));
        for (ClassRows c : seen) {
            Checks.require(
                    c.size() > 0,
                    "class " + c.label() + " of task " + task.name() + " must have training rows",
                    c.size());
        }
        return seen;
    }

    /**
     * Returns the moments that all least squares over the classes of step s share under a NORMpre and presampling; new ones where a
     * few rows are drawn, which differ from seed to seed.
     */
    synchronized Moments moments(RowNormalization pre, Presampling presampling, int s) {
        return presampling.fewShot().isPresent()
                ? new Moments()
                : moments.computeIfAbsent(new MomentsKey(pre.wireName(), presampling.band(), s), key -> new Moments());
    }

    /** Returns the class indices of the test rows that are asked after step s; not to be written to. */
    int[] truth(int s) {
        return truths.get(s);
    }

    private int[] joined(int s) {
        return s == 0
                ? splits.get(0).truth()
                : splits.subList(0, s + 1).stream()
                        .flatMapToInt(split -> IntStream.of(split.truth()))
                        .toArray();
    }

    /** Returns the number of test rows of split t. */
    int size(int t) {
        return splits.get(t).truth().length;
    }

    /**
     * Returns the test rows that are asked after step s, under a NORMinf; made once and kept.
     *
     * @throws ImprintException if there is none, or one is not finite
     */
    synchronized Queries queries(RowNormalization inf, int s) {
        return queries.computeIfAbsent(new QueriesKey(inf.wireName(), s, false), key -> {
            FloatMatrix rows = s == 0 && splits.size() == 1
                    ? splits.get(0).rows()
                    : FloatMatrix.concat(splits.subList(0, s + 1).stream()
                            .map(TestSplit::rows)
                            .toList());
            Checks.require(rows.rows() > 0, "task " + task.name() + " must have test rows", rows.rows());
            return Queries.of(rows, inf, Optional.of(Task.of(seen(s))));
        });
    }

    /** Returns the training rows of all classes as queries, class by class. */
    synchronized Queries trainQueries(RowNormalization inf) {
        return queries.computeIfAbsent(new QueriesKey(inf.wireName(), steps() - 1, true), key -> {
            List<ClassRows> all = seen(steps() - 1);
            FloatMatrix rows =
                    FloatMatrix.concat(all.stream().map(ClassRows::rows).toList());
            return Queries.of(rows, inf, Optional.of(Task.of(all)));
        });
    }

    /** Returns the class indices of {@link #trainQueries}. */
    int[] trainTruth() {
        return IntStream.range(0, classes.size())
                .flatMap(c -> IntStream.generate(() -> c).limit(classes.get(c).size()))
                .toArray();
    }
}
