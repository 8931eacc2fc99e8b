package org.imprint.lab.store.published;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.PublishedJson;

/**
 * The text of a published result file, as the published code would write it, key by key.
 *
 * <p>Of continual tasks, which the published code refuses to store, it has the keys that it prepares: {@code final_tasks_acc} and
 * {@code final_tasks_f1s} over all splits, and {@code task_acc} of the first split right after it was imprinted. F1 of the first
 * split alone is not known, and left out.
 */
final class ResultFileWriter {

    private ResultFileWriter() {}

    static String text(Combination c, Outcome.Done done, Instant at) {
        Map<String, Object> values = PublishedJson.values(c);
        Scores scores = done.scores();
        if (c.data().task().isContinual()) {
            if (scores instanceof CountedScores counted && !counted.steps().isEmpty()) {
                values.put("task_acc", ofFirstStep(counted.steps().get(0)));
            }
        } else {
            values.put("task_acc", scores.publishedAccuracy());
            values.put("task_f1s", f1s(scores));
            trainAccuracy(scores, values);
        }
        List<Integer> split = c.data().task().splits().get(0);
        values.put("label_mapping_desc", c.data().mapping().description());
        values.put("task_split", split);
        values.put("task_desc", split.stream().map(String::valueOf).collect(Collectors.joining(" & ")));
        values.put("runtime", done.cost().generationSeconds() + done.cost().scoringSeconds());
        values.put("created_at", ResultFile.CREATED_AT.format(at));
        if (c.data().task().isContinual()) {
            values.put("final_tasks_acc", scores.publishedAccuracy());
            values.put("final_tasks_f1s", f1s(scores));
        }
        return PublishedJson.indented(values);
    }

    private static double ofFirstStep(StepCounts step) {
        return (float) (100L * step.correct().get(0)) / (float) step.sizes().get(0);
    }

    private static void trainAccuracy(Scores scores, Map<String, Object> values) {
        if (scores instanceof CountedScores counted) {
            counted.train().ifPresent(train -> values.put("task_train_acc", train.publishedAccuracy()));
        } else if (scores instanceof PublishedScores published) {
            published.taskTrainAcc().ifPresent(train -> values.put("task_train_acc", train));
        }
    }

    private static Map<String, Object> f1s(Scores scores) {
        Map<String, Object> columns = new LinkedHashMap<>();
        List<Double> f1 = percent(scores);
        if (!f1.isEmpty()) {
            columns.put(
                    "remapped_class_index",
                    IntStream.range(0, f1.size()).boxed().toList());
            columns.put("one-vs-rest-f1", f1);
            columns.put("class_size", sizes(scores));
        }
        return columns;
    }

    private static List<Double> percent(Scores scores) {
        return scores instanceof PublishedScores published
                ? published.taskF1s()
                : scores.f1().stream().map(f -> 100 * f).toList();
    }

    private static List<Integer> sizes(Scores scores) {
        return scores instanceof PublishedScores published
                ? published.sizes()
                : ((CountedScores) scores).test().sizes();
    }
}
