package org.imprint.serve.protocol;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModels;

/** The routes under {@code /v2}. */
public final class ProtocolRoutes implements RouteGroup {

    private final ServedModels models;

    /** Makes the routes of some classifiers. */
    public ProtocolRoutes(ServedModels models) {
        this.models = models;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v2/health/live", context -> Json.answer(context, Map.of("live", true)));
        routes.get("/v2/health/ready", context -> Json.answer(context, Map.of("ready", true)));
        routes.get("/v2/models/{model}/ready", context -> {
            String name = models.get(context.pathParam("model")).name();
            Json.answer(context, Map.of("name", name, "ready", true));
        });
    }
}
