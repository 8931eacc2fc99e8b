package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryInferenceTest {

    private static final String INFER = "/v2/models/birds/infer";
    private static final FloatMatrix ROWS =
            FloatMatrix.ofRows(new float[] {1, 0.5f, -0.25f, 0}, new float[] {0, 0.125f, 1, -3});

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
    void answersBinaryToBinary() throws Exception {
        HttpResponse<byte[]> response = ask("[2,4]", "FP32", 32, BinaryMessage.fp32(ROWS.toArray()), ALL_BINARY);
        requireAnswers(BinaryMessage.tensors(response));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(BinaryMessage.head(response).at("/outputs/3/shape").toString())
                .isEqualTo("[2,3]");
        assertThat(BinaryMessage.head(response).at("/outputs/3").has("data")).isFalse();
    }

    private static final String ALL_BINARY = ",\"parameters\":{\"binary_data_output\":true}";

    private static void requireAnswers(Map<String, byte[]> tensors) {
        List<Prediction> expected = birds.predict(ROWS);
        assertThat(tensors.keySet())
                .containsExactly("label", "score", "probability", "probabilities", "unknown", "known_score", "labels");
        float[] probabilities = BinaryMessage.floats(tensors.get("probabilities"));
        for (int i = 0; i < 2; i++) {
            Prediction p = expected.get(i);
            assertThat(BinaryMessage.texts(tensors.get("label")).get(i)).isEqualTo(p.label());
            assertThat(BinaryMessage.floats(tensors.get("score"))[i]).isEqualTo((float) p.score());
            assertThat(BinaryMessage.floats(tensors.get("probability"))[i]).isEqualTo((float) p.probability());
            for (int c = 0; c < 3; c++) {
                assertThat(probabilities[3 * i + c]).isEqualTo((float) p.probabilities()[c]);
            }
            assertThat(tensors.get("unknown")[i]).isEqualTo((byte) (p.isUnknown() ? 1 : 0));
            assertThat(BinaryMessage.floats(tensors.get("known_score"))[i]).isEqualTo((float) p.knownScore());
        }
        assertThat(BinaryMessage.texts(tensors.get("labels"))).containsExactly("heron", "crane", "stork \"größe\"");
    }

    /** Bits by numpy 2.4.6: {@code ROWS.astype(t).view(u)}; bfloat16 is the upper half of float32. */
    @Test
    void takesOtherWidthsOfTheSameNumbers() throws Exception {
        byte[] fp64 = BinaryMessage.littleEndian(
                8,
                0x3ff0000000000000L,
                0x3fe0000000000000L,
                0xbfd0000000000000L,
                0,
                0,
                0x3fc0000000000000L,
                0x3ff0000000000000L,
                0xc008000000000000L);
        byte[] fp16 = BinaryMessage.littleEndian(2, 0x3c00, 0x3800, 0xb400, 0, 0, 0x3000, 0x3c00, 0xc200);
        byte[] bf16 = BinaryMessage.littleEndian(2, 0x3f80, 0x3f00, 0xbe80, 0, 0, 0x3e00, 0x3f80, 0xc040);
        requireAnswers(BinaryMessage.tensors(ask("[2,4]", "FP64", 64, fp64, ALL_BINARY)));
        requireAnswers(BinaryMessage.tensors(ask("[2,4]", "FP16", 16, fp16, ALL_BINARY)));
        requireAnswers(BinaryMessage.tensors(ask("[2,4]", "BF16", 16, bf16, ALL_BINARY)));
    }

    @Test
    void takesATensorAlone() throws Exception {
        byte[] body = BinaryMessage.fp32(ROWS.toArray());
        requireAnswers(BinaryMessage.tensors(server.post(INFER, body, "Inference-Header-Content-Length", "0")));
        HttpResponse<byte[]> torn = server.post(INFER, Arrays.copyOf(body, 31), "Inference-Header-Content-Length", "0");
        assertThat(AskedServer.text(torn))
                .isEqualTo("{\"error\":\"binary_data_size of embeddings must be 16 for FP32 [1, 4], was 31\"}");
    }

    @Test
    void mixesFormsAsOutputsAsk() throws Exception {
        HttpResponse<byte[]> response = ask(
                "[2,4]",
                "FP32",
                32,
                BinaryMessage.fp32(ROWS.toArray()),
                ALL_BINARY + ",\"outputs\":[{\"name\":\"label\",\"parameters\":{\"binary_data\":false}},"
                        + "{\"name\":\"probabilities\",\"parameters\":{\"classification\":9}},{\"name\":\"score\"}]");
        Map<String, byte[]> tensors = BinaryMessage.tensors(response);
        assertThat(tensors.keySet()).containsExactly("probabilities", "score");
        assertThat(BinaryMessage.texts(tensors.get("probabilities"))).hasSize(6);
        assertThat(BinaryMessage.head(response).at("/outputs/0/data").size()).isEqualTo(2);
        byte[] json =
                ("{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":[1,0,0,0]}]"
                                + ALL_BINARY + "}")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(BinaryMessage.tensors(
                        server.post(INFER, json, "Inference-Header-Content-Length", Integer.toString(json.length))))
                .hasSize(7);
        assertThat(BinaryMessage.tensors(server.post(INFER, json))).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,4] | FP32 | 32 | 31 | binary_data_size must be 31, the bytes behind the JSON (Inference-Header-Content-Length), was 32",
                "[2,4] | FP32 | 31 | 31 | binary_data_size of embeddings must be 32 for FP32 [2, 4], was 31",
                "[2,4] | FP32 | 36 | 36 | binary_data_size of embeddings must be 32 for FP32 [2, 4], was 36",
                "[536870909,4] | FP64 | 32 | 32 | binary_data_size of embeddings must be 17179869088 for FP64 [536870909, 4], was 32",
                "[2,4] | FP32 | -1 | 0 | binary_data_size in parameters of input must be ≥ 0, was -1",
                "[2,4] | FP32 | 4294967328 | 32 | binary_data_size must be 32, the bytes behind the JSON (Inference-Header-Content-Length), was 4294967328",
                "[2,4] | FP16 | 16 | 16 | embeddings[0, 0] must be finite in FP32, was NaN"
            })
    void holdsSizesAgainstEachOther(String shape, String type, long claimed, int there, String error) throws Exception {
        byte[] ones = new byte[there];
        Arrays.fill(ones, (byte) 0xff);
        HttpResponse<byte[]> response = ask(shape, type, claimed, ones, "");
        assertThat(AskedServer.json(response).path("error").asText()).isEqualTo(error);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1e1", "99999999999", "0x10", "700"})
    void takesNoOtherHeader(String header) throws Exception {
        HttpResponse<byte[]> response = server.post(INFER, "{}".getBytes(), "Inference-Header-Content-Length", header);
        assertThat(AskedServer.json(response).path("error").asText())
                .isEqualTo("Inference-Header-Content-Length must be in [0, 2], the bytes of the body, was " + header);
    }

    private static HttpResponse<byte[]> ask(String shape, String type, long claimed, byte[] behind, String more)
            throws Exception {
        BinaryMessage.Body body = BinaryMessage.of(
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":" + shape + ",\"datatype\":\"" + type
                        + "\",\"parameters\":{\"binary_data_size\":" + claimed + "}}]" + more + "}",
                behind);
        return server.post(INFER, body.bytes(), "Inference-Header-Content-Length", Integer.toString(body.json()));
    }
}
