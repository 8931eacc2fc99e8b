package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.List;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.embed.ImprintVersion;

/** The routes under {@code /api}, and what describes all routes. */
public final class ApiRoutes implements RouteGroup {

    private final ServedModels models;
    private final boolean readOnly;
    private final Handler doubted;

    /**
     * Makes the routes of some classifiers.
     *
     * @param readOnly whether all that would change one is refused
     * @param doubted answers for examples that are to be sorted by doubt
     */
    public ApiRoutes(ServedModels models, boolean readOnly, Handler doubted) {
        this.doubted = doubted;
        this.models = models;
        this.readOnly = readOnly;
    }

    /** What the server says of itself. */
    private record Welcome(String version, boolean readOnly, List<Offered> models) {}

    /** A model in the list of all. */
    private record Offered(String name, String kind, int classes, long examples) {
        static Offered of(ServedModel model) {
            return new Offered(
                    model.name(),
                    ModelCard.kind(model),
                    model.state().classes().size(),
                    ModelCard.examples(model.state()));
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api", context -> {
            List<Offered> all = models.all().stream().map(Offered::of).toList();
            Json.answer(context, new Welcome(ImprintVersion.get(), readOnly, all));
        });
        routes.get("/api/{model}", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            Json.answer(context, ModelCard.of(model, readOnly));
        });
        Changing changing = new Changing(models, readOnly);
        LongWork work = new LongWork();
        List.of(
                        new PredictRoute(models),
                        new ClassRoutes(models, changing),
                        new ExampleRoutes(models, changing, doubted),
                        new HistoryRoutes(models, changing),
                        new ExplainRoute(models),
                        new EvaluateRoute(models, work),
                        new ExportRoute(models, work),
                        new OpenApiRoute())
                .forEach(group -> group.addTo(routes));
    }
}
