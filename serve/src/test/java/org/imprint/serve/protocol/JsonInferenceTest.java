package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.serve.http.HttpProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInferenceTest {

    private static final String INFER = "/v2/models/birds/infer";
    private static final String INPUT = "\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"FP32\"";

    @TempDir
    private static Path folder;

    private static EmbeddingClassifier birds;
    private static AskedServer server;

    @BeforeAll
    static void start() {
        birds = AskedServer.birds(folder.resolve("birds.imprint"));
        server = new AskedServer(
                List.of(new AskedServer.Offer("birds", folder.resolve("birds.imprint"), Optional.empty())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersAsTheClassifierDoesWhateverIsAsked() throws Exception {
        FloatMatrix rows = FloatMatrix.concat(List.of(
                AskedServer.around(0, 3), AskedServer.around(1, 2), FloatMatrix.ofRows(new float[] {1, 1, 1, 9})));
        List<Prediction> expected = birds.predict(rows);
        JsonNode outputs = answer(request(rows, "")).path("outputs");
        assertThat(names(outputs))
                .containsExactly("label", "score", "probability", "probabilities", "unknown", "known_score", "labels");
        for (int i = 0; i < rows.rows(); i++) {
            Prediction p = expected.get(i);
            assertThat(outputs.at("/0/data/" + i).asText()).isEqualTo(p.label());
            assertThat(outputs.at("/1/data/" + i).floatValue()).isEqualTo((float) p.score());
            assertThat(outputs.at("/2/data/" + i).floatValue()).isEqualTo((float) p.probability());
            for (int c = 0; c < 3; c++) {
                assertThat(outputs.at("/3/data/" + (3 * i + c)).floatValue()).isEqualTo((float) p.probabilities()[c]);
            }
            assertThat(outputs.at("/4/data/" + i).isBoolean()).isTrue();
            assertThat(outputs.at("/4/data/" + i).booleanValue()).isEqualTo(p.isUnknown());
            assertThat(outputs.at("/5/data/" + i).floatValue()).isEqualTo((float) p.knownScore());
        }
        assertThat(outputs.at("/4/data").toString()).contains("true").contains("false");
        assertThat(outputs.at("/6/data").toString()).isEqualTo("[\"heron\",\"crane\",\"stork \\\"größe\\\"\"]");
        assertThat(outputs.at("/3/shape").toString()).isEqualTo("[6,3]");
        assertThat(outputs.at("/6/shape").toString()).isEqualTo("[3]");
    }

    @Test
    void answersWhatIsAskedForInThatOrderWithTheId() throws Exception {
        JsonNode answer = answer("{\"id\":\"42 é\",\"outputs\":[{\"name\":\"score\"},{\"name\":\"label\"}],"
                + "\"inputs\":[{" + INPUT + ",\"data\":[1,0,0,0]}]}");
        assertThat(answer.path("id").asText()).isEqualTo("42 é");
        assertThat(answer.path("model_name").asText()).isEqualTo("birds");
        assertThat(names(answer.path("outputs"))).containsExactly("score", "label");
    }

    @Test
    void takesDataNestedFlatBeforeOrBehindWhatSaysWhatTheyAre() throws Exception {
        String expected = answer("{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[2,4],\"datatype\":\"FP32\","
                        + "\"data\":[1,0.5,-2e-1,0,0,1,0,0]}]}")
                .toString();
        assertThat(answer("{\"inputs\":[{\"data\":[[1.0,5e-1,-0.2,0],[0,1,0,0]],\"datatype\":\"FP64\",\"shape\":[2,4],"
                                + "\"parameters\":{\"content_type\":\"np\"},\"name\":\"embeddings\"}],"
                                + "\"id\":null,\"outputs\":null,\"parameters\":{},\"model_name\":\"birds\"}")
                        .toString())
                .isEqualTo(expected);
        assertThat(answer("{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[2,4],\"datatype\":\"FP32\","
                                + "\"data\":[[1,0.5,-2e-1,0],[0,1,0,0]]}],\"outputs\":[]}")
                        .toString())
                .isEqualTo(expected);
    }

    @Test
    void answersTheMostProbableClassesAsTexts() throws Exception {
        FloatMatrix rows = AskedServer.around(1, 1);
        JsonNode output = answer(request(rows, "{\"name\":\"probabilities\",\"parameters\":{\"classification\":2}}"))
                .at("/outputs/0");
        double p = birds.predict(rows).get(0).probabilities()[1];
        assertThat(output.path("datatype").asText()).isEqualTo("BYTES");
        assertThat(output.path("shape").toString()).isEqualTo("[1,2]");
        assertThat(output.at("/data/0").asText()).isEqualTo("%.6f:1:crane", p);
        assertThat(output.path("data").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | body must be an object, was nothing",
                "[] | body must be an object, was [",
                "{} | body must have inputs, has not",
                "{\"inputs\":[]} | inputs must be exactly one of [embeddings], was none",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]},{@,\"data\":[1,0,0,0]}]} | inputs must be exactly one of [embeddings], was more",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}]} x | body must be JSON: Unrecognized token 'x' (line 1, column 85)",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}]}{} | body must end with its JSON object, was followed by START_OBJECT",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"inptus\":1} | field of request must be among [id, model_name, model_version, parameters, inputs, outputs], was inptus",
                "{\"inputs\":[{@,\"date\":[1,0,0,0]}]} | field of input must be among [name, shape, datatype, parameters, data], was date",
                "{\"inputs\":[{@}]} | input embeddings must have data, or binary_data_size in its parameters, has not",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]} | input of birds must be one of [embeddings], was x",
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"\"]}]} | input of birds must be one of [embeddings], was image",
                "{\"inputs\":[{@,\"data\":[1,0,0]}]} | data of embeddings must be an array of 4 elements, flat or nested as [1, 4], was shorter",
                "{\"inputs\":[{@,\"data\":[1,0,0,0,0]}]} | data of embeddings must be an array of 4 elements, flat or nested as [1, 4], was longer",
                "{\"inputs\":[{@,\"data\":[[1,0],[0,0]]}]} | data of embeddings must be an array of 4 elements, flat or nested as [1, 4], was shorter",
                "{\"inputs\":[{@,\"data\":[[1,0,0,[0]]]}]} | data of embeddings must be an array of 4 elements, flat or nested as [1, 4], was nested otherwise",
                "{\"inputs\":[{@,\"data\":4}]} | data must be an array, was 4",
                "{\"inputs\":[{@,\"data\":[1,0,\"0\",0]}]} | embeddings[0, 2] must be a number, was 0",
                "{\"inputs\":[{@,\"data\":[1,0,null,0]}]} | embeddings[0, 2] must be a number, was null",
                "{\"inputs\":[{@,\"data\":[1,0,1e39,0]}]} | embeddings[0, 2] must be finite in FP32, was Infinity",
                "{\"inputs\":[{@,\"data\":[1,0,NaN,0]}]} | body must be JSON: Non-standard token 'NaN' (line 1, column 80)",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,5],\"datatype\":\"FP32\",\"data\":[1,0,0,0,0]}]} | shape of embeddings must be [n, 4], was [1, 5]",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[4],\"datatype\":\"FP32\",\"data\":[1,0,0,0]}]} | shape of embeddings must be [n, 4], was [4]",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[0,4],\"datatype\":\"FP32\",\"data\":[]}]} | shape must have lengths ≥ 1, was [0, 4]",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[536870909,4],\"datatype\":\"FP32\",\"data\":[1]}]} | data of embeddings must be an array of 2147483636 elements, flat or nested as [536870909, 4], was shorter",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[9223372036854775807,4],\"datatype\":\"FP32\",\"data\":[1]}]} | shape must have at most 2147483639 elements, was [9223372036854775807, 4]",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"INT32\",\"data\":[1,0,0,0]}]} | datatype must be one of [BOOL, UINT8, FP16, BF16, FP32, FP64, BYTES] here, was INT32",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"UINT8\",\"data\":[1,0,0,0]}]} | datatype of embeddings must be one of [FP16, BF16, FP32, FP64], was UINT8",
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"FP16\",\"data\":[1,0,0,0]}]} | data of embeddings must be binary for FP16, was JSON",
                "{\"inputs\":[{@,\"parameters\":{\"content_type\":\"str\"},\"data\":[1,0,0,0]}]} | content_type of embeddings must be np, was str",
                "{\"inputs\":[{@,\"parameters\":{\"binary_data_size\":16}}]} | binary_data_size must be 0, the bytes behind the JSON (Inference-Header-Content-Length), was 16",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"outputs\":[{\"name\":\"lable\"}]} | output of birds must be one of [label, score, probability, probabilities, unknown, known_score, labels], was lable",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"outputs\":[{\"name\":\"label\"},{\"name\":\"label\"}]} | outputs must name each once, was twice label",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"outputs\":[{\"name\":\"label\",\"parameters\":{\"classification\":1}}]} | classification must be asked of probabilities, was asked of label",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"outputs\":[{\"name\":\"label\",\"parameters\":{\"binary_data\":1}}]} | binary_data in parameters of output must be a boolean, was 1",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"parameters\":{\"priority\":1}} | parameters of the request must be among [binary_data_output], was priority",
                "{\"inputs\":[{@,\"data\":[1,0,0,0]}],\"model_name\":\"fish\"} | model_name must be birds, as in the path, was fish",
                "{\"id\":7,\"inputs\":[{@,\"data\":[1,0,0,0]}]} | id must be a string, was 7",
                "{\"id\":\"7\",\"id\":\"8\"} | body must be JSON: Duplicate field 'id' (line 1, column 15)",
            })
    void saysWhatIsWrong(String body, String error) throws Exception {
        HttpResponse<byte[]> response = server.post(INFER, body.replace("@", INPUT));
        assertThat(AskedServer.json(response).path("error").asText()).isEqualTo(error);
        assertThat(AskedServer.json(response).size()).isEqualTo(1);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void readsNoOtherEncoding() throws Exception {
        String body = "{\"inputs\":[{" + INPUT + ",\"data\":[1,0,0,0]}]}";
        for (String encoding : List.of("UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE")) {
            HttpResponse<byte[]> response = server.post(INFER, body.getBytes(Charset.forName(encoding)));
            assertThat(response.statusCode()).as(encoding).isEqualTo(400);
        }
        byte[] torn = "{\"id\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
        torn[7] = (byte) 0xc3;
        assertThat(AskedServer.json(server.post(INFER, torn)).path("error").asText())
                .isEqualTo("body must be JSON: Invalid UTF-8 middle byte 0x3f (line 1, column 10)");
    }

    @Test
    void makesNoAnswerOfManyTimesTheRequest() {
        ModelSignature wide = new ModelSignature("wide", "1", false, 1, 3_000_000, 1000, true);
        requireTooMuch(wide, 2, "{\"name\":\"probabilities\"}", 6_000_000);
        requireTooMuch(wide, 1, "{\"name\":\"labels\"}", 48_000_000);
        ModelSignature narrow = new ModelSignature("narrow", "1", false, 1, 200, 1000, true);
        requireTooMuch(narrow, 2000, "{\"name\":\"probabilities\",\"parameters\":{\"classification\":200}}", 6_400_000);
        requireTooMuch(narrow, 300_000, "{\"name\":\"label\"}", 4_800_000);
    }

    private static void requireTooMuch(ModelSignature model, int rows, String output, int numbers) {
        String asked = "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[" + rows
                + ",1],\"datatype\":\"FP32\",\"data\":[" + "1,".repeat(rows - 1) + "1]}],\"outputs\":[" + output + "]}";
        InferBody body = InferBody.of(asked.getBytes(StandardCharsets.UTF_8), null);
        assertThatThrownBy(() -> RequestReader.read(model, body))
                .hasMessage("outputs must have at most 4194304 numbers together, a text counted as 16, were " + numbers
                        + ": ask with fewer rows, or for fewer outputs")
                .extracting(e -> ((HttpProblem) e).status())
                .isEqualTo(413);
    }

    @Test
    void sendsAwayWhoAsksForAnotherModelVersionOrEncoding() throws Exception {
        String body = "{\"inputs\":[{" + INPUT + ",\"data\":[1,0,0,0]}]}";
        assertThat(server.post("/v2/models/fish/infer", body).statusCode()).isEqualTo(404);
        assertThat(server.post("/v2/models/birds/versions/x/infer", body).statusCode())
                .isEqualTo(404);
        assertThat(server.post(INFER, body.getBytes(), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
    }

    private static String request(FloatMatrix rows, String output) throws Exception {
        return "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[" + rows.rows()
                + ",4],\"datatype\":\"FP32\",\"data\":" + new ObjectMapper().writeValueAsString(rows.toArray())
                + "}],\"outputs\":[" + output + "]}";
    }

    private static JsonNode answer(String request) throws Exception {
        HttpResponse<byte[]> response = server.post(INFER, request);
        assertThat(response.statusCode()).as(AskedServer.text(response)).isEqualTo(200);
        return AskedServer.json(response);
    }

    private static List<String> names(JsonNode outputs) {
        return outputs.findValuesAsText("name");
    }
}
