package org.imprint.serve.protocol;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.Prediction;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.Told;
import org.imprint.serve.model.EmbeddedImage;
import org.imprint.serve.model.GivenImage;
import org.imprint.serve.model.ServedModel;

/** Answers requests of inference. */
final class Inference {

    /** So many images of a request are decoded at once, whose pixels are in memory together. */
    private static final int IMAGES_TOGETHER = 8;

    private Inference() {}

    /**
     * Answers a request when the model has.
     *
     * @param wanted the version that must answer, if one is named
     * @param mostImages how many images it may have
     * @throws HttpProblem if the request is not as it must be
     */
    static void answer(Context context, ServedModel model, Optional<String> wanted, int mostImages) {
        String encoding = context.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new HttpProblem(415, "Content-Encoding must be identity, was " + Told.text(encoding));
        }
        ModelVersion asked = ModelVersion.now(model);
        ModelSignature signature = ModelSignature.of(model, asked, mostImages);
        InferRequest request =
                RequestReader.read(signature, InferBody.of(context.bodyAsBytes(), context.header(InferBody.HEADER)));
        Later.answer(context, predictions(model, request.input()), answers -> {
            Optional<String> version = asked.numberOf(answers.get(0).state(), model);
            wanted.ifPresent(number -> requireSame(model, version, number));
            InferAnswer.of(model.name(), version, request, answers).send(context);
        });
    }

    /** A change may have come in between. */
    private static void requireSame(ServedModel model, Optional<String> answered, String wanted) {
        if (!answered.equals(Optional.of(wanted))) {
            throw new HttpProblem(404, "version " + wanted + " of " + model.name() + " was there, and is gone");
        }
    }

    private static CompletableFuture<List<Prediction>> predictions(ServedModel model, InferInput input) {
        if (input instanceof InferInput.Embeddings embeddings) {
            return model.answers(embeddings.rows());
        }
        return rows(model, ((InferInput.Images) input).images()).thenCompose(model::answers);
    }

    private static CompletableFuture<FloatMatrix> rows(ServedModel model, List<GivenImage> images) {
        List<FloatMatrix> rows = new ArrayList<>();
        CompletableFuture<Void> soFar = CompletableFuture.completedFuture(null);
        for (int from = 0; from < images.size(); from += IMAGES_TOGETHER) {
            List<GivenImage> some = images.subList(from, Math.min(images.size(), from + IMAGES_TOGETHER));
            soFar = soFar.thenCompose(none ->
                    model.embedded(some).thenAccept(embedded -> embedded.forEach(e -> rows.add(row(e)))));
        }
        return soFar.thenApply(none -> FloatMatrix.concat(rows));
    }

    private static FloatMatrix row(EmbeddedImage image) {
        return image.usable()
                .orElseThrow(() -> new HttpProblem(400, image.problem()))
                .row();
    }
}
