package org.imprint.lab.reproduce;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.PlaceShape;
import org.imprint.lab.sweep.LabelMapping;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.DataSetCard;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.zoo.Zoo;

/**
 * The shapes of the paper's data sets by what is known of them without having them, classes of equal size; where embeddings are
 * there, their shapes go before.
 */
final class CardShapes implements DataShapes {

    private final DataShapes files;
    private final DataSets dataSets;

    CardShapes(DataShapes files, DataSets dataSets) {
        this.files = files;
        this.dataSets = dataSets;
    }

    @Override
    public Optional<PlaceShape> of(Place place) {
        return files.of(place).or(() -> fromCards(place));
    }

    private Optional<PlaceShape> fromCards(Place place) {
        return Zoo.find(place.backbone())
                .map(b -> new PlaceShape(
                        rows(place, Split.TRAIN),
                        rows(place, Split.TEST),
                        b.card().dimension()));
    }

    private Map<Integer, Integer> rows(Place place, Split split) {
        Map<Integer, Integer> rows = new HashMap<>();
        int offset = 0;
        for (String dataSet : place.dataSets()) {
            DataSetCard card = dataSets.card(dataSet);
            for (int label = 0; label < card.classes(); label++) {
                int to = place.mapping().apply(offset + label);
                if (to != LabelMapping.LEFT_OUT) {
                    rows.merge(to, card.size(split) / card.classes(), Integer::sum);
                }
            }
            offset += card.classes();
        }
        return rows;
    }
}
