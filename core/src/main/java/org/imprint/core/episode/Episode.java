package org.imprint.core.episode;

import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Which rows are learned and which are asked.
 *
 * @param known the classes that are learned, in the order drawn
 * @param unknown the others that are asked, in the order drawn
 */
public record Episode(List<DrawnClass> known, List<DrawnClass> unknown) {

    /** Copies the lists. */
    public Episode {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /** Returns what is learned: the ways' rows, class index c that of {@code known().get(c)}. */
    public Task support(Task from) {
        return Task.of(known.stream()
                .map(c -> from.get(c.classIndex())
                        .with(from.get(c.classIndex()).rows().select(c.support())))
                .toList());
    }

    /** Returns what is asked, class by class, the known ones first: [(N + unknown ways)·queries, d]. */
    public FloatMatrix queries(Task from) {
        return FloatMatrix.concat(Stream.concat(known.stream(), unknown.stream())
                .map(c -> from.get(c.classIndex()).rows().select(c.queries()))
                .toList());
    }
}
