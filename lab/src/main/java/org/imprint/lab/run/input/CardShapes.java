package org.imprint.lab.run.input;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.PlaceShape;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.DataSetCard;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.zoo.Zoo;

/**
 * The shapes of places by the cards of their backbone and data sets, with classes of equal size, where embeddings are not made yet;
 * empty if one of them has no card. They serve estimates: which runs fold can depend on the true sizes.
 */
public final class CardShapes implements DataShapes {

    private final DataShapes files;
    private final DataSets dataSets;

    /**
     * Creates shapes.
     *
     * @param files shapes that go before the cards'
     */
    public CardShapes(DataShapes files, DataSets dataSets) {
        this.files = files;
        this.dataSets = dataSets;
    }

    @Override
    public Optional<PlaceShape> of(Place place) {
        return files.of(place).or(() -> fromCards(place));
    }

    private Optional<PlaceShape> fromCards(Place place) {
        List<DataSetCard> cards = dataSets.cards().stream()
                .filter(c -> place.dataSets().contains(c.name()))
                .sorted(Comparator.comparing(c -> place.dataSets().indexOf(c.name())))
                .toList();
        return cards.size() < place.dataSets().size()
                ? Optional.empty()
                : Zoo.find(place.backbone())
                        .map(b -> new PlaceShape(
                                rows(cards, place.mapping(), Split.TRAIN),
                                rows(cards, place.mapping(), Split.TEST),
                                b.card().dimension()));
    }

    private static Map<Integer, Integer> rows(List<DataSetCard> cards, LabelMapping mapping, Split split) {
        Map<Integer, Integer> rows = new HashMap<>();
        int offset = 0;
        for (DataSetCard card : cards) {
            for (int label = 0; label < card.classes(); label++) {
                int to = mapping.apply(offset + label);
                if (to != LabelMapping.LEFT_OUT) {
                    rows.merge(to, card.size(split) / card.classes(), Integer::sum);
                }
            }
            offset += card.classes();
        }
        return rows;
    }
}
