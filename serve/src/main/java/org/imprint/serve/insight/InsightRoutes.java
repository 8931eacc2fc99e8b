package org.imprint.serve.insight;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imprint.classifier.selftest.Doubts;
import org.imprint.classifier.state.LeftOutKnown;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.data.ContentDigest;

/** The routes under {@code /api} that look into a model. */
public final class InsightRoutes implements RouteGroup {

    private static final int MOST_ALIKE = 1000;

    private final ServedModels models;
    private final Background background = new Background();
    private final PageMaker pages = new PageMaker();

    /** Makes the routes of some classifiers. */
    public InsightRoutes(ServedModels models) {
        this.models = models;
    }

    /** What is asked of every model once for a revision. */
    private enum Question {
        MAP,
        CURVE,
        DOCTOR,
        DOUBT,
        KNOWN
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/{model}/map", context -> answer(context, Question.MAP, ExampleMap::of));
        routes.get("/api/{model}/learning-curve", context -> answer(context, Question.CURVE, CurveAnswer::of));
        routes.post("/api/{model}/doctor", context -> {
            String name = context.pathParam("model");
            answer(context, Question.DOCTOR, moment -> Examination.of(moment, name));
        });
        routes.get("/api/{model}/unknown", this::cost);
        routes.get("/api/{model}/alike", this::alike);
        routes.get("/api/{model}/thumbnails/{id}", context -> ThumbnailAnswer.give(context, model(context)));
    }

    private ServedModel model(Context context) {
        return models.get(context.pathParam("model"));
    }

    private void answer(Context context, Question question, Function<Moment, Object> how) {
        ServedModel model = model(context);
        give(context, background.ask(model, question, how));
    }

    private static void give(Context context, CompletableFuture<?> answer) {
        Later.answer(context, answer, found -> Json.answer(context, found));
    }

    /** What was found, with the moment that it was found of. */
    private record Found<T>(Moment moment, T value) {}

    private void cost(Context context) {
        double rate = rate(context.queryParam("falseReject"));
        CompletableFuture<Found<LeftOutKnown>> known = background.ask(
                model(context), Question.KNOWN, moment -> new Found<>(moment, UnknownCost.known(moment)));
        give(context, known.thenApply(f -> UnknownCost.of(f.moment(), f.value(), rate)));
    }

    private static double rate(String text) {
        try {
            return RejectThresholds.checkedRate(Double.parseDouble(String.valueOf(text)));
        } catch (NumberFormatException e) {
            throw new HttpProblem(400, "falseReject must be a number in (0, 0.5], was " + text);
        }
    }

    /** Answers with examples of a model, those doubted most first. */
    public void doubted(Context context) {
        String offset = context.queryParam("offset");
        String limit = context.queryParam("limit");
        int from = whole("offset", offset == null ? "0" : offset, 0, Integer.MAX_VALUE);
        int most = whole("limit", limit == null ? "200" : limit, 1, DoubtedPage.MOST);
        DoubtedPage.Wanted wanted =
                new DoubtedPage.Wanted(context.queryParam("class"), context.queryParam("answer"), from, most);
        CompletableFuture<DoubtedPage.Order> order = background.ask(
                model(context),
                Question.DOUBT,
                moment -> DoubtedPage.Order.of(moment, Doubts.of(moment.state(), moment.parallel())));
        give(context, order.thenCompose(o -> pages.make(() -> DoubtedPage.of(o, wanted))));
    }

    private void alike(Context context) {
        ContentDigest digest = ThumbnailAnswer.digest(String.valueOf(context.queryParam("id")));
        String limit = context.queryParam("limit");
        int most = whole("limit", limit == null ? "50" : limit, 1, MOST_ALIKE);
        ServedModel model = model(context);
        give(context, pages.make(() -> AlikeExamples.of(Moment.of(model), digest, most)));
    }

    private static int whole(String name, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new HttpProblem(400, name + " must be in [" + min + ", " + max + "], was " + text);
        }
        throw new HttpProblem(400, name + " must be in [" + min + ", " + max + "], was " + text);
    }
}
