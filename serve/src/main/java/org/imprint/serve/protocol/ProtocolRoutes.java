package org.imprint.serve.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BiConsumer;
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

    /** Makes the routes of some classifiers. */
    public ProtocolRoutes(ServedModels models) {
        this.models = models;
    }

    /** What is told of the server. */
    private record ServerFacts(String name, String version, List<String> extensions) {}

    /** That it lives. */
    private record Live(boolean live) {}

    /** That it can answer. The published text calls the field of readiness live, others ready. */
    private record Ready(boolean live, boolean ready) {}

    /** That a model can answer, or cannot, as it has no class yet. */
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
        routes.get("/v2", context -> Json.answer(context, facts));
        routes.get("/v2/health/live", context -> Json.answer(context, new Live(true)));
        routes.get("/v2/health/ready", context -> Json.answer(context, new Ready(true, true)));
        routes.get("/v2/models", context -> Json.answer(context, names()));
        routes.post("/v2/repository/index", this::index);
        for (String path : List.of(MODEL, MODEL + VERSION)) {
            routes.get(path, context -> on(context, ProtocolRoutes::facts));
            routes.get(path + "/ready", context -> on(context, ProtocolRoutes::ready));
            routes.post(path + "/infer", context -> on(context, Inference::answer));
        }
    }

    /** Does something with the model, and version, of the path. */
    private void on(Context context, BiConsumer<Context, ServedModel> what) {
        ServedModel model = models.get(context.pathParam("model"));
        String version = context.pathParamMap().get("version");
        if (version != null) {
            ModelVersion.require(model, version);
        }
        what.accept(context, model);
    }

    private static void facts(Context context, ServedModel model) {
        ModelSignature signature = ModelSignature.of(model);
        Json.answer(
                context,
                new ModelFacts(
                        signature.name(),
                        List.of(signature.version()),
                        "imprint_imprint",
                        signature.inputFacts(),
                        signature.outputFacts()));
    }

    private static void ready(Context context, ServedModel model) {
        boolean isReady = isReady(model);
        context.status(isReady ? 200 : 503);
        Json.answer(context, new ModelReady(model.name(), isReady));
    }

    private static boolean isReady(ServedModel model) {
        return !model.state().isEmpty();
    }

    private ModelNames names() {
        return new ModelNames(models.all().stream().map(ServedModel::name).toList());
    }

    private void index(Context context) {
        boolean readyAlone = context.bodyAsBytes().length > 0 && readyAlone(Json.body(context));
        Json.answer(
                context,
                models.all().stream()
                        .filter(model -> !readyAlone || isReady(model))
                        .map(ProtocolRoutes::indexed)
                        .toList());
    }

    private static boolean readyAlone(JsonNode asked) {
        JsonNode ready = asked.path("ready");
        if (!asked.isObject()
                || asked.size() > (asked.has("ready") ? 1 : 0)
                || asked.has("ready") && !ready.isBoolean()) {
            throw new HttpProblem(400, "body must be empty, {} or {\"ready\": true or false}, was something else");
        }
        return ready.asBoolean();
    }

    private static Indexed indexed(ServedModel model) {
        return isReady(model)
                ? new Indexed(model.name(), ModelVersion.of(model), "READY", "")
                : new Indexed(model.name(), ModelVersion.of(model), "UNAVAILABLE", "no class is there yet");
    }
}
