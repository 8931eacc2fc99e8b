package org.imprint.serve.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.imprint.classifier.Nameless;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.intake.ExamplePictures;
import org.imprint.classifier.journal.Outcome;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.http.Told;
import org.imprint.serve.model.EmbeddedImage;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.image.Thumbnail;

/** Examples: which there are, and how they come, go and change their class. */
final class ExampleRoutes implements RouteGroup {

    private static final String SOURCE = "server";
    private static final List<String> ORDERS = List.of("order", "doubt");

    private final ServedModels models;
    private final Changing changing;
    private final Handler doubted;

    ExampleRoutes(ServedModels models, Changing changing, Handler doubted) {
        this.doubted = doubted;
        this.models = models;
        this.changing = changing;
    }

    /** Examples that are meant. */
    record Ids(List<String> ids) {}

    /** Examples that go to a class. */
    record Move(List<String> ids, String into) {}

    /** Embeddings that are examples of a class. */
    record Embeddings(@JsonProperty("class") String className, List<String> names, float[][] embeddings) {}

    /** An image with a class that has it. */
    private record There(String name, @JsonProperty("class") String className) {}

    /** An image that cannot be used. */
    private record Unusable(String name, String reason) {}

    /** What became of images that were given. */
    private record Added(
            long revision,
            String change,
            int added,
            List<There> known,
            List<There> elsewhere,
            List<Unusable> unusable,
            List<String> ids)
            implements Changing.Revised {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/{model}/examples", context -> {
            if ("doubt".equals(order(context.queryParam("sort")))) {
                doubted.handle(context);
                return;
            }
            ServedModel model = models.get(context.pathParam("model"));
            Json.answer(context, ExamplePage.of(model, context));
        });
        changing.addLater(routes, "/examples", ExampleRoutes::learn);
        changing.add(routes, "/examples/delete", (context, model) -> {
            Set<ContentDigest> which = digests(Json.body(context, Ids.class).ids());
            return Changing.Changed.of(model.classifier().forget(which));
        });
        changing.add(routes, "/examples/move", (context, model) -> {
            Move asked = Json.body(context, Move.class);
            String into = ClassRoutes.required("into", asked.into());
            return Changing.Changed.of(model.classifier().move(digests(asked.ids()), into));
        });
    }

    private static String order(String sort) {
        if (sort != null && !ORDERS.contains(sort)) {
            throw new HttpProblem(400, "sort must be one of " + ORDERS + ", was " + sort);
        }
        return sort;
    }

    private static Set<ContentDigest> digests(List<String> ids) {
        Set<ContentDigest> digests = new LinkedHashSet<>();
        for (String id : ClassRoutes.required("ids", ids)) {
            try {
                digests.add(ContentDigest.ofHex(String.valueOf(id)));
            } catch (IllegalArgumentException e) {
                throw new HttpProblem(
                        400, "ids must be digests of 64 hexadecimal digits, was " + Told.text(String.valueOf(id)));
            }
        }
        return digests;
    }

    private static CompletableFuture<Added> learn(Context context, ServedModel model) {
        if (Answered.isJson(context)) {
            return CompletableFuture.completedFuture(learn(model, Json.body(context, Embeddings.class)));
        }
        String className = LearnedClass.checkedName(ClassRoutes.required("class", context.formParam("class")));
        return Later.then(model.embedded(GivenFiles.images(context)), images -> learn(model, className, images));
    }

    private static Added learn(ServedModel model, Embeddings asked) {
        if (model.backbone().isPresent()) {
            throw new HttpProblem(400, "model " + model.name() + " learns from images, not from embeddings");
        }
        String className = LearnedClass.checkedName(ClassRoutes.required("class", asked.className()));
        FloatMatrix rows = Answered.rows(model, asked.embeddings());
        List<Example> examples = new ArrayList<>(Nameless.examples(rows));
        if (asked.names() != null) {
            if (asked.names().size() != examples.size() || asked.names().contains(null)) {
                throw new HttpProblem(
                        400,
                        "names must be as many as embeddings, " + examples.size() + ", was "
                                + asked.names().size());
            }
            for (int i = 0; i < examples.size(); i++) {
                examples.set(
                        i,
                        new Example(
                                asked.names().get(i), SOURCE, examples.get(i).digest()));
            }
        }
        return learn(model, className, examples, rows, Thumbnails.none(), List.of());
    }

    private static Added learn(ServedModel model, String className, List<EmbeddedImage> images) {
        List<Unusable> unusable = new ArrayList<>();
        Map<ContentDigest, Example> examples = new HashMap<>();
        Map<ContentDigest, byte[]> pictures = new HashMap<>();
        List<Example> learned = new ArrayList<>();
        List<FloatMatrix> rows = new ArrayList<>();
        for (EmbeddedImage image : images) {
            if (image.usable().isEmpty()) {
                unusable.add(new Unusable(image.name(), image.problem()));
                continue;
            }
            EmbeddedImage.Usable usable = image.usable().get();
            Example example = new Example(image.name(), SOURCE, usable.digest());
            if (examples.putIfAbsent(usable.digest(), example) == null) {
                learned.add(example);
                rows.add(usable.row());
                pictures.put(usable.digest(), Thumbnail.encode(usable.image(), ExamplePictures.SIDE));
            }
        }
        FloatMatrix all = rows.isEmpty() ? FloatMatrix.zeros(0, 0) : FloatMatrix.concat(rows);
        return learn(model, className, learned, all, Thumbnails.of(pictures), unusable);
    }

    private static Added learn(
            ServedModel model,
            String className,
            List<Example> learned,
            FloatMatrix rows,
            Thumbnails pictures,
            List<Unusable> unusable) {
        ClassifierState before = model.state();
        Outcome outcome = learned.isEmpty()
                ? new Outcome(0, Optional.empty(), model.classifier().revision())
                : model.classifier().learn(className, learned, rows, pictures);
        Map<Boolean, List<There>> there = there(before, className, learned);
        return new Added(
                outcome.revision(),
                outcome.sentence(),
                outcome.examples(),
                there.get(true),
                there.get(false),
                unusable,
                learned.stream().map(e -> e.digest().hex()).toList());
    }

    /** Returns which were there already: in the class, and in others. */
    private static Map<Boolean, List<There>> there(ClassifierState before, String className, List<Example> learned) {
        List<There> all = new ArrayList<>();
        for (LearnedClass c : before.classes()) {
            for (Example e : learned) {
                Optional<Example> found = c.examples().find(e.digest());
                found.ifPresent(x -> all.add(new There(e.name(), c.name())));
            }
        }
        return all.stream().collect(Collectors.partitioningBy(t -> t.className().equals(className)));
    }
}
