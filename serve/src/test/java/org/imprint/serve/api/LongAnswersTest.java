package org.imprint.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.imprint.serve.testing.RunningServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.selftest.SelfTest;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.testing.FormBody;
import org.imprint.serve.testing.RunningServer;
import org.imprint.serve.testing.ShapeImages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations, evaluations and exported files. */
class LongAnswersTest {

    @TempDir
    private static Path folder;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new RunningServer(folder, false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void explainsByProxiesAndExamples() throws Exception {
        byte[] image = ShapeImages.png("disc", 40);
        JsonNode why = answer(server.post("/api/shapes/explain", image, "image/png"));
        Prediction own = ImageClassifier.open(folder.resolve("shapes.imprint"), server.backbone())
                .predict(image);
        assertThat(why.at("/prediction/label").asText()).isEqualTo("disc");
        assertThat(why.path("proxies")).hasSize(2);
        assertThat(why.at("/proxies/0/class").asText())
                .isEqualTo(own.nearestProxies().get(0).className());
        assertThat(why.at("/proxies/0/similarity").asDouble())
                .isEqualTo(own.nearestProxies().get(0).value());
        assertThat(why.path("proxies").path(0).has("distance")).isFalse();
        assertThat(why.path("nearest")).hasSize(10);
        assertThat(why.at("/nearest/0/cosine").asDouble())
                .isEqualTo(own.nearest(1).get(0).similarity());
    }

    @Test
    void explainsAsAPageToKeep() throws Exception {
        HttpResponse<byte[]> page = server.send(server.request("/api/shapes/explain")
                .header("Accept", "text/html")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(ShapeImages.png("bars", 41))));
        assertThat(page.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"shapes-why.html\"");
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("Why these answers: shapes", "<img");
        JsonNode none = answer(server.post("/api/shapes/explain", new byte[] {1, 2}, "image/png"), 400);
        assertThat(none.path("error").asText()).contains("image");
        String two = "{\"embeddings\":[[1,0,0,0],[0,1,0,0]]}";
        assertThat(answer(server.json("/api/birds/explain", two), 400)
                        .path("error")
                        .asText())
                .isEqualTo("explain takes one image or embedding, was given 2");
    }

    @Test
    void leavesOutEachOfItsOwnExamples() throws Exception {
        JsonNode told = answer(server.post("/api/birds/evaluate", new byte[0], "application/octet-stream"));
        ClassifierContents contents = ImprintFile.open(folder.resolve("birds.imprint"));
        SelfTest own = SelfTest.of(contents.state(), Parallel.serial());
        assertThat(told.path("how").asText()).isEqualTo("leave-one-out");
        assertThat(told.path("exact").asBoolean()).isEqualTo(own.isExact());
        assertThat(told.path("images").asInt()).isEqualTo(36);
        assertThat(told.at("/accuracy/value").asDouble())
                .isEqualTo(own.evaluation().accuracy());
        assertThat(told.at("/accuracy/from").asDouble())
                .isEqualTo(own.evaluation().interval().low());
        List<String> ids = new ArrayList<>();
        told.path("confusion").forEach(cell -> cell.path("ids").forEach(id -> ids.add(id.asText())));
        List<String> all = contents.state().classes().stream()
                .flatMap(c -> c.examples().examples().stream())
                .map(e -> e.digest().hex())
                .toList();
        assertThat(ids).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void judgesImagesByTheNamesOfTheirParts() throws Exception {
        JsonNode told = answer(server.form(
                "/api/shapes/evaluate",
                new FormBody()
                        .file("bars", "a.png", ShapeImages.png("bars", 50))
                        .file("disc", "b.png", ShapeImages.png("bars", 51))
                        .file("disc", "c.png", "none".getBytes(StandardCharsets.UTF_8))
                        .file("star", "d.png", ShapeImages.png("disc", 52))));
        assertThat(told.path("how").asText()).isEqualTo("images");
        assertThat(told.path("images").asInt()).isEqualTo(2);
        assertThat(told.at("/accuracy/value").asDouble()).isEqualTo(0.5);
        // Wilson's interval of 1 of 2 by its formula, z = 1.959964
        assertThat(told.at("/accuracy/from").asDouble()).isEqualTo(0.094531, within(1e-5));
        assertThat(told.at("/foreign/0/name").asText()).isEqualTo("star");
        assertThat(told.at("/unusable/0/name").asText()).isEqualTo("c.png");
        assertThat(told.path("confusion").findValuesAsText("true")).contains("bars", "disc", "star");
    }

    @Test
    void judgesEmbeddings() throws Exception {
        String body = "{\"classes\":[\"crane\",\"stork\"],\"embeddings\":[[1,0,0,0],[0,0,1,0]]}";
        JsonNode told = answer(server.json("/api/birds/evaluate", body));
        assertThat(told.at("/accuracy/value").asDouble()).isEqualTo(1);
        assertThat(answer(server.json("/api/birds/evaluate", body.replace(",\"stork\"", "")), 400)
                        .path("error")
                        .asText())
                .isEqualTo("classes must be as many as embeddings, 2, was 1");
    }

    @Test
    void exportsWhatItIsNow() throws Exception {
        HttpResponse<byte[]> file = server.get("/api/shapes/export?format=imprint");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"shapes.imprint\"");
        assertThat(file.headers().firstValueAsLong("Content-Length")).hasValue(file.body().length);
        Path copy = Files.write(folder.resolve("copy.imprint"), file.body());
        byte[] image = ShapeImages.png("disc", 60);
        Prediction own = ImageClassifier.open(copy, server.backbone()).predict(image);
        JsonNode served = answer(server.post("/api/shapes/predict", image, "image/png"));
        assertThat(served.at("/predictions/0/score").asDouble()).isEqualTo(own.score());
        assertThat(served.at("/predictions/0/probability").asDouble()).isEqualTo(own.probability());
        Path onnx = Files.write(
                folder.resolve("shapes.onnx"),
                server.get("/api/shapes/export?format=onnx").body());
        assertThat(OnnxExport.read(onnx).head().dim())
                .isEqualTo(server.backbone().dimension());
        Path head = Files.write(
                folder.resolve("birds.onnx"),
                server.get("/api/birds/export?format=onnx").body());
        assertThat(OnnxExport.read(head).head().dim()).isEqualTo(RunningServer.D);
        assertThat(answer(server.get("/api/birds/export?format=/etc/passwd"), 400)
                        .path("error")
                        .asText())
                .isEqualTo("format must be one of [imprint, onnx], was /etc/passwd");
    }
}
