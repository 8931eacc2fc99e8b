package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Place;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.run.input.ChangedInputException;
import org.imprint.lab.run.input.EmbeddingDigest;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.EmbeddingInputs.FileFacts;
import org.imprint.lab.run.input.FileShapes;
import org.imprint.lab.sweep.label.LabelRule;
import org.imprint.lab.sweep.label.SelectedRows;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.vision.store.EmbeddingFile;

/**
 * The embeddings of a place in memory, task by task. Tasks share the rows of the classes that they have in common.
 *
 * <p>Memory: the training rows of all classes once, the test rows once per task; twice the files while they are loaded.
 */
final class PlaceData {

    private final Map<TaskSplits, TaskData> tasks;

    private PlaceData(Map<TaskSplits, TaskData> tasks) {
        this.tasks = tasks;
    }

    /**
     * Loads what tasks need, and compares what was loaded with the digests it is to be recorded under.
     *
     * @param recorded the inputs by {@link InputFile#name()}
     * @throws ChangedInputException if a file holds something else by now
     * @throws org.imprint.vision.data.DataException if a file cannot be read
     * @throws ImprintException if labels do not fit together
     */
    static PlaceData load(
            Place place,
            Set<TaskSplits> tasks,
            EmbeddingInputs inputs,
            Map<String, InputFile> recorded,
            Semantics semantics,
            Parallel parallel) {
        List<FileFacts> train = inputs.train(place);
        List<FileFacts> test = inputs.test(place);
        LabelRule rule = FileShapes.rule(place, semantics, train);
        List<FileFacts> files = new ArrayList<>(train);
        files.addAll(test);
        List<FloatMatrix> rows = rows(files, recorded, parallel);
        ClassCache classes = new ClassCache(rows.subList(0, train.size()));
        List<FloatMatrix> testRows = rows.subList(train.size(), rows.size());
        List<int[]> trainLabels = train.stream().map(FileFacts::labels).toList();
        List<int[]> testLabels = test.stream().map(FileFacts::labels).toList();
        Map<TaskSplits, TaskData> loaded = new LinkedHashMap<>();
        for (TaskSplits task : tasks) {
            List<ClassRows> rowsOfClasses = new ArrayList<>();
            List<TaskData.TestSplit> splits = new ArrayList<>();
            for (List<Integer> split : task.splits()) {
                SelectedRows chosen = rule.select(trainLabels, split);
                split.forEach(label -> rowsOfClasses.add(classes.get(label, chosen)));
                splits.add(test(rule.select(testLabels, split), testRows, classIndices(task)));
            }
            loaded.put(task, new TaskData(task, rowsOfClasses, splits));
        }
        return new PlaceData(loaded);
    }

    /** Returns the data of a task that was loaded. */
    TaskData task(TaskSplits task) {
        return tasks.get(task);
    }

    private static List<FloatMatrix> rows(List<FileFacts> files, Map<String, InputFile> recorded, Parallel parallel) {
        FloatMatrix[] rows = new FloatMatrix[files.size()];
        parallel.forEach(rows.length, i -> rows[i] = rows(files.get(i), recorded));
        return List.of(rows);
    }

    /** Reads a file once: what is digested is what is computed on. */
    private static FloatMatrix rows(FileFacts facts, Map<String, InputFile> recorded) {
        InputFile input = recorded.get(facts.where().name());
        Checks.require(input != null, facts.file() + ": must be an input of the store", "none");
        try (EmbeddingFile file = EmbeddingFile.open(facts.file())) {
            FloatMatrix rows = file.readAll();
            String sha256 = EmbeddingDigest.of(rows, file.labels());
            if (!sha256.equals(input.sha256()) || !Arrays.equals(file.labels(), facts.labels())) {
                throw new ChangedInputException(facts.file(), input.sha256(), sha256);
            }
            return rows;
        }
    }

    private static Map<Integer, Integer> classIndices(TaskSplits task) {
        Map<Integer, Integer> indices = new HashMap<>();
        task.splits()
                .forEach(split -> split.forEach(label -> {
                    Checks.require(
                            indices.put(label, indices.size()) == null,
                            "labels of task " + task.name() + " must be distinct, twice there",
                            label);
                }));
        return indices;
    }

    private static TaskData.TestSplit test(
            SelectedRows chosen, List<FloatMatrix> rows, Map<Integer, Integer> classIndices) {
        int[] truth = new int[chosen.size()];
        for (int i = 0; i < truth.length; i++) {
            Integer index = classIndices.get(chosen.label(i));
            Checks.require(index != null, "label of a chosen test row must be in the task", chosen.label(i));
            truth[i] = index;
        }
        int[] all = new int[chosen.size()];
        Arrays.setAll(all, i -> i);
        return new TaskData.TestSplit(gather(chosen, all, rows), truth);
    }

    /** Copies some of the chosen rows, in order. */
    private static FloatMatrix gather(SelectedRows chosen, int[] places, List<FloatMatrix> rows) {
        int d = rows.get(0).cols();
        FloatMatrix copy = FloatMatrix.zeros(places.length, d);
        for (int i = 0; i < places.length; i++) {
            FloatMatrix from = rows.get(chosen.dataSet(places[i]));
            Checks.require(from.cols() == d, "merged data sets must have embeddings of width " + d, from.cols());
            System.arraycopy(from.data(), from.offset(chosen.row(places[i])), copy.data(), copy.offset(i), d);
        }
        return copy;
    }

    /** The rows of classes, one copy for all tasks that choose the same rows. */
    private static final class ClassCache {
        private final List<FloatMatrix> rows;
        private final Map<Integer, List<Entry>> known = new HashMap<>();

        ClassCache(List<FloatMatrix> rows) {
            this.rows = rows;
        }

        private record Entry(int[] dataSets, int[] rows, ClassRows cls) {}

        ClassRows get(int label, SelectedRows chosen) {
            int[] places = chosen.withLabel(label);
            int[] dataSets = Arrays.stream(places).map(chosen::dataSet).toArray();
            int[] indices = Arrays.stream(places).map(chosen::row).toArray();
            List<Entry> entries = known.computeIfAbsent(label, l -> new ArrayList<>());
            for (Entry e : entries) {
                if (Arrays.equals(e.dataSets, dataSets) && Arrays.equals(e.rows, indices)) {
                    return e.cls;
                }
            }
            ClassRows cls = new ClassRows(label, gather(chosen, places, rows));
            entries.add(new Entry(dataSets, indices, cls));
            return cls;
        }
    }
}
