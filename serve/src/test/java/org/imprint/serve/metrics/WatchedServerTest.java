package org.imprint.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells of itself while it is asked. */
class WatchedServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final StringWriter written = new StringWriter();
    private JournaledClassifier classifier;
    private Server server;

    @BeforeEach
    void serve() {
        Path file = folder.resolve("birds.imprint");
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        classes.put("heron", FloatMatrix.ofRows(new float[][] {{1, 0}, {1, 0.1f}, {0.9f, 0}}));
        classes.put("stork", FloatMatrix.ofRows(new float[][] {{0, 1}, {0.1f, 1}}));
        EmbeddingClassifier.fit(classes).save(file);
        classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
        server = Server.start(
                ServeOptions.local(0),
                ServedModels.of(List.of(new ServedModel("birds", classifier, Optional.empty(), Parallel.serial()))),
                AccessLog.to(written, notice -> {}));
    }

    @AfterEach
    void end() {
        server.close();
        classifier.close();
    }

    @Test
    void requestsAreCountedByThePatternOfTheirRoute() throws Exception {
        for (int i = 0; i < 3; i++) {
            predict("[[1,0]]", "id-" + i);
        }
        predict("[[1,0,0]]", "wrong");
        get("/nothing/at/" + "all");
        get("/nothing/else?token=secret");
        awaitLines(6);
        Exposition told = metrics();
        String route = "{method=\"POST\",route=\"/api/{model}/predict\",status=";
        assertThat(told.value("http_server_requests_seconds_count" + route + "\"200\"}"))
                .isEqualTo(3);
        assertThat(told.value("http_server_requests_seconds_count" + route + "\"400\"}"))
                .isEqualTo(1);
        assertThat(told.value("http_server_requests_seconds_count{method=\"GET\",route=\"other\",status=\"404\"}"))
                .isEqualTo(2);
        assertThat(told.value("http_server_requests_seconds_bucket" + route + "\"200\",le=\"+Inf\"}"))
                .isEqualTo(3);
        assertThat(told.value("imprint_classes{model=\"birds\"}")).isEqualTo(2);
        assertThat(told.value("imprint_examples{model=\"birds\"}")).isEqualTo(5);
        assertThat(told.value("imprint_answers_total{model=\"birds\"}")).isEqualTo(3);
        assertThat(told.value("http_server_requests_in_flight")).isEqualTo(1);
        assertThat(told.names())
                .contains(
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "process_uptime_seconds",
                        "imprint_build_info",
                        "imprint_batches_total",
                        "imprint_embeddings_total",
                        "imprint_rejected_total",
                        "imprint_waiting_images");
    }

    @Test
    void eachRequestIsALine() throws Exception {
        HttpResponse<String> named = predict("[[1,0]]", "photo-7.batch_3");
        HttpResponse<String> unnamed = get("/api/birds?token=secret&file=holiday.jpg");
        assertThat(named.headers().firstValue("X-Request-Id")).hasValue("photo-7.batch_3");
        List<JsonNode> lines = awaitLines(2);
        JsonNode line = lines.get(0);
        assertThat(line.path("method").asText()).isEqualTo("POST");
        assertThat(line.path("route").asText()).isEqualTo("/api/{model}/predict");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("in").asInt()).isEqualTo("{\"embeddings\":[[1,0]]}".length());
        assertThat(line.path("out").asInt()).isEqualTo(named.body().length());
        assertThat(line.path("ms").asDouble()).isPositive();
        assertThat(line.path("client").asText()).isEqualTo("127.0.0.1");
        assertThat(line.path("id").asText()).isEqualTo("photo-7.batch_3");
        assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(lines.get(1).path("id").asText())
                .isEqualTo(unnamed.headers().firstValue("X-Request-Id").orElseThrow())
                .matches("[A-Za-z0-9-]+");
        assertThat(written.toString()).doesNotContain("secret").doesNotContain("holiday");
    }

    @Test
    void anIdThatIsNotWellFormedIsReplaced() throws Exception {
        for (String id : List.of("two words", "\"quoted\"", "x".repeat(65), "<script>")) {
            assertThat(predict("[[1,0]]", id).headers().firstValue("X-Request-Id"))
                    .hasValueSatisfying(
                            made -> assertThat(made).isNotEqualTo(id).matches("[A-Za-z0-9-]+"));
        }
        awaitLines(4);
        assertThat(written.toString()).doesNotContain("two words").doesNotContain("script");
    }

    private Exposition metrics() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/metrics");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return Exposition.parse(response.body());
    }

    /** Lines are written when an answer has been sent, which its client may see before. */
    private List<JsonNode> awaitLines(int n) throws Exception {
        for (int i = 0; i < 1000 && written.toString().lines().count() < n; i++) {
            Thread.sleep(10);
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : written.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(n);
        return lines;
    }

    private HttpResponse<String> predict(String rows, String id) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(uri("/api/birds/predict"))
                        .header("Content-Type", "application/json")
                        .header("X-Request-Id", id)
                        .POST(BodyPublishers.ofString("{\"embeddings\":" + rows + "}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
