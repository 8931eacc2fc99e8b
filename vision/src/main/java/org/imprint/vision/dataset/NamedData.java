package org.imprint.vision.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.core.text.Spelling;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.source.SampleSources;

/** What people may write where images are asked for: a path, or the name of one of the paper's data sets. */
public final class NamedData {

    private final Path path;
    private final DataSets sets;
    private final Optional<DataSetCard> card;

    /**
     * Looks the words up; nothing is opened yet. A path that exists goes before a name.
     *
     * @param data path or name
     */
    public NamedData(Path data) {
        this(data, DataSets.at(DataSetRoot.or(null)));
    }

    /** As {@link #NamedData(Path)}, with data sets of another root. */
    public NamedData(Path data, DataSets sets) {
        this.path = data;
        this.sets = sets;
        this.card = Files.exists(data)
                ? Optional.empty()
                : sets.cards().stream()
                        .filter(c -> c.name().equals(data.toString()))
                        .findFirst();
    }

    /** Opens one split. */
    public SampleSource open(Split split) {
        requireThere();
        return card.isPresent() ? sets.open(card.get().name(), split) : SampleSources.open(path, split);
    }

    /** Opens both splits; a folder that is not divided is divided by the seed. */
    public TrainTest openBoth(double testFraction, long seed) {
        requireThere();
        return card.isPresent() ? sets.openBoth(card.get().name()) : SampleSources.openBoth(path, testFraction, seed);
    }

    private void requireThere() {
        if (card.isEmpty() && !Files.exists(path)) {
            throw new DataException(path + ": file or folder does not exist"
                    + Spelling.nearest(
                                    path.toString(),
                                    sets.cards().stream().map(DataSetCard::name).toList())
                            .map(name -> Spelling.question("the data set " + name))
                            .orElse(""));
        }
    }

    /** Returns what files call a split: the published code's word for the paper's data sets. */
    public String splitName(Split split) {
        return card.map(c -> c.splitName(split)).orElse(split.wireName());
    }
}
