package org.imprint.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprint.serve.testing.RunningServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprint.serve.testing.FormBody;
import org.imprint.serve.testing.RunningServer;
import org.imprint.serve.testing.ShapeImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the OpenAPI document to the routes that the server has, and to what it answers. */
class OpenApiTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode DOCUMENT = document();
    private static final String BASE = "https://imprint.invalid/openapi.json";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(iri -> iri.equals(BASE) ? text() : null)));

    @TempDir
    private Path folder;

    /** An operation of the document. */
    private record Operation(String method, String path, JsonNode node) {

        JsonNode parameter(JsonNode given) {
            return given.has("$ref") ? DOCUMENT.at(given.path("$ref").asText().substring(1)) : given;
        }

        /** Returns the path with the examples of the document. */
        String target(String revision, String id) {
            String target = path;
            StringBuilder query = new StringBuilder();
            for (JsonNode given : node.path("parameters")) {
                JsonNode p = parameter(given);
                String name = p.path("name").asText();
                String example = name.equals("id")
                        ? id
                        : name.equals("version") ? revision : p.path("example").asText();
                if (p.path("in").asText().equals("path")) {
                    target = target.replace("{" + name + "}", example);
                } else if (!example.isEmpty() && p.path("in").asText().equals("query")) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(example, StandardCharsets.UTF_8));
                }
            }
            return target + query;
        }

        HttpRequest.Builder request(RunningServer server, String revision, String id) {
            HttpRequest.Builder request = server.request(target(revision, id));
            if (method.equals("GET")) {
                return request;
            }
            JsonNode example = node.at("/requestBody/content/application~1json/example");
            return example.isMissingNode()
                    ? request.POST(BodyPublishers.noBody())
                    : request.header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(example.toString()));
        }

        boolean changes() {
            return node.path("x-imprint-changes").asBoolean();
        }
    }

    private static String text() {
        return DOCUMENT.toString();
    }

    private static JsonNode document() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            return MAPPER.readTree(in);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return all;
    }

    private static void requireValid(String pointer, JsonNode value, String what) {
        JsonSchema schema = SCHEMAS.getSchema(
                SchemaLocation.of(BASE + "#" + pointer),
                SchemaValidatorsConfig.builder().build());
        assertThat(schema.validate(value)).as(what + ": " + value).isEmpty();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** Requires that an answer is as the document says; also that it says so of its status and content type. */
    private static void requireAnswer(Operation operation, HttpResponse<byte[]> response) throws Exception {
        String what = operation.method() + " " + response.request().uri();
        String status = Integer.toString(response.statusCode());
        JsonNode told = operation.node().path("responses").path(status);
        assertThat(told.isMissingNode())
                .as(what + " answers " + status + " " + new String(response.body(), StandardCharsets.UTF_8))
                .isFalse();
        if (status.equals("204")) {
            return;
        }
        String type =
                response.headers().firstValue("Content-Type").orElseThrow().replaceAll(";.*", "");
        List<String> types = new ArrayList<>();
        told.path("content").fieldNames().forEachRemaining(types::add);
        assertThat(types.stream()
                        .filter(t -> t.equals(type) || t.equals(type.replaceAll("/.*", "/*")))
                        .findAny())
                .as(what + " answers " + type + ", the document says " + types)
                .isPresent();
        if (type.equals("application/json")) {
            requireValid(
                    "/paths/" + escaped(operation.path()) + "/"
                            + operation.method().toLowerCase(Locale.ROOT) + "/responses/" + status
                            + "/content/application~1json/schema",
                    MAPPER.readTree(response.body()),
                    what);
        }
    }

    @Test
    void hasAnOperationForEachRouteAndNoOther() throws Exception {
        try (RunningServer server = new RunningServer(folder, true)) {
            Set<String> routes = new TreeSet<>(server.server().routes());
            Set<String> ofThePage = routes.stream()
                    .filter(route -> route.startsWith("HEAD "))
                    .map(route -> route.substring("HEAD ".length()))
                    .collect(Collectors.toSet());
            routes.removeIf(route -> ofThePage.contains(route.replaceFirst("[A-Z]+ ", "")));
            assertThat(operations().stream().map(o -> o.method() + " " + o.path()))
                    .containsExactlyInAnyOrderElementsOf(routes);
            assertThat(answer(server.get("/openapi.json"))).isEqualTo(DOCUMENT);

            List<Operation> changing =
                    operations().stream().filter(Operation::changes).toList();
            assertThat(changing).hasSize(9);
            for (Operation operation : changing) {
                HttpResponse<byte[]> response = server.send(operation.request(server, "1", ""));
                requireValid("/components/schemas/Problem", answer(response, 403), operation.path());
            }
            assertThat(server.birds().revision()).isEqualTo(1);
        }
    }

    @Test
    void everyExampleIsAnExchangeAndEveryAnswerIsAsDescribed() throws Exception {
        try (RunningServer server = new RunningServer(folder, false)) {
            FormBody ring = new FormBody().text("class", "ring").file("image", "r.png", ShapeImages.png("ring", 0));
            String id = answer(server.form("/api/shapes/examples", ring))
                    .at("/ids/0")
                    .asText();
            for (Operation operation : operations()) {
                boolean ofImages = operation.path().endsWith("/thumbnails/{id}")
                        || operation.path().endsWith("/alike");
                String target = operation.target(Long.toString(server.birds().revision()), id);
                HttpRequest.Builder request =
                        operation.request(server, Long.toString(server.birds().revision()), id);
                if (ofImages) {
                    request = server.request(target.replace("/birds/", "/shapes/"));
                }
                String before = whatIsTold(server);
                requireAnswer(operation, server.send(request));
                assertThat(!whatIsTold(server).equals(before))
                        .as(operation.path() + " changes")
                        .isEqualTo(operation.changes());
            }
            forms(server);
        }
    }

    /** Not the revision: it grows as well when thresholds are found again, some time after a change. */
    private static String whatIsTold(RunningServer server) throws Exception {
        JsonNode model = answer(server.get("/api/birds"));
        return answer(server.get("/api/birds/history")) + model.path("unknown").toString();
    }

    private static void forms(RunningServer server) throws Exception {
        byte[] ring = ShapeImages.png("ring", 1);
        byte[] none = "none".getBytes(StandardCharsets.UTF_8);
        FormBody images = new FormBody().file("image", "a.png", ring).file("image", "b.png", none);
        requireAnswer(operation("predict"), server.form("/api/shapes/predict?nearest=3", images));
        requireAnswer(operation("predict"), server.post("/api/shapes/predict", ring, "image/png"));
        requireAnswer(operation("learn"), server.form("/api/shapes/examples", images.text("class", "ring")));
        requireAnswer(operation("explain"), server.post("/api/shapes/explain", ring, "image/png"));
        requireAnswer(
                operation("evaluate"),
                server.form(
                        "/api/shapes/evaluate",
                        new FormBody().file("disc", "a.png", ring).file("star", "b", ring)));
        requireAnswer(operation("evaluate"), server.post("/api/birds/evaluate", new byte[0], "text/plain"));
        requireAnswer(operation("examples"), server.get("/api/birds/examples?sort=doubt&limit=3"));
        requireAnswer(operation("model"), server.get("/api/shapes"));
        requireValid("/components/schemas/Problem", answer(server.get("/api/none"), 404), "an error");
    }

    private static Operation operation(String id) {
        return operations().stream()
                .filter(o -> o.node().path("operationId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What the specification of OpenAPI 3.1 asks of a document, as far as it is used here. */
    @Test
    void isWhole() {
        assertThat(DOCUMENT.path("openapi").asText()).matches("3\\.1\\.\\d+");
        assertThat(operations().stream().map(o -> o.node().path("operationId").asText()))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        for (JsonNode ref : DOCUMENT.findValues("$ref")) {
            assertThat(DOCUMENT.at(ref.asText().substring(1)).isMissingNode())
                    .as(ref.asText())
                    .isFalse();
        }
        for (Operation operation : operations()) {
            Set<String> inPath = new TreeSet<>();
            for (JsonNode given : operation.node().path("parameters")) {
                JsonNode p = operation.parameter(given);
                assertThat(p.path("in").asText()).isIn("path", "query", "header");
                assertThat(p.has("schema")).isTrue();
                if (p.path("in").asText().equals("path")) {
                    assertThat(p.path("required").asBoolean()).isTrue();
                    inPath.add("{" + p.path("name").asText() + "}");
                }
            }
            assertThat(operation.path().replaceAll("[^{}]*(\\{\\w+})[^{}]*", "$1"))
                    .as(operation.path())
                    .satisfies(names -> inPath.forEach(name -> assertThat(names).contains(name)));
            assertThat(operation.path().chars().filter(c -> c == '{').count()).isEqualTo(inPath.size());
            assertThat(operation.node().path("responses")).as(operation.path()).isNotEmpty();
            operation.node().path("responses").forEach(response -> {
                JsonNode whole = operation.parameter(response);
                assertThat(whole.path("description").asText()).isNotEmpty();
            });
        }
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        DOCUMENT.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(meta.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }
}
