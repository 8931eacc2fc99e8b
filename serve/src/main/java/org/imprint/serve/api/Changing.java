package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.Later;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** What all routes share that change a classifier: when they are refused, and how they answer. */
final class Changing {

    private static final String REVISION = "Imprint-Revision";

    private final ServedModels models;
    private final boolean readOnly;

    Changing(ServedModels models, boolean readOnly) {
        this.models = models;
        this.readOnly = readOnly;
    }

    /** What a change answers. @param revision of the classifier with the change @param change a sentence */
    record Changed(long revision, String change) {}

    /** Adds a route that changes a model, and then answers with a sentence. */
    void add(RoutesConfig routes, String path, Change change) {
        addLater(routes, path, (context, model) -> {
            String sentence = change.make(context, model);
            long revision = model.classifier().revision();
            return CompletableFuture.completedFuture(new Changed(revision, sentence));
        });
    }

    /** Adds a route that changes a model when other work is done, and then answers with a record that has the revision. */
    void addLater(RoutesConfig routes, String path, LaterChange change) {
        Handler handler = context -> {
            ServedModel model = models.get(context.pathParam("model"));
            requireWritable();
            CompletableFuture<?> answer = change.make(context, model);
            Later.answer(context, answer, record -> {
                context.header(REVISION, Long.toString(model.classifier().revision()));
                Json.answer(context, record);
            });
        };
        routes.post("/api/{model}" + path, handler);
    }

    private void requireWritable() {
        if (readOnly) {
            throw new HttpProblem(403, "this server is read-only; nothing was changed");
        }
    }

    /** A change that is made at once. */
    @FunctionalInterface
    interface Change {
        /** Makes it, and returns what was done in a sentence. */
        String make(Context context, ServedModel model);
    }

    /** A change that is made when other work is done. */
    @FunctionalInterface
    interface LaterChange {
        /** Begins it; the record that comes has the revision. */
        CompletableFuture<?> make(Context context, ServedModel model);
    }

    /** Returns the sentence of the last change of a model. @param changed how many examples it was of; nothing is said to be done for none */
    static String sentence(ServedModel model, int changed) {
        var done = model.classifier().history().done();
        return changed == 0 || done.isEmpty()
                ? "nothing changed"
                : done.get(done.size() - 1).change().sentence();
    }
}
