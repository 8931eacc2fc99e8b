package org.imprint.serve.api;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.imprint.classifier.Prediction;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.model.EmbeddedImage;
import org.imprint.serve.model.GivenImage;
import org.imprint.serve.model.ServedModel;
import org.imprint.vision.image.RgbImage;

/**
 * An image or embedding of a request with its answer.
 *
 * @param name of the image as it was given, or the place of the embedding
 * @param prediction the answer; empty if the image cannot be used
 * @param image itself, where it is one that can be used
 * @param problem why it cannot be used, otherwise empty
 */
record Answered(String name, Optional<Prediction> prediction, Optional<RgbImage> image, String problem) {

    /** Embeddings that are asked for. */
    private record Asked(float[][] embeddings) {}

    /** Answers for what a request holds: images, or embeddings in JSON; in their order. */
    static CompletableFuture<List<Answered>> of(ServedModel model, Context context) {
        return isJson(context)
                ? ofRows(model, rows(model, Json.body(context, Asked.class).embeddings()))
                : ofImages(model, GivenFiles.images(context));
    }

    /** Returns whether the body is JSON. */
    static boolean isJson(Context context) {
        return context.contentType() != null && context.contentType().startsWith("application/json");
    }

    /** Returns embeddings of a request as [n, d]. @throws HttpProblem if there is none, or one has another length */
    static FloatMatrix rows(ServedModel model, float[][] rows) {
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
        return FloatMatrix.ofRows(rows);
    }

    /** Answers for embeddings [n, d]. */
    static CompletableFuture<List<Answered>> ofRows(ServedModel model, FloatMatrix rows) {
        return model.answers(rows)
                .thenApply(answers -> IntStream.range(0, answers.size())
                        .mapToObj(i -> new Answered(
                                "embeddings[" + i + "]", Optional.of(answers.get(i)), Optional.empty(), ""))
                        .toList());
    }

    /** Answers for images. */
    static CompletableFuture<List<Answered>> ofImages(ServedModel model, List<GivenImage> given) {
        return model.embedded(given).thenCompose(images -> {
            List<FloatMatrix> rows = images.stream()
                    .flatMap(image -> image.usable().stream())
                    .map(EmbeddedImage.Usable::row)
                    .toList();
            CompletableFuture<List<Prediction>> answers = rows.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : model.answers(FloatMatrix.concat(rows));
            return answers.thenApply(predictions -> merged(images, predictions));
        });
    }

    private static List<Answered> merged(List<EmbeddedImage> images, List<Prediction> predictions) {
        List<Answered> all = new ArrayList<>();
        int next = 0;
        for (EmbeddedImage image : images) {
            Optional<Prediction> prediction =
                    image.usable().isPresent() ? Optional.of(predictions.get(next++)) : Optional.empty();
            all.add(new Answered(
                    image.name(), prediction, image.usable().map(EmbeddedImage.Usable::image), image.problem()));
        }
        return all;
    }

    /** Returns the answer as a client is told it. @param top how many classes @param nearest how many examples */
    Object told(int top, int nearest) {
        return prediction
                .<Object>map(p -> PredictionAnswer.of(name, p, top, nearest))
                .orElseGet(() -> new PredictionAnswer.Unusable(name, problem));
    }
}
