package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** Answers for images, or for embeddings. */
final class PredictRoute implements RouteGroup {

    private static final int MOST_NEAREST = 100;

    private final ServedModels models;

    PredictRoute(ServedModels models) {
        this.models = models;
    }

    /** All answers, in the order of the questions. */
    private record Answers(long revision, List<Object> predictions) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/{model}/predict", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            int top = number(context, "top", 5, 1, Integer.MAX_VALUE);
            int nearest = number(context, "nearest", 0, 0, MOST_NEAREST);
            long revision = model.classifier().revision();
            CompletableFuture<List<Answered>> answers = Answered.of(model, context);
            Later.answer(context, answers, all -> {
                List<Object> told = all.stream().map(a -> a.told(top, nearest)).toList();
                Json.answer(context, new Answers(revision, told));
            });
        });
    }

    /** Returns a number of the query. */
    static int number(Context context, String name, int otherwise, int min, int max) {
        String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new HttpProblem(400, name + " must be in [" + min + ", " + max + "], was " + text);
        }
        throw new HttpProblem(400, name + " must be in [" + min + ", " + max + "], was " + text);
    }
}
