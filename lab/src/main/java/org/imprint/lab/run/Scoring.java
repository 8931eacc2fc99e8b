package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.head.SharedHead;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.RowNormalization;
import org.imprint.lab.plan.DistinctRun;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Predictions;
import org.imprint.lab.result.StepCounts;

/** Scores runs whose aggregations share a search. */
final class Scoring {

    private final TaskData task;
    private final double generationSeconds;
    private final RunOptions options;
    private final Parallel parallel;

    Scoring(TaskData task, double generationSeconds, RunOptions options, Parallel parallel) {
        this.task = task;
        this.generationSeconds = generationSeconds;
        this.options = options;
        this.parallel = parallel;
    }

    /**
     * Scores runs.
     *
     * @param heads a head for each step of the task
     * @param runs runs of one NORMinf, of aggregations that {@link SharedHead#share} a search
     */
    void run(List<SharedHead> heads, List<DistinctRun> runs, BatchRunner.Sink sink) {
        long start = System.nanoTime();
        RowNormalization inf = runs.get(0).form().inf();
        List<Aggregation> aggregations =
                runs.stream().map(r -> r.form().aggregation()).toList();
        List<List<StepCounts>> steps = new ArrayList<>();
        runs.forEach(r -> steps.add(new ArrayList<>()));
        List<int[]> answers = List.of();
        int last = task.steps() - 1;
        for (int s = 0; s <= last; s++) {
            answers = heads.get(s).answers(aggregations, task.queries(inf, s), parallel);
            for (int r = 0; r < runs.size() && last > 0; r++) {
                steps.get(r).add(step(s, answers.get(r)));
            }
        }
        List<Optional<ClassCounts>> train = train(heads.get(last), aggregations, inf);
        double share = (System.nanoTime() - start) / 1e9 / runs.size();
        int[] truth = task.truth(last);
        for (int r = 0; r < runs.size(); r++) {
            CountedScores scores = new CountedScores(
                    ClassCounts.of(truth, answers.get(r), task.classesAfter(last)),
                    train.get(r),
                    steps.get(r),
                    options.has(RunOptions.Wish.PREDICTIONS)
                            ? Optional.of(Predictions.of(answers.get(r)))
                            : Optional.empty());
            sink.accept(runs.get(r), new Outcome.Done(scores, new Cost(generationSeconds, share)));
        }
    }

    private StepCounts step(int s, int[] answers) {
        int[] truth = task.truth(s);
        List<Integer> sizes = new ArrayList<>();
        List<Integer> correct = new ArrayList<>();
        int from = 0;
        for (int t = 0; t <= s; t++) {
            int right = 0;
            for (int i = from; i < from + task.size(t); i++) {
                right += truth[i] == answers[i] ? 1 : 0;
            }
            sizes.add(task.size(t));
            correct.add(right);
            from += task.size(t);
        }
        return new StepCounts(sizes, correct);
    }

    private List<Optional<ClassCounts>> train(SharedHead head, List<Aggregation> aggregations, RowNormalization inf) {
        if (!options.has(RunOptions.Wish.TRAIN_ACCURACY)) {
            return Collections.nCopies(aggregations.size(), Optional.empty());
        }
        int[] truth = task.trainTruth();
        int classes = task.classesAfter(task.steps() - 1);
        return head.answers(aggregations, task.trainQueries(inf), parallel).stream()
                .map(a -> Optional.of(ClassCounts.of(truth, a, classes)))
                .toList();
    }
}
