package org.imprint.app.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;

/** Brings embeddings of one set of images by two backbones into one order. */
final class SameImages {

    private SameImages() {}

    /**
     * Returns the embeddings of {@code other} in the order of {@code first}.
     *
     * @throws DataException if a class or an image of one is not in the other, naming it
     */
    static Task inOrderOf(LabelledEmbeddings first, LabelledEmbeddings other) {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < first.task().size(); c++) {
            String name = first.classNames().get(c);
            int of = other.classNames().indexOf(name);
            require(of >= 0, other, first, "class " + name);
            classes.add(new ClassRows(first.task().get(c).label(), rows(first, c, other, of)));
        }
        for (String name : other.classNames()) {
            require(first.classNames().contains(name), first, other, "class " + name);
        }
        return Task.of(classes);
    }

    private static FloatMatrix rows(LabelledEmbeddings first, int c, LabelledEmbeddings other, int of) {
        Map<String, Integer> places = new HashMap<>();
        List<String> ids = other.ids().get(of);
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), i);
        }
        Set<String> wanted = new LinkedHashSet<>(first.ids().get(c));
        for (String id : wanted) {
            require(places.containsKey(id), other, first, "image " + id);
        }
        for (String id : ids) {
            require(wanted.contains(id), first, other, "image " + id);
        }
        return other.task()
                .get(of)
                .rows()
                .select(wanted.stream().mapToInt(places::get).toArray());
    }

    private static void require(boolean there, LabelledEmbeddings in, LabelledEmbeddings from, String what) {
        if (!there) {
            throw new DataException(
                    in.name() + ": must be of the same images as " + from.name() + ", was without " + what);
        }
    }
}
