package org.imprint.serve.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.embed.ImprintVersion;

/**
 * The routes under {@code /v2}.
 *
 * <p>A version of a model is its revision; a request that names another gets 404.
 */
public final class ProtocolRoutes implements RouteGroup {

    private static final String MODEL = "/v2/models/{model}";
    private static final String VERSION = "/versions/{version}";

    private final ServedModels models;
    private final int mostImages;

    /** Makes the routes of some classifiers. @param mostImages how many images a request may have */
    public ProtocolRoutes(ServedModels models, int mostImages) {
        this.models = models;
        this.mostImages = mostImages;
    }

    /** What is told of the server. */
    private record ServerFacts(String name, String version, List<String> extensions) {}

    /** That it lives. */
    private record Live(boolean live) {}

    /** That it can answer. The published text calls the field of readiness live, others ready. */
    private record Ready(boolean live, boolean ready) {}

    /** That a model can answer. */
    private record ModelReady(String name, boolean ready) {}

    /** What is told of a model. */
    private record ModelFacts(
            String name, List<String> versions, String platform, List<TensorFacts> inputs, List<TensorFacts> outputs) {}

    /** The names of all models. */
    private record ModelNames(List<String> models) {}

    /** A model in the list of all. */
    private record Indexed(String name, String version, String state, String reason) {}

    @Override
    public void addTo(RoutesConfig routes) {
        ServerFacts facts =
                new ServerFacts("imprint", ImprintVersion.get(), List.of("binary_tensor_data", "classification"));
        for (String path :
                List.of("/v2", "/v2/")) { // the second is in the published description, the first what clients ask
            routes.get(path, context -> Json.answer(context, facts));
        }
        routes.get("/v2/health/live", context -> Json.answer(context, new Live(true)));
        routes.get("/v2/health/ready", context -> Json.answer(context, new Ready(true, true)));
        routes.get("/v2/models", context -> Json.answer(context, names()));
        routes.post("/v2/repository/index", this::index);
        for (String path : List.of(MODEL, MODEL + VERSION)) {
            routes.get(path, context -> facts(context, model(context)));
            routes.get(path + "/ready", context -> ready(context, model(context)));
            routes.post(
                    path + "/infer",
                    context -> Inference.answer(context, model(context), version(context), mostImages));
        }
    }

    /** Returns the model of the path. @throws HttpProblem of status 404 if there is none, or not in the version of the path */
    private ServedModel model(Context context) {
        ServedModel model = models.get(context.pathParam("model"));
        version(context).ifPresent(wanted -> ModelVersion.now(model).require(model.name(), wanted));
        return model;
    }

    private static Optional<String> version(Context context) {
        return Optional.ofNullable(context.pathParamMap().get("version"));
    }

    private void facts(Context context, ServedModel model) {
        ModelSignature signature = ModelSignature.of(model, ModelVersion.now(model), mostImages);
        Json.answer(
                context,
                new ModelFacts(
                        signature.name(),
                        List.of(signature.version()),
                        "imprint_imprint",
                        signature.inputFacts(),
                        signature.outputFacts()));
    }

    /** Every model is loaded before the server listens. One that has learned no class yet says so when it is asked. */
    private static void ready(Context context, ServedModel model) {
        Json.answer(context, new ModelReady(model.name(), true));
    }

    private ModelNames names() {
        return new ModelNames(models.all().stream().map(ServedModel::name).toList());
    }

    private void index(Context context) {
        if (context.bodyAsBytes().length > 0) {
            requireReadiness(Json.body(context));
        }
        Json.answer(context, models.all().stream().map(ProtocolRoutes::indexed).toList());
    }

    /** Clients may ask for those alone that are ready, which all are. */
    private static void requireReadiness(JsonNode asked) {
        boolean isKnown = asked.isObject()
                && asked.properties().stream()
                        .allMatch(
                                f -> f.getKey().equals("ready") && f.getValue().isBoolean());
        if (!isKnown) {
            throw new HttpProblem(400, "body must be empty, {} or {\"ready\": true or false}, was something else");
        }
    }

    private static Indexed indexed(ServedModel model) {
        return new Indexed(model.name(), ModelVersion.now(model).number(), "READY", "");
    }
}
