package org.imprint.bench.unknown;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.data.Task;
import org.imprint.vision.store.LabelledFile;

/**
 * The classes of an embeddings file.
 *
 * @param name the file's name, less its ending
 */
record LabelledTask(String name, Task task, List<String> names) {

    static LabelledTask read(String path) {
        LabelledFile file = LabelledFile.read(Path.of(path), true);
        int[] order = file.taskLabels();
        String name = Path.of(path).getFileName().toString();
        return new LabelledTask(
                name.substring(0, name.lastIndexOf('.')),
                Task.of(file.rows(), file.labels(), order),
                Arrays.stream(order).mapToObj(file::className).toList());
    }
}
