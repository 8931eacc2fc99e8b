package org.imprint.serve.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.journal.Outcome;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModels;

/** What was done, taking it back, and the one setting that can be changed. */
final class HistoryRoutes implements RouteGroup {

    private final ServedModels models;
    private final Changing changing;

    HistoryRoutes(ServedModels models, Changing changing) {
        this.models = models;
        this.changing = changing;
    }

    /** All changes that are told. */
    private record Past(List<Entry> entries, List<Entry> undone) {}

    /** One change. @param at in ISO 8601 */
    private record Entry(int number, String at, String change, boolean undoable) {
        static Entry of(HistoryEntry e) {
            return new Entry(e.number(), e.at().toString(), e.change().sentence(), e.isUndoable());
        }
    }

    /** How many known images may be taken for none. @param falseReject α; null to take none for that */
    record Reject(@JsonProperty(required = true) Double falseReject) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/{model}/history", context -> {
            History history =
                    models.get(context.pathParam("model")).classifier().history();
            Json.answer(
                    context,
                    new Past(
                            history.done().stream().map(Entry::of).toList(),
                            history.undone().stream().map(Entry::of).toList()));
        });
        changing.add(
                routes,
                "/undo",
                (context, model) -> told("took back: ", model.classifier().undo()));
        changing.add(
                routes,
                "/redo",
                (context, model) -> told("made again: ", model.classifier().redo()));
        changing.add(routes, "/unknown", (context, model) -> {
            Reject asked = Json.body(context, Reject.class);
            Outcome outcome = model.classifier().reject(Optional.ofNullable(asked.falseReject()));
            String sentence = asked.falseReject() == null
                    ? "no image is taken for unknown any more"
                    : "a share of " + asked.falseReject() + " of known images may be taken for unknown";
            return new Changing.Changed(outcome.revision(), sentence);
        });
    }

    private static Changing.Changed told(String words, Outcome outcome) {
        return new Changing.Changed(outcome.revision(), words + outcome.sentence());
    }
}
