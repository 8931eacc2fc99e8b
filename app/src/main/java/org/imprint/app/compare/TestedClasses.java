package org.imprint.app.compare;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.core.Named;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.DataException;

/** Finds the classes of training for images apart. */
final class TestedClasses {

    private TestedClasses() {}

    /**
     * Returns the tested embeddings with the labels of training.
     *
     * @throws DataException if a class is none of training's, or a tested image is among the training images, of whatever class
     */
    static Task of(LabelledEmbeddings training, LabelledEmbeddings tested) {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < tested.task().size(); c++) {
            String name = tested.classNames().get(c);
            int of = training.classNames().indexOf(name);
            if (of < 0) {
                throw Named.unknown("class of " + tested.name(), name, training.classNames());
            }
            classes.add(new ClassRows(
                    training.task().get(of).label(), tested.task().get(c).rows()));
        }
        long shared = shared(training.task(), tested.task());
        if (shared > 0) {
            throw new DataException(tested.name() + ": must be other images than " + training.name() + ", was "
                    + Digits.count(shared, "image") + " with an embedding of there");
        }
        return Task.of(classes);
    }

    private static long shared(Task training, Task tested) {
        Set<ByteBuffer> asked = keys(tested).collect(Collectors.toSet());
        Set<ByteBuffer> both = keys(training).filter(asked::contains).collect(Collectors.toSet());
        return keys(tested).filter(both::contains).count();
    }

    /** The numbers of each row: equal if all are. */
    private static Stream<ByteBuffer> keys(Task task) {
        return task.classes().stream()
                .map(ClassRows::rows)
                .flatMap(rows -> IntStream.range(0, rows.rows()).mapToObj(i -> key(rows.row(i))));
    }

    private static ByteBuffer key(float[] row) {
        ByteBuffer key = ByteBuffer.allocate(Float.BYTES * row.length);
        key.asFloatBuffer().put(row);
        return key;
    }
}
