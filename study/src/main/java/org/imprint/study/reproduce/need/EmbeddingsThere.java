package org.imprint.study.reproduce.need;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.lab.plan.Place;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Sweep;
import org.imprint.vision.store.EmbeddingPath;

/** Leaves of sweeps and measurements what can be done with the embeddings that are there, and remembers what it took away. */
public final class EmbeddingsThere {

    private final Path data;
    private final EmbeddingInputs files;
    private final Set<String> lacking = new LinkedHashSet<>();

    /** Looks below a folder. */
    public EmbeddingsThere(Path data) {
        this.data = data;
        this.files = new EmbeddingInputs(data);
    }

    /** Returns the sweep of those places that have embeddings; empty if there are none. */
    public Optional<Sweep> of(Sweep sweep) {
        Set<Place> counted = new LinkedHashSet<>();
        List<Grid> grids = new ArrayList<>();
        for (Grid grid : sweep.grids()) {
            List<DataChoice> there = new ArrayList<>();
            for (DataChoice choice : grid.data()) {
                Place place = Place.of(choice);
                if (files.has(place)) {
                    there.add(choice);
                } else if (counted.add(place)) {
                    lacks(place.backbone(), place.dataSets());
                }
            }
            if (!there.isEmpty()) {
                grids.add(new Grid(there, grid.methods(), grid.seeds()));
            }
        }
        return grids.isEmpty() ? Optional.empty() : Optional.of(new Sweep(sweep.semantics(), grids));
    }

    /** Returns the measurements whose training embeddings are there. */
    public List<CollapseChoice> of(List<CollapseChoice> choices) {
        List<CollapseChoice> there = new ArrayList<>();
        for (CollapseChoice choice : choices) {
            boolean has = choice.dataSets().stream()
                    .allMatch(d -> Files.exists(new EmbeddingPath(d, choice.backbone(), "train").under(data)));
            if (has) {
                there.add(choice);
            } else {
                lacks(choice.backbone(), choice.dataSets());
            }
        }
        return there;
    }

    private void lacks(String backbone, List<String> dataSets) {
        lacking.add(backbone + " on " + String.join("+", dataSets));
    }

    /** Returns what was taken away: backbone and data sets of each place. */
    public List<String> leftOut() {
        return List.copyOf(lacking);
    }
}
