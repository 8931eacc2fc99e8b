package org.imprint.serve.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.NearProxy;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.explain.ExplainOptions;
import org.imprint.classifier.explain.ExplainedImage;
import org.imprint.classifier.explain.ExplanationPage;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.NearestVote;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Json;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.image.RgbImage;

/** Why an answer is as it is: proxies and examples that are near, as JSON or as a page to keep. */
final class ExplainRoute implements RouteGroup {

    private static final int TOP = 5;
    private static final int NEAREST = 10;
    private static final int MOST_PROXIES = 100;

    private final ServedModels models;

    ExplainRoute(ServedModels models) {
        this.models = models;
    }

    /** Why. @param proxies of each class the nearest, the nearest class first */
    private record Explanation(Object prediction, List<Proxy> proxies, List<PredictionAnswer.Near> nearest) {}

    /**
     * A proxy that is near.
     *
     * @param proxy its place among those of its class
     * @param similarity the inner product, where the head compares by that
     * @param distance the distance, where it compares by that
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Proxy(
            @JsonProperty("class") String className, int proxy, int proxies, Double similarity, Double distance) {
        static Proxy of(NearProxy near, boolean isDistance) {
            return new Proxy(
                    near.className(),
                    near.proxy(),
                    near.proxies(),
                    isDistance ? null : near.value(),
                    isDistance ? near.value() : null);
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/{model}/explain", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            String accepted = context.header("Accept");
            boolean asPage = accepted != null && accepted.contains("text/html");
            CompletableFuture<List<Answered>> answers = Answered.of(model, context);
            CompletableFuture<?> told = Later.then(answers, all -> asPage ? page(model, only(all)) : why(only(all)));
            Later.answer(context, told, answer -> {
                if (answer instanceof String html) {
                    Attachment.name(context, model.name() + "-why.html");
                    context.contentType("text/html; charset=utf-8").result(html);
                } else {
                    Json.answer(context, answer);
                }
            });
        });
    }

    private static Answered only(List<Answered> all) {
        if (all.size() != 1) {
            throw new HttpProblem(400, "explain takes one image or embedding, was given " + all.size());
        }
        Answered one = all.get(0);
        if (one.prediction().isEmpty()) {
            throw new HttpProblem(400, one.problem());
        }
        return one;
    }

    private static Explanation why(Answered answered) {
        Prediction p = answered.prediction().orElseThrow();
        boolean isDistance = p.state().settings().recipe().aggregation() instanceof NearestVote;
        return new Explanation(
                answered.told(TOP, 0),
                p.nearestProxies().stream()
                        .limit(MOST_PROXIES)
                        .map(near -> Proxy.of(near, isDistance))
                        .toList(),
                p.nearest(NEAREST).stream().map(PredictionAnswer.Near::of).toList());
    }

    private static String page(ServedModel model, Answered answered) {
        ExplainedImage image = new ExplainedImage(
                answered.name(),
                Optional.empty(),
                answered.prediction().orElseThrow(),
                () -> picture(answered.image()));
        return ExplanationPage.html(
                List.of(image),
                ExplainOptions.of(model.name())
                        .withThumbnails(example -> model.classifier().picture(example.digest())));
    }

    private static RgbImage picture(Optional<RgbImage> image) {
        return image.orElseThrow(() -> new ImprintException("an embedding has no picture"));
    }
}
