package org.imprint.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.core.Named;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.DataException;

/** Finds the classes of training for images apart. */
final class TestedClasses {

    private TestedClasses() {}

    /**
     * Returns the tested embeddings with the labels of training.
     *
     * @throws DataException if a class is none of training's, or a tested image is among the training images
     */
    static Task of(LabelledEmbeddings training, LabelledEmbeddings tested) {
        List<ClassRows> classes = new ArrayList<>();
        int shared = 0;
        for (int c = 0; c < tested.task().size(); c++) {
            String name = tested.classNames().get(c);
            int of = training.classNames().indexOf(name);
            if (of < 0) {
                throw Named.unknown("class of " + tested.name(), name, training.classNames());
            }
            FloatMatrix rows = tested.task().get(c).rows();
            shared += shared(training.task().get(of).rows(), rows);
            classes.add(new ClassRows(training.task().get(of).label(), rows));
        }
        if (shared > 0) {
            throw new DataException(tested.name() + ": must be other images than " + training.name() + ", was "
                    + Digits.count(shared, "image") + " with an embedding of there");
        }
        return Task.of(classes);
    }

    private static int shared(FloatMatrix training, FloatMatrix tested) {
        Set<List<Float>> known = new HashSet<>();
        for (int i = 0; i < training.rows(); i++) {
            known.add(key(training.row(i)));
        }
        int shared = 0;
        for (int i = 0; i < tested.rows(); i++) {
            shared += known.contains(key(tested.row(i))) ? 1 : 0;
        }
        return shared;
    }

    private static List<Float> key(float[] row) {
        Float[] boxed = new Float[row.length];
        Arrays.setAll(boxed, j -> row[j]);
        return List.of(boxed);
    }
}
