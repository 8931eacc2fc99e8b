package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.GivenImage;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** How right a classifier is: on its own examples, each left out in turn, or on what is given with its classes. */
final class EvaluateRoute implements RouteGroup {

    private final ServedModels models;
    private final OwnEvaluations own;

    EvaluateRoute(ServedModels models, LongWork work) {
        this.models = models;
        this.own = new OwnEvaluations(work);
    }

    /** Embeddings with their classes. */
    private record Labelled(List<String> classes, float[][] embeddings) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/{model}/evaluate", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            CompletableFuture<EvaluationAnswer> answer = begun(model, context);
            Later.answer(context, answer, told -> Json.answer(context, told));
        });
    }

    private CompletableFuture<EvaluationAnswer> begun(ServedModel model, Context context) {
        if (GivenFiles.isForm(context)) {
            List<String> classes = new ArrayList<>();
            List<GivenImage> images = new ArrayList<>();
            GivenFiles.byPart(context)
                    .forEach((className, files) -> files.forEach(file -> {
                        classes.add(className);
                        images.add(file);
                    }));
            return Answered.ofImages(model, images).thenApply(answers -> judged(model, classes, answers));
        }
        if (context.bodyAsBytes().length == 0) {
            return own.of(model);
        }
        Labelled asked = Json.body(context, Labelled.class);
        FloatMatrix rows = Answered.rows(model, asked.embeddings());
        List<String> classes = ClassRoutes.required("classes", asked.classes());
        if (classes.size() != rows.rows() || classes.contains(null)) {
            throw new HttpProblem(
                    400, "classes must be as many as embeddings, " + rows.rows() + ", was " + classes.size());
        }
        return Answered.ofRows(model, rows).thenApply(answers -> judged(model, classes, answers));
    }

    private static EvaluationAnswer judged(ServedModel model, List<String> classes, List<Answered> answers) {
        List<Judged> judged = new ArrayList<>();
        List<EvaluationAnswer.Unused> unusable = new ArrayList<>();
        List<String> names = model.state().classNames();
        for (int i = 0; i < answers.size(); i++) {
            Answered answered = answers.get(i);
            if (answered.prediction().isEmpty()) {
                unusable.add(new EvaluationAnswer.Unused(answered.name(), answered.problem()));
                continue;
            }
            names = answered.prediction().get().state().classNames();
            judged.add(Judged.of(
                    answered.name(), classes.get(i), answered.prediction().get()));
        }
        if (judged.isEmpty()) {
            throw new HttpProblem(
                    400,
                    "there must be an image that can be used, "
                            + unusable.get(0).reason());
        }
        return EvaluationAnswer.ofGiven(names, judged, unusable);
    }
}
