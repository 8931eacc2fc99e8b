package org.imprint.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprint.serve.testing.RunningServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imprint.serve.testing.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of JSON that are not those of a request: told in words of its own, and nothing is changed. */
class BadBodyTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classes/rename",
                "classes/merge",
                "classes/forget",
                "examples",
                "examples/move",
                "examples/delete",
                "unknown",
                "predict",
                "explain",
                "evaluate"
            })
    void nullIsNoBody(String route) throws Exception {
        String told = problem("/api/birds/" + route, "null");
        assertThat(told).isEqualTo("body must be the JSON of this request, was null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classes/rename  | {"fro":"crane","to":"x"} | field must be among [from, to], was fro (line 1, column 25)
            classes/rename  | {"from":"crane","to":["x"]} | body must be the JSON of this request, is not in to (line 1, column 22)
            classes/rename  | ["crane","x"] | body must be the JSON of this request, is not (line 1, column 1)
            classes/rename  | {"from":"crane"} | to must be given, was not
            classes/rename  | {"from":"crane","from":"x"} | body must be JSON: Duplicate field 'from' (line 1, column 23)
            classes/rename  | crane | body must be JSON: Unrecognized token 'crane' (line 1, column 1)
            classes/rename  | '' | body must be the JSON of this request, was empty
            examples/delete | {"ids":[null]} | ids must be digests
            examples/delete | {"ids":["../x"]} | ids must be digests of 64 hexadecimal digits, was ../x
            predict         | {"embeddings":[[1,0,0,"x"]]} | body must be the JSON of this request, is not in embeddings[0][3] (line 1, column 23)
            predict         | {"embeddings":[[1,0,0,0]]} x | body must be JSON: Unrecognized token 'x'
            unknown         | {} | body must be the JSON of this request, is not in falseReject
            examples        | {"class":"fern","names":["a","b"],"embeddings":[[1,0,0,0]]} | names must be as many as embeddings, 1, was 2
            """)
    void whatIsWrongIsToldWithoutWordsOfTheParser(String route, String body, String told) throws Exception {
        long before = server.birds().history().done().size();
        String problem = problem("/api/birds/" + route, body);
        assertThat(problem).startsWith(told).doesNotContain("class org", "java.", "Source:", "JsonToken");
        assertThat(server.birds().history().done()).hasSize((int) before);
    }

    @Test
    void embeddingsAreLearnedByTheirNames() throws Exception {
        JsonNode added = answer(server.json(
                "/api/birds/examples",
                "{\"class\":\"wren\",\"names\":[\"w-1\",\"w-2\"],\"embeddings\":[[0,0,0.1,2],[0,0.1,0,2]]}"));
        assertThat(added.path("added").asInt()).isEqualTo(2);
        assertThat(added.path("change").asText()).isEqualTo("learned 2 examples of the new class wren");
        JsonNode page = answer(server.get("/api/birds/examples?class=wren"));
        for (JsonNode example : page.path("examples")) {
            int at = example.path("name").asText().equals("w-1") ? 0 : 1;
            assertThat(example.path("id")).isEqualTo(added.path("ids").path(at));
        }
        assertThat(page.path("examples").findValuesAsText("name")).containsExactlyInAnyOrder("w-1", "w-2");
        JsonNode asked = answer(server.json("/api/birds/predict", "{\"embeddings\":[[0,0,0,3]]}"));
        assertThat(asked.at("/predictions/0/label").asText()).isEqualTo("wren");

        String ofImages = "{\"class\":\"disc\",\"embeddings\":[[0,0,0,1]]}";
        assertThat(answer(server.json("/api/shapes/examples", ofImages), 400)
                        .path("error")
                        .asText())
                .isEqualTo("model shapes learns from images, not from embeddings");
    }

    private static String problem(String path, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return answer(server.post(path, bytes, "application/json"), 400)
                .path("error")
                .asText();
    }
}
