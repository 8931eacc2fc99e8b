package org.imprint.study.analysis;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Settings;
import org.imprint.lab.sweep.DataChoice;

/**
 * How many training rows a class can have: figures of few shots show no point beyond.
 *
 * @param settings name the embeddings files with their rows
 */
public record TrainRows(Settings settings) {

    /**
     * Returns the n beyond which some class certainly has fewer than n rows: ⌊rows / classes⌋. Empty if a file is not known.
     *
     * <p>A run with a larger n takes the rows there are, so its accuracy is no accuracy of n rows.
     */
    public OptionalInt mostShots(DataChoice data) {
        long classes = data.task().splits().stream().mapToLong(List::size).sum();
        List<InputFile> files = data.dataSets().stream()
                .map(dataSet -> settings.inputs().get(dataSet + "/" + data.backbone() + "/train"))
                .filter(Objects::nonNull)
                .toList();
        if (classes == 0 || files.size() < data.dataSets().size()) {
            return OptionalInt.empty();
        }
        long rows = files.stream().mapToLong(InputFile::rows).sum();
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, rows / classes));
    }
}
