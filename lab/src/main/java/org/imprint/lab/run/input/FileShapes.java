package org.imprint.lab.run.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.PlaceShape;
import org.imprint.lab.run.input.EmbeddingInputs.FileFacts;
import org.imprint.lab.sweep.label.LabelRule;

/** The shapes of places as their embeddings files have them; empty where a file is missing. */
public final class FileShapes implements DataShapes {

    private final EmbeddingInputs inputs;
    private final Semantics semantics;
    private final Map<Place, Optional<PlaceShape>> known = new HashMap<>();

    /** Creates the shapes of files. */
    public FileShapes(EmbeddingInputs inputs, Semantics semantics) {
        this.inputs = inputs;
        this.semantics = semantics;
    }

    @Override
    public synchronized Optional<PlaceShape> of(Place place) {
        return known.computeIfAbsent(place, p -> inputs.has(p) ? Optional.of(read(p)) : Optional.empty());
    }

    private PlaceShape read(Place place) {
        List<FileFacts> train = inputs.train(place);
        List<FileFacts> test = inputs.test(place);
        LabelRule rule = rule(place, semantics, train);
        int dim = train.get(0).dim();
        for (List<FileFacts> files : List.of(train, test)) {
            for (FileFacts f : files) {
                Checks.require(
                        f.dim() == dim, f.file() + ": embeddings must have the width of the others, " + dim, f.dim());
            }
        }
        return new PlaceShape(counts(rule, train), counts(rule, test), dim);
    }

    /** Returns the label rule of a place. */
    public static LabelRule rule(Place place, Semantics semantics, List<FileFacts> train) {
        return LabelRule.of(
                place.mapping(),
                semantics,
                train.stream().map(FileFacts::labels).toList());
    }

    private static Map<Integer, Integer> counts(LabelRule rule, List<FileFacts> files) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int t = 0; t < files.size(); t++) {
            for (int label : files.get(t).labels()) {
                counts.merge(rule.choosing(t, label), 1, Integer::sum);
            }
        }
        return counts;
    }
}
