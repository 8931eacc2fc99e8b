package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.imprint.serve.protocol.tensor.TensorType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is served against {@code published.json}, which has the facts of the published description and where they are from. */
class PublishedProtocolTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode PUBLISHED = published();
    private static final String REQUEST = """
            {"id": "42", "parameters": {}, "inputs": [{"name": "embeddings", "shape": [2, 4], "datatype": "FP32",
            "parameters": {}, "data": [1, 0, 0, 0, 0, 0, 1, 0]}], "outputs": [{"name": "label", "parameters": {}},
            {"name": "probabilities"}, {"name": "unknown"}]}""";

    @TempDir
    private static Path folder;

    private static AskedServer server;

    private static JsonNode published() {
        try (InputStream in = PublishedProtocolTest.class.getResourceAsStream("published.json")) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void start() {
        AskedServer.birds(folder.resolve("birds.imprint"));
        server = new AskedServer(
                List.of(new AskedServer.Offer("birds", folder.resolve("birds.imprint"), Optional.empty())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<JsonNode> endpoints() {
        return StreamSupport.stream(PUBLISHED.path("endpoints").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersAsPublished(JsonNode endpoint) throws Exception {
        HttpResponse<byte[]> response = ask(endpoint, version());
        assertThat(response.statusCode()).isEqualTo(endpoint.path("status").intValue());
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        require(endpoint.path("answer").asText(), AskedServer.json(response), "answer");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersErrorsAsPublished(JsonNode endpoint) throws Exception {
        String path = endpoint.path("path").asText();
        if (path.contains("{version}")) {
            requireError(ask(endpoint, "no-version"), 404);
        }
        if (path.contains("{model}")) {
            ((ObjectNode) endpoint).put("path", path.replace("{model}", "no model"));
            requireError(ask(endpoint, version()), 404);
            ((ObjectNode) endpoint).put("path", path);
        }
    }

    private static HttpResponse<byte[]> ask(JsonNode endpoint, String version) throws Exception {
        String path = endpoint.path("path")
                .asText()
                .replace("{model}", "birds")
                .replace("{version}", version)
                .replace(" ", "%20");
        return endpoint.path("method").asText().equals("GET") ? server.get(path) : server.post(path, REQUEST);
    }

    private static String version() throws Exception {
        return AskedServer.json(server.get("/v2/models/birds"))
                .at("/versions/0")
                .asText();
    }

    private static void requireError(HttpResponse<byte[]> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        require("error", AskedServer.json(response), "error");
    }

    /** Without one of the fields that must be there, and with it as something else, a request is refused; without the others it is not. */
    @ParameterizedTest
    @MethodSource("fields")
    void needsWhatMustBeThere(String object, String field, boolean isRequired) throws Exception {
        JsonNode without = MAPPER.readTree(REQUEST);
        part(without, object).remove(field);
        HttpResponse<byte[]> response = server.post("/v2/models/birds/infer", without.toString());
        if (isRequired) {
            requireError(response, 400);
        } else {
            assertThat(response.statusCode()).isEqualTo(200);
        }
        JsonNode wrong = MAPPER.readTree(REQUEST);
        part(wrong, object).put(field, 3.5);
        requireError(server.post("/v2/models/birds/infer", wrong.toString()), 400);
    }

    static Stream<Object[]> fields() {
        return PUBLISHED.path("request").properties().stream()
                .flatMap(object -> object.getValue().properties().stream().map(field -> new Object[] {
                    object.getKey(), field.getKey(), field.getValue().booleanValue()
                }));
    }

    private static ObjectNode part(JsonNode request, String object) {
        return (ObjectNode)
                switch (object) {
                    case "inference" -> request;
                    case "input" -> request.at("/inputs/0");
                    default -> request.at("/outputs/0");
                };
    }

    @Test
    void givesTheIdBack() throws Exception {
        JsonNode answer = AskedServer.json(server.post("/v2/models/birds/infer", REQUEST));
        assertThat(answer.path("id").asText()).isEqualTo("42");
        assertThat(answer.path("model_version").asText()).isEqualTo(version());
        assertThat(answer.path("outputs").findValuesAsText("name"))
                .containsExactly("label", "probabilities", "unknown");
    }

    /** BF16 is of the published description over gRPC and of Triton, not of the table over REST. */
    @Test
    void knowsTypesBySizesAsPublished() {
        JsonNode types = PUBLISHED.path("types");
        assertThat(TensorType.values()).allSatisfy(type -> {
            if (type != TensorType.BF16) {
                assertThat(types.has(type.name())).isTrue();
                assertThat(type.size())
                        .isEqualTo(
                                type == TensorType.BYTES
                                        ? 4
                                        : types.path(type.name()).intValue());
            }
        });
    }

    @Test
    void tellsWhatItTakesAndGives() throws Exception {
        JsonNode model = AskedServer.json(server.get("/v2/models/birds"));
        assertThat(model.path("platform").asText()).matches("[a-z0-9]+_[a-z0-9]+");
        assertThat(model.path("inputs").toString())
                .isEqualTo("[{\"name\":\"embeddings\",\"datatype\":\"FP32\",\"shape\":[-1,4]}]");
        assertThat(model.at("/outputs/3").toString())
                .isEqualTo("{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,3]}");
        JsonNode answer =
                AskedServer.json(server.post("/v2/models/birds/infer", REQUEST.replaceAll("(?s), \"outputs\".*", "}")));
        assertThat(answer.path("outputs")).hasSameSizeAs(model.path("outputs"));
        for (int i = 0; i < model.path("outputs").size(); i++) {
            JsonNode told = model.path("outputs").path(i);
            JsonNode given = answer.path("outputs").path(i);
            assertThat(given.path("name")).isEqualTo(told.path("name"));
            assertThat(given.path("datatype")).isEqualTo(told.path("datatype"));
            assertThat(given.path("shape").toString())
                    .isEqualTo(told.path("shape").toString().replace("-1", "2"));
            long elements = StreamSupport.stream(given.path("shape").spliterator(), false)
                    .mapToLong(JsonNode::longValue)
                    .reduce(1, (a, b) -> a * b);
            assertThat(given.path("data").size()).isEqualTo((int) elements);
        }
    }

    @Test
    void answersPathsAndMethodsThatAreNoneWithTheFormOfErrors() throws Exception {
        requireError(server.get("/v2/nothing"), 404);
        requireError(server.get("/v2/models/birds/infer"), 404);
        requireError(server.post("/v2/models/birds/ready", ""), 404);
    }

    /** As KServe and Triton list models, beyond the protocol. */
    @Test
    void listsModels() throws Exception {
        assertThat(AskedServer.text(server.get("/v2/models"))).isEqualTo("{\"models\":[\"birds\"]}");
        String all = "[{\"name\":\"birds\",\"version\":\"" + version() + "\",\"state\":\"READY\",\"reason\":\"\"}]";
        assertThat(AskedServer.text(server.post("/v2/repository/index", ""))).isEqualTo(all);
        assertThat(AskedServer.text(server.post("/v2/repository/index", "{\"ready\":true}")))
                .isEqualTo(all);
        requireError(server.post("/v2/repository/index", "{\"raedy\":true}"), 400);
    }

    private static void require(String type, JsonNode value, String where) {
        if (type.startsWith("[")) {
            assertThat(value.isArray()).as(where).isTrue();
            value.forEach(element -> require(type.substring(1, type.length() - 1), element, where + "[]"));
            return;
        }
        switch (type) {
            case "string" -> assertThat(value.isTextual()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
            case "object" -> assertThat(value.isObject()).as(where).isTrue();
            case "data" -> requireData(value, where);
            default -> requireObject(PUBLISHED.at("/objects/" + type), value, where);
        }
    }

    private static void requireData(JsonNode value, String where) {
        assertThat(value.isArray()).as(where).isTrue();
        value.forEach(element -> {
            if (element.isArray()) {
                requireData(element, where);
            } else {
                assertThat(element.isNumber() || element.isTextual() || element.isBoolean())
                        .as(where)
                        .isTrue();
            }
        });
    }

    private static void requireObject(JsonNode published, JsonNode value, String where) {
        assertThat(published.isObject()).as(where).isTrue();
        assertThat(value.isObject()).as(where).isTrue();
        published.path("required").properties().forEach(field -> {
            assertThat(value.has(field.getKey()))
                    .as(where + "." + field.getKey())
                    .isTrue();
            require(field.getValue().asText(), value.path(field.getKey()), where + "." + field.getKey());
        });
        published.path("optional").properties().forEach(field -> {
            if (value.has(field.getKey())) {
                require(field.getValue().asText(), value.path(field.getKey()), where + "." + field.getKey());
            }
        });
    }
}
