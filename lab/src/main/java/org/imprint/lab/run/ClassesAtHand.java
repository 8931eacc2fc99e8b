package org.imprint.lab.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.sweep.change.KnownClasses;
import org.imprint.vision.dataset.DataSetCard;
import org.imprint.vision.dataset.DataSets;

/** The classes of data sets as their training embeddings have them; by their cards where there are no embeddings yet. */
public final class ClassesAtHand implements KnownClasses {

    private final EmbeddingInputs files;
    private final DataSets dataSets;

    /** Creates what knows the classes of files and cards. */
    public ClassesAtHand(EmbeddingInputs files, DataSets dataSets) {
        this.files = files;
        this.dataSets = dataSets;
    }

    @Override
    public Optional<List<Integer>> of(String backbone, String dataSet) {
        return files.trainLabels(dataSet, backbone)
                .or(() -> dataSets.cards().stream()
                        .filter(card -> card.name().equals(dataSet))
                        .findFirst()
                        .map(DataSetCard::classes)
                        .map(n -> IntStream.range(0, n).boxed().toList()));
    }
}
