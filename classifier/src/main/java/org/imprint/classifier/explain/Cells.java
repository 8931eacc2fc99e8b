package org.imprint.classifier.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.evaluate.ConfusionCell;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.page.Names;

/** The cells of a confusion by their place, with an id for the page, and how many of their images it shows. */
final class Cells {

    private final Map<Place, ConfusionCell> byPlace = new HashMap<>();
    private final Map<Place, String> ids = new HashMap<>();
    private final Map<String, Integer> shown = new HashMap<>();

    private record Place(String trueClass, Optional<String> answer) {}

    Cells(Evaluation evaluation, List<ExplainedImage> images) {
        for (ConfusionCell cell : evaluation.cells()) {
            Place place = new Place(cell.trueClass(), cell.answer());
            byPlace.put(place, cell);
            ids.put(place, "c" + ids.size());
        }
        for (ExplainedImage image : images) {
            shown.merge(id(image), 1, Integer::sum);
        }
    }

    Optional<ConfusionCell> at(String trueClass, Optional<String> answer) {
        return Optional.ofNullable(byPlace.get(new Place(trueClass, answer)));
    }

    /** Returns the id of the cell that an image belongs to; empty if its class is not known. */
    String id(ExplainedImage image) {
        return image.trueClass()
                .map(truth -> Judged.of(image.name(), truth, image.prediction()))
                .map(j -> ids.get(new Place(j.trueClass(), j.unknown() ? Optional.empty() : Optional.of(j.answer()))))
                .orElse("");
    }

    /** Returns a cell's count, which opens its images if any are shown. */
    String link(ConfusionCell cell, String text) {
        String id = ids.get(new Place(cell.trueClass(), cell.answer()));
        int here = shown.getOrDefault(id, 0);
        String words = Names.attribute(cell.trueClass())
                + cell.answer().map(a -> ", answered " + Names.attribute(a)).orElse(", taken for none");
        String left = here < cell.count() ? here + " of " + cell.count() + " on this page" : "";
        if (here == 0) {
            return "<span class=\"cell\" title=\"" + words + "; not on this page\">" + text + "</span>";
        }
        return "<a class=\"cell\" href=\"#" + id + "\" data-words=\"" + words + "\" data-left=\"" + left + "\" title=\""
                + words + (left.isEmpty() ? "" : "; " + left) + "\">" + text + "</a>";
    }
}
