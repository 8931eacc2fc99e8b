package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.imprint.classifier.Prediction;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.EmbeddedImage;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** Answers for images, or for embeddings. */
final class PredictRoute implements RouteGroup {

    private static final int MOST_NEAREST = 100;

    private final ServedModels models;

    PredictRoute(ServedModels models) {
        this.models = models;
    }

    /** Embeddings that are asked for. */
    record Asked(float[][] embeddings) {}

    /** All answers, in the order of the questions. */
    private record Answers(long revision, List<Object> predictions) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/{model}/predict", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            int top = number(context, "top", 5, 1, Integer.MAX_VALUE);
            int nearest = number(context, "nearest", 0, 0, MOST_NEAREST);
            long revision = model.classifier().revision();
            CompletableFuture<List<Object>> answers = isJson(context)
                    ? ofRows(model, Json.body(context, Asked.class).embeddings(), top, nearest)
                    : ofImages(model, context, top, nearest);
            context.future(() -> answers.thenAccept(all -> Json.answer(context, new Answers(revision, all))));
        });
    }

    private static boolean isJson(Context context) {
        return context.contentType() != null && context.contentType().startsWith("application/json");
    }

    private static CompletableFuture<List<Object>> ofRows(ServedModel model, float[][] rows, int top, int nearest) {
        int d = model.state().settings().dim();
        if (rows == null || rows.length == 0) {
            throw new HttpProblem(400, "embeddings must be at least one row of " + d + " numbers, was without");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != d) {
                int there = rows[i] == null ? 0 : rows[i].length;
                throw new HttpProblem(400, "embeddings[" + i + "] must have " + d + " numbers, had " + there);
            }
        }
        return model.answers(FloatMatrix.ofRows(rows))
                .thenApply(answered -> IntStream.range(0, answered.size())
                        .<Object>mapToObj(
                                i -> PredictionAnswer.of("embeddings[" + i + "]", answered.get(i), top, nearest))
                        .toList());
    }

    private static CompletableFuture<List<Object>> ofImages(ServedModel model, Context context, int top, int nearest) {
        return model.embedded(GivenFiles.images(context)).thenCompose(images -> {
            List<FloatMatrix> rows = images.stream()
                    .flatMap(image -> image.usable().stream())
                    .map(EmbeddedImage.Usable::row)
                    .toList();
            CompletableFuture<List<Prediction>> answered = rows.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : model.answers(FloatMatrix.concat(rows));
            return answered.thenApply(predictions -> merged(images, predictions, top, nearest));
        });
    }

    private static List<Object> merged(List<EmbeddedImage> images, List<Prediction> predictions, int top, int nearest) {
        List<Object> all = new ArrayList<>();
        int next = 0;
        for (EmbeddedImage image : images) {
            all.add(
                    image.usable().isPresent()
                            ? PredictionAnswer.of(image.name(), predictions.get(next++), top, nearest)
                            : new PredictionAnswer.Unusable(image.name(), image.problem()));
        }
        return all;
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
