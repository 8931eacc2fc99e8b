package org.imprint.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.journal.JournalFullException;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void tellsWhatWentWrongAndNothingOfHow() throws Exception {
        Javalin http = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.appData(Later.TIME, Duration.ofMillis(20));
                    Problems.addTo(config.routes);
                    config.routes.get(
                            "/never", context -> Later.answer(context, new CompletableFuture<Void>(), none -> {}));
                    config.routes.get("/many", context -> {
                        throw new HttpProblem(429, "too many");
                    });
                    config.routes.get(
                            "/later",
                            context -> context.future(
                                    () -> CompletableFuture.failedFuture(new ImprintException("k must be \"small\""))));
                    config.routes.get("/full", context -> {
                        throw new JournalFullException("/data/birds.imprint.journal: no room", new IOException());
                    });
                    config.routes.get("/file", context -> {
                        throw new DataException("/data/birds.imprint: cannot be read");
                    });
                    config.routes.get("/ours", context -> {
                        throw new IllegalStateException("secret");
                    });
                })
                .start("127.0.0.1", 0);
        try {
            HttpResponse<String> many = get(http, "/many");
            assertThat(many.statusCode()).isEqualTo(429);
            assertThat(many.headers().firstValue("Retry-After")).contains("1");
            assertThat(many.body()).isEqualTo("{\"error\":\"too many\"}");
            HttpResponse<String> later = get(http, "/later");
            assertThat(later.statusCode()).isEqualTo(400);
            assertThat(later.body()).isEqualTo("{\"error\":\"k must be \\\"small\\\"\"}");
            HttpResponse<String> never = get(http, "/never");
            assertThat(never.statusCode()).isEqualTo(503);
            assertThat(never.body())
                    .isEqualTo("{\"error\":\"the answer took longer than a request may; ask for less, or again\"}");
            HttpResponse<String> full = get(http, "/full");
            assertThat(full.statusCode()).isEqualTo(507);
            assertThat(full.body())
                    .isEqualTo(
                            "{\"error\":\"the change cannot be written to disk, nothing was changed; the server's log says why\"}");
            HttpResponse<String> file = get(http, "/file");
            assertThat(file.statusCode()).isEqualTo(500);
            assertThat(file.body()).doesNotContain("birds").startsWith("{\"error\":\"");
            HttpResponse<String> ours = get(http, "/ours");
            assertThat(ours.statusCode()).isEqualTo(500);
            assertThat(ours.body()).doesNotContain("secret").startsWith("{\"error\":\"");
            HttpResponse<String> none = get(http, "/none");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).startsWith("{\"error\":\"");
            assertThat(none.headers().firstValue("Content-Type")).contains("application/json");
        } finally {
            http.stop();
        }
    }

    private static HttpResponse<String> get(Javalin http, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + http.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
