package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.journal.Outcome;
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

    /** What every change answers. */
    interface Revised {
        /** Returns the revision of the classifier with the change. */
        long revision();
    }

    /** What a change answers that has nothing more to tell. @param change a sentence */
    record Changed(long revision, String change) implements Revised {
        static Changed of(Outcome outcome) {
            return new Changed(outcome.revision(), outcome.sentence());
        }
    }

    /** Adds a route that changes a model, and then answers with a sentence. */
    void add(RoutesConfig routes, String path, Change change) {
        addLater(routes, path, (context, model) -> {
            return CompletableFuture.completedFuture(change.make(context, model));
        });
    }

    /** Adds a route that changes a model when other work is done, and then answers with a record that has the revision. */
    void addLater(RoutesConfig routes, String path, LaterChange change) {
        Handler handler = context -> {
            ServedModel model = models.get(context.pathParam("model"));
            requireWritable();
            CompletableFuture<? extends Revised> answer = change.make(context, model);
            Later.answer(context, answer, changed -> {
                context.header(REVISION, Long.toString(changed.revision()));
                Json.answer(context, changed);
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
        /** Makes it, and returns what was done. */
        Changed make(Context context, ServedModel model);
    }

    /** A change that is made when other work is done. */
    @FunctionalInterface
    interface LaterChange {
        /** Begins it. */
        CompletableFuture<? extends Revised> make(Context context, ServedModel model);
    }
}
