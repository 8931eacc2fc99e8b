package org.imprint.serve.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.serve.testing.FormBody;
import org.imprint.serve.testing.ShapeImages;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teaching and asking over HTTP, with images. */
class ApiTest {

    @TempDir
    private Path folder;

    private Backbone backbone;
    private JournaledClassifier classifier;
    private Server server;

    @BeforeEach
    void serve() throws Exception {
        backbone = BundledBackbone.open();
        for (String shape : List.of("bars", "disc")) {
            Path images = Files.createDirectories(folder.resolve("train").resolve(shape));
            for (int i = 0; i < 6; i++) {
                Files.write(images.resolve(i + ".png"), image(shape, i));
            }
        }
        Path file = folder.resolve("shapes.imprint");
        ImageClassifier.fit(backbone, folder.resolve("train"), FitOptions.standard())
                .save(file);
        classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
        server = Server.start(
                ServeOptions.local(0),
                ServedModels.of(
                        List.of(new ServedModel("shapes", classifier, Optional.of(backbone), Parallel.serial()))));
    }

    @AfterEach
    void end() {
        server.close();
        classifier.close();
        backbone.close();
    }

    @Test
    void tellsWhatItServes() throws Exception {
        JsonNode welcome = get("/api");
        assertThat(welcome.path("models").toString())
                .isEqualTo("[{\"name\":\"shapes\",\"kind\":\"images\",\"classes\":2,\"examples\":12}]");
        JsonNode model = get("/api/shapes");
        assertThat(model.path("dimension").asInt()).isEqualTo(backbone.dimension());
        assertThat(model.path("backbone").path("sha256").asText()).isEqualTo(backbone.sha256Hex());
        assertThat(model.path("unknown").path("falseReject").asDouble()).isEqualTo(0.05);
        assertThat(model.path("undo").isNull()).isTrue();
    }

    @Test
    void answersAsTheClassifierDoes() throws Exception {
        byte[] image = image("disc", 40);
        JsonNode answer = post("/api/shapes/predict?nearest=2", image, "image/png")
                .path("predictions")
                .path(0);
        ImageClassifier own = ImageClassifier.open(folder.resolve("shapes.imprint"), backbone);
        assertThat(answer.path("label").asText())
                .isEqualTo("disc")
                .isEqualTo(own.predict(image).label());
        assertThat(answer.path("score").asDouble()).isEqualTo(own.predict(image).score());
        assertThat(answer.path("probability").asDouble())
                .isEqualTo(own.predict(image).probability());
        assertThat(answer.path("top")).hasSize(2);
        assertThat(answer.path("nearest")).hasSize(2);
        assertThat(answer.path("nearest").path(0).path("label").asText()).isEqualTo("disc");
    }

    @Test
    void anImageThatIsNoneIsToldInItsPlace() throws Exception {
        JsonNode answers = form(
                        "/api/shapes/predict",
                        Map.of(),
                        List.of(image("bars", 50), "no image".getBytes(StandardCharsets.UTF_8)))
                .path("predictions");
        assertThat(answers.path(0).path("label").asText()).isEqualTo("bars");
        assertThat(answers.path(1).path("name").asText()).isEqualTo("1.png");
        assertThat(answers.path(1).path("error").asText()).contains("1.png");
        assertThat(answers.path(1).has("label")).isFalse();
    }

    @Test
    void learnsMovesForgetsAndTakesBack() throws Exception {
        List<byte[]> rings = List.of(image("ring", 0), image("ring", 1), image("ring", 1), image("disc", 0));
        JsonNode added = form("/api/shapes/examples", Map.of("class", "ring"), rings);
        assertThat(added.path("added").asInt()).isEqualTo(3);
        assertThat(added.path("change").asText()).isEqualTo("learned 3 examples of the new class ring");
        assertThat(added.path("elsewhere").toString()).isEqualTo("[{\"name\":\"3.png\",\"class\":\"disc\"}]");
        assertThat(get("/api/shapes/classes").path("classes")).hasSize(3);

        JsonNode page = get("/api/shapes/examples?class=ring&limit=2");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("examples")).hasSize(2);
        assertThat(page.path("examples").path(0).path("index").asInt()).isEqualTo(12);
        assertThat(page.path("examples").path(0).path("thumbnail").asBoolean()).isTrue();

        String id = get("/api/shapes/examples?class=ring").path("examples").findParents("name").stream()
                .filter(e -> e.path("name").asText().equals("1.png"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        JsonNode moved = json("/api/shapes/examples/move", "{\"ids\":[\"" + id + "\"],\"into\":\"bars\"}");
        assertThat(moved.path("change").asText()).isEqualTo("moved 1 example to bars");
        assertThat(counts()).isEqualTo("bars 7, disc 6, ring 2");
        json("/api/shapes/examples/delete", "{\"ids\":[\"" + id + "\"]}");
        assertThat(counts()).isEqualTo("bars 6, disc 6, ring 2");
        json("/api/shapes/undo", "");
        json("/api/shapes/undo", "");
        assertThat(counts()).isEqualTo("bars 6, disc 6, ring 3");
        json("/api/shapes/redo", "");
        assertThat(counts()).isEqualTo("bars 7, disc 6, ring 2");
        json("/api/shapes/classes/rename", "{\"from\":\"ring\",\"to\":\"hoop\"}");
        json("/api/shapes/classes/merge", "{\"from\":\"hoop\",\"into\":\"disc\"}");
        assertThat(counts()).isEqualTo("bars 7, disc 7"); // the disc among the rings was there already
        assertThat(get("/api/shapes/history").path("entries")).hasSize(5);
    }

    @Test
    void theShareOfFalseRejectsIsASetting() throws Exception {
        json("/api/shapes/unknown", "{\"falseReject\":0.2}");
        assertThat(get("/api/shapes").path("unknown").path("falseReject").asDouble())
                .isEqualTo(0.2);
        json("/api/shapes/unknown", "{\"falseReject\":null}");
        assertThat(get("/api/shapes").path("unknown").path("falseReject").isNull())
                .isTrue();
        assertThat(get("/api/shapes/classes")
                        .path("classes")
                        .path(0)
                        .path("threshold")
                        .isNull())
                .isTrue();
    }

    private String counts() throws Exception {
        StringBuilder all = new StringBuilder();
        for (JsonNode c : get("/api/shapes/classes").path("classes")) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append(c.path("name").asText())
                    .append(' ')
                    .append(c.path("examples").asInt());
        }
        return all.toString();
    }

    private JsonNode get(String path) throws Exception {
        return read(send(HttpRequest.newBuilder(uri(path))));
    }

    private JsonNode json(String path, String body) throws Exception {
        return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private JsonNode post(String path, byte[] body, String type) throws Exception {
        return read(send(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body))));
    }

    private JsonNode form(String path, Map<String, String> fields, List<byte[]> images) throws Exception {
        FormBody form = new FormBody();
        fields.forEach(form::text);
        for (int i = 0; i < images.size(); i++) {
            form.file("image", i + ".png", images.get(i));
        }
        return post(path, form.bytes(), FormBody.TYPE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static byte[] image(String shape, int i) {
        return ShapeImages.png(shape, i);
    }
}
