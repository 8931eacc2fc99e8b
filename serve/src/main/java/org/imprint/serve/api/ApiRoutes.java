package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Map;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** The routes under {@code /api}. */
public final class ApiRoutes implements RouteGroup {

    private final ServedModels models;
    private final boolean readOnly;

    /** Makes the routes of some classifiers. @param readOnly whether all that would change one is refused */
    public ApiRoutes(ServedModels models, boolean readOnly) {
        this.models = models;
        this.readOnly = readOnly;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api", context -> {
            List<String> names = models.all().stream().map(ServedModel::name).toList();
            Json.answer(context, Map.of("models", names, "readOnly", readOnly));
        });
    }
}
