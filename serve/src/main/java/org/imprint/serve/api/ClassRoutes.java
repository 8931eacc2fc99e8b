package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import java.util.List;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** Classes: which there are, and what can be done with a whole one. */
final class ClassRoutes implements RouteGroup {

    private final ServedModels models;
    private final Changing changing;

    ClassRoutes(ServedModels models, Changing changing) {
        this.models = models;
        this.changing = changing;
    }

    /** All classes, in their order. */
    private record Classes(long revision, List<OfClass> classes) {}

    /** One class. @param threshold null where it has none */
    private record OfClass(
            String name, int examples, int proxies, Double threshold, boolean borrowed, boolean keepsExamples) {
        static OfClass of(LearnedClass c) {
            return new OfClass(
                    c.name(),
                    c.learned(),
                    c.proxies().rows(),
                    c.threshold().map(Threshold::value).filter(Double::isFinite).orElse(null),
                    c.threshold().map(Threshold::borrowed).orElse(false),
                    c.hasExamples());
        }
    }

    /** A class that gets another name. */
    record Rename(String from, String to) {}

    /** A class whose examples go to another. */
    record Merge(String from, String into) {}

    /** A class that goes. */
    record Forget(String name) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/{model}/classes", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            long revision = model.classifier().revision();
            List<OfClass> all =
                    model.state().classes().stream().map(OfClass::of).toList();
            Json.answer(context, new Classes(revision, all));
        });
        changing.add(routes, "/classes/rename", (context, model) -> {
            Rename asked = Json.body(context, Rename.class);
            return Changing.Changed.of(
                    model.classifier().rename(required("from", asked.from()), required("to", asked.to())));
        });
        changing.add(routes, "/classes/merge", (context, model) -> {
            Merge asked = Json.body(context, Merge.class);
            return Changing.Changed.of(
                    model.classifier().merge(required("from", asked.from()), required("into", asked.into())));
        });
        changing.add(routes, "/classes/forget", (context, model) -> {
            Forget asked = Json.body(context, Forget.class);
            return Changing.Changed.of(model.classifier().forget(required("name", asked.name())));
        });
    }

    /** Returns a field of a request. @throws HttpProblem if it is not there */
    static <T> T required(String field, T value) {
        if (value == null) {
            throw new HttpProblem(400, field + " must be given, was not");
        }
        return value;
    }
}
