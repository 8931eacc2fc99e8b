package org.imprint.serve.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two classes of 30 directions each about their own; one example of b lies among those of a. */
class InsightRoutesTest {

    private static final int SIZE = 30;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    @TempDir
    private Path folder;

    private JournaledClassifier classifier;
    private Server server;
    private ContentDigest odd;

    @BeforeEach
    void serve() {
        EmbeddingClassifier made =
                EmbeddingClassifier.empty(3, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        learn(made, "a", 0);
        learn(made, "b", 1);
        made.calibrate();
        odd = ContentDigest.of("b 0".getBytes(StandardCharsets.UTF_8));
        ClassifierContents contents =
                ClassifierContents.of(made.state(), made.history()).with(Thumbnails.of(Map.of(odd, PNG)));
        Path file = folder.resolve("ab.imprint");
        ImprintFile.save(file, contents);
        classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
        server = Server.start(
                ServeOptions.local(0),
                ServedModels.of(List.of(new ServedModel("ab", classifier, Optional.empty(), Parallel.serial()))));
    }

    private static void learn(EmbeddingClassifier to, String name, int axis) {
        List<Example> examples = new ArrayList<>();
        FloatMatrix rows = FloatMatrix.zeros(SIZE, 3);
        for (int i = 0; i < SIZE; i++) {
            String called = name + " " + i;
            examples.add(new Example(called, "", ContentDigest.of(called.getBytes(StandardCharsets.UTF_8))));
            rows.data()[rows.offset(i) + (i == 0 && axis == 1 ? 0 : axis)] = 1;
            rows.data()[rows.offset(i) + 2] = 0.3f * (float) Math.sin(i);
        }
        to.learn(name, examples, rows);
    }

    @AfterEach
    void end() {
        server.close();
        classifier.close();
    }

    @Test
    void theMapHasAPointForEachExample() throws Exception {
        JsonNode map = get("/map");
        assertThat(map.path("n").asInt()).isEqualTo(2 * SIZE);
        assertThat(map.path("classes").toString())
                .isEqualTo("[{\"name\":\"a\",\"count\":30},{\"name\":\"b\",\"count\":30}]");
        FloatBuffer points = ByteBuffer.wrap(
                        Base64.getDecoder().decode(map.path("points").asText()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(points.remaining()).isEqualTo(4 * SIZE);
        Map<Boolean, Integer> sides = new HashMap<>();
        for (int i = 0; i < SIZE; i++) {
            sides.merge(points.get(2 * i) > 0, 1, Integer::sum); // those of a
        }
        assertThat(sides).hasSize(1);
        assertThat(map.path("axes").asText()).contains("principal axes");
    }

    @Test
    void anExampleAmongThoseOfAnotherClassIsDoubtedMost() throws Exception {
        JsonNode page = get("/examples?sort=doubt&limit=2");
        assertThat(page.path("total").asInt()).isEqualTo(2 * SIZE);
        assertThat(page.path("doubtBy").asText()).isEqualTo("leave-one-out");
        JsonNode first = page.path("examples").path(0);
        assertThat(first.path("id").asText()).isEqualTo(odd.hex());
        assertThat(first.path("class").asText()).isEqualTo("b");
        assertThat(first.path("answer").asText()).isEqualTo("a");
        assertThat(first.path("doubt").asDouble()).isBetween(0.5, 1.0);
        assertThat(page.path("examples").path(1).path("doubt").asDouble())
                .isLessThanOrEqualTo(first.path("doubt").asDouble());
        JsonNode inOrder = get("/examples?limit=1&offset=" + first.path("index").asInt());
        assertThat(inOrder.path("examples").path(0).path("id").asText()).isEqualTo(odd.hex());
        assertThat(get("/examples?sort=doubt&answer=a&class=b").path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void aRateRefusesAboutThatShareOfExamples() throws Exception {
        JsonNode cost = get("/unknown?falseReject=0.1");
        assertThat(cost.path("examples").asInt()).isEqualTo(2 * SIZE);
        // t lies between the ⌊h⌋-th and the next score, h = 0.1 (n + 1): ⌊h⌋ of each class's answers are below it
        assertThat(cost.path("refused").asInt()).isBetween(5, 6);
        assertThat(status("/unknown?falseReject=0.7")).isEqualTo(400);
        assertThat(status("/unknown?falseReject=much")).isEqualTo(400);
    }

    @Test
    void aPictureNeverChanges() throws Exception {
        HttpResponse<byte[]> picture = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri("/thumbnails/" + odd.hex())).build(), BodyHandlers.ofByteArray());
        assertThat(picture.body()).isEqualTo(PNG);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.headers().firstValue("Cache-Control")).hasValue("private, max-age=31536000, immutable");
        assertThat(status("/thumbnails/" + ContentDigest.of(PNG).hex())).isEqualTo(404);
        assertThat(status("/thumbnails/x")).isEqualTo(400);
    }

    @Test
    void theDoctorNamesTheOddExampleWithItsId() throws Exception {
        JsonNode found = post("/doctor");
        assertThat(found.path("images").asInt()).isEqualTo(2 * SIZE);
        List<String> wrong = new ArrayList<>();
        for (JsonNode f : found.path("findings")) {
            if (f.path("kind").asText().equals("wrong-label")) {
                wrong.add(f.path("images").path(0).path("id").asText());
            }
        }
        assertThat(wrong).contains(odd.hex());
    }

    @Test
    void theCurveRisesToNearlyAll() throws Exception {
        JsonNode curve = get("/learning-curve");
        assertThat(curve.path("sizes").path(curve.path("sizes").size() - 1).asDouble())
                .isCloseTo(24, within(1e-9));
        assertThat(curve.path("accuracies").path(curve.path("sizes").size() - 1).asDouble())
                .isCloseTo(59 / 60.0, within(0.05));
        assertThat(curve.path("twice").path("from").asDouble())
                .isLessThanOrEqualTo(curve.path("twice").path("value").asDouble());
        assertThat(curve.path("classes")).hasSize(2);
    }

    @Test
    void whatLooksAlikeComesByItsCosine() throws Exception {
        JsonNode alike = get("/alike?limit=40&id=" + odd.hex()).path("examples");
        assertThat(alike.path(0).path("id").asText()).isEqualTo(odd.hex());
        assertThat(alike.path(0).path("cosine").asDouble()).isEqualTo(1);
        for (int i = 1; i <= SIZE; i++) {
            assertThat(alike.path(i).path("className").asText()).isEqualTo("a");
        }
    }

    @Test
    void aChangeIsSeenAtOnce() throws Exception {
        long before = get("/map").path("revision").asLong();
        classifier.forget(Set.of(odd));
        JsonNode after = get("/map");
        assertThat(after.path("revision").asLong()).isGreaterThan(before);
        assertThat(after.path("n").asInt()).isEqualTo(2 * SIZE - 1);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/ab" + path);
    }

    private JsonNode get(String path) throws Exception {
        return tree(HttpRequest.newBuilder(uri(path)).build());
    }

    private JsonNode post(String path) throws Exception {
        return tree(
                HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()).build());
    }

    private static JsonNode tree(HttpRequest request) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private int status(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
