package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.Prediction;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;
import org.imprint.vision.source.BundledSample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageInferenceTest {

    private static final String INFER = "/v2/models/digits/infer";
    private static final int DIGITS = 3;
    private static final int LEARNED = 6;

    @TempDir
    private static Path folder;

    private static final List<RgbImage> ASKED = new ArrayList<>();
    private static final List<byte[]> FILES = new ArrayList<>();
    private static Backbone backbone;
    private static ImageClassifier digits;
    private static AskedServer server;

    @BeforeAll
    static void start() throws Exception {
        backbone = BundledBackbone.open();
        sample();
        digits = ImageClassifier.fit(backbone, folder.resolve("train"));
        digits.save(folder.resolve("digits.imprint"));
        server = new AskedServer(
                List.of(new AskedServer.Offer("digits", folder.resolve("digits.imprint"), Optional.of(backbone))));
    }

    private static void sample() throws IOException {
        int[] seen = new int[10];
        try (SampleSource source = BundledSample.open().train()) {
            for (int i = 0; ASKED.size() < 10; i++) {
                int digit = source.label(i);
                Path home = folder.resolve("train/" + digit);
                byte[] png = Thumbnail.encode(source.image(i), 28);
                if (digit < DIGITS && seen[digit]++ < LEARNED) {
                    Files.createDirectories(home);
                    Files.write(home.resolve(i + ".png"), png);
                } else if (Arrays.stream(seen).limit(DIGITS).allMatch(n -> n >= LEARNED)) {
                    ASKED.add(source.image(i));
                    FILES.add(png);
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        backbone.close();
    }

    @Test
    void answersForFilesAsTheClassifierDoes() throws Exception {
        String files = FILES.stream()
                .map(file -> "\"" + Base64.getEncoder().encodeToString(file) + "\"")
                .collect(Collectors.joining(","));
        String flat = input("image", "[10]", "BYTES", ",\"data\":[" + files + "]");
        requireAnswers(AskedServer.json(server.post(INFER, flat)));
        String nested = input(
                "image",
                "[10,1]",
                "BYTES",
                ",\"parameters\":{\"content_type\":\"base64\"},\"data\":[[" + files.replace(",", "],[") + "]]");
        requireAnswers(AskedServer.json(server.post(INFER, nested)));
        byte[] strings = BinaryMessage.strings(FILES.toArray(byte[][]::new));
        requireAnswers(AskedServer.json(binary("image", "[10]", "BYTES", strings)));
    }

    @Test
    void answersForPixelsAsTheClassifierDoes() throws Exception {
        byte[] last = new byte[10 * 28 * 28 * 3];
        byte[] first = new byte[last.length];
        for (int i = 0; i < 10; i++) {
            for (int p = 0; p < 28 * 28; p++) {
                for (int c = 0; c < 3; c++) {
                    byte value = ASKED.get(i).pixels()[3 * p + c];
                    last[(i * 28 * 28 + p) * 3 + c] = value;
                    first[(i * 3 + c) * 28 * 28 + p] = value;
                }
            }
        }
        requireAnswers(AskedServer.json(binary("pixels", "[10,28,28,3]", "UINT8", last)));
        requireAnswers(AskedServer.json(binary("pixels", "[10,3,28,28]", "UINT8", first)));
        String numbers = IntStream.range(0, last.length)
                .mapToObj(i -> Integer.toString(last[i] & 0xff))
                .collect(Collectors.joining(","));
        requireAnswers(AskedServer.json(
                server.post(INFER, input("pixels", "[10,28,28,3]", "UINT8", ",\"data\":[" + numbers + "]"))));
    }

    /** An image that is higher than wide, each pixel different, so that axes that change places are noticed. */
    @Test
    void knowsHeightFromWidth() throws Exception {
        byte[] pixels = new byte[3 * 20 * 34];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 251 * (i / 60));
        }
        float expected = (float) digits.predict(new RgbImage(20, 34, pixels)).score();
        JsonNode answer = AskedServer.json(binary("pixels", "[1,34,20,3]", "UINT8", pixels));
        assertThat(answer.at("/outputs/1/data/0").floatValue()).isEqualTo(expected);
    }

    @Test
    void takesAFileAlone() throws Exception {
        HttpResponse<byte[]> response = server.post(INFER, FILES.get(4), "Inference-Header-Content-Length", "0");
        assertThat(BinaryMessage.texts(BinaryMessage.tensors(response).get("label")))
                .containsExactly(digits.predict(FILES.get(4)).label());
    }

    private static void requireAnswers(JsonNode answer) {
        for (int i = 0; i < FILES.size(); i++) {
            Prediction expected = digits.predict(FILES.get(i));
            assertThat(answer.at("/outputs/0/data/" + i).asText()).isEqualTo(expected.label());
            assertThat(answer.at("/outputs/1/data/" + i).floatValue()).isEqualTo((float) expected.score());
            assertThat(answer.at("/outputs/2/data/" + i).floatValue()).isEqualTo((float) expected.probability());
            assertThat(answer.at("/outputs/4/data/" + i).booleanValue()).isEqualTo(expected.isUnknown());
        }
    }

    @Test
    void namesTheImageThatIsNone() throws Exception {
        byte[] strings = BinaryMessage.strings(
                FILES.get(0), FILES.get(1), "no image".getBytes(StandardCharsets.UTF_8), FILES.get(2));
        requireProblem(
                binary("image", "[4]", "BYTES", strings),
                "image[2]: must be a PNG, JPEG, GIF, BMP, WebP, TIFF or PNM image, starts with the bytes 6e 6f 20 69");
        byte[] cut = BinaryMessage.strings(Arrays.copyOf(FILES.get(0), 60));
        assertThat(AskedServer.text(binary("image", "[1]", "BYTES", cut))).startsWith("{\"error\":\"image[0]: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image | [1] | BYTES | [\"äö\"] | image[0] must be a file in base64 (RFC 4648, with padding): Illegal character",
                "image | [1] | BYTES | [\"QUJ\"] | image[0] must be a file in base64 (RFC 4648, with padding): Unexpected end",
                "image | [1] | BYTES | [7] | image[0] must be a string of base64, was 7",
                "image | [1] | BYTES | [\"\"] | image[0]: file is empty",
                "image | [2,2] | BYTES | [\"\",\"\",\"\",\"\"] | shape of image must be [n] or [n, 1], was [2, 2]",
                "image | [1000] | BYTES | [] | data of image must be an array of 1000 elements, flat or nested as [1000], was shorter",
                "pixels | [1,1,1,3] | UINT8 | [1,2,256] | pixels[0, 0, 0, 2] must be an integer in [0, 255], was 256",
                "pixels | [1,1,1,3] | UINT8 | [1,-1,5] | pixels[0, 0, 0, 1] must be an integer in [0, 255], was -1",
                "pixels | [1,1,1,3] | UINT8 | [1,1.0,5] | pixels[0, 0, 0, 1] must be an integer in [0, 255], was 1.0",
                "pixels | [1,3,1,3] | UINT8 | [1,1,5,1,1,5,1,1,5] | shape of pixels must have one axis of 3, the channels, was [1, 3, 1, 3], which has two",
                "pixels | [1,1,1,4] | UINT8 | [1,1,5,1] | shape of pixels must be [n, h, w, 3] or [n, 3, h, w], was [1, 1, 1, 4]",
                "pixels | [1,1,3] | UINT8 | [1,1,5] | shape of pixels must be [n, h, w, 3] or [n, 3, h, w], was [1, 1, 3]",
                "pixels | [1,1,1,1,3] | UINT8 | [1,1,5] | shape must have at most 4 axes, was longer",
                "embeddings | [1,3] | FP32 | [1,1,5] | shape of embeddings must be [n, 128], was [1, 3]",
            })
    void saysWhatIsWrong(String name, String shape, String type, String data, String error) throws Exception {
        requireProblem(server.post(INFER, input(name, shape, type, ",\"data\":" + data)), error);
    }

    @Test
    void findsTheEndsOfStrings() throws Exception {
        byte[] two = BinaryMessage.strings(FILES.get(0), FILES.get(1));
        requireProblem(
                binary("image", "[1]", "BYTES", two),
                "image must end with its 1 elements, was followed by " + (4 + FILES.get(1).length) + " bytes");
        requireProblem(binary("image", "[3]", "BYTES", two), "image[2] must have four bytes of length, was cut off");
        two[3] = (byte) 0xff;
        requireProblem(
                binary("image", "[2]", "BYTES", two),
                "length of image[0] must be at most " + (two.length - 4) + ", as many bytes as are left, was "
                        + (0xff000000L + FILES.get(0).length));
        requireProblem(
                binary("image", "[1000]", "BYTES", two),
                "binary_data_size of image must have four bytes for the length of each of 1000 elements, was "
                        + two.length);
    }

    @Test
    void makesNothingOfMoreImagesThanARequestMayHave() throws Exception {
        byte[] empty = new byte[4 * 1001];
        HttpResponse<byte[]> files = binary("image", "[1001]", "BYTES", empty);
        assertThat(AskedServer.text(files))
                .isEqualTo("{\"error\":\"image must be at most 1000 images in a request, was 1001\"}");
        assertThat(files.statusCode()).isEqualTo(413);
        assertThat(binary("image", "[2000000000]", "BYTES", empty).statusCode()).isEqualTo(413);
        HttpResponse<byte[]> pixels = binary("pixels", "[1001,1,1,3]", "UINT8", new byte[3 * 1001]);
        assertThat(AskedServer.text(pixels))
                .isEqualTo("{\"error\":\"pixels must be at most 1000 images in a request, was 1001\"}");
        String json = input("image", "[1001]", "BYTES", ",\"data\":[" + "\"\",".repeat(1000) + "\"\"]");
        assertThat(server.post(INFER, json).statusCode()).isEqualTo(413);
    }

    private static void requireProblem(HttpResponse<byte[]> response, String error) throws IOException {
        assertThat(AskedServer.json(response).path("error").asText()).startsWith(error);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    private static String input(String name, String shape, String type, String more) {
        return "{\"inputs\":[{\"name\":\"" + name + "\",\"shape\":" + shape + ",\"datatype\":\"" + type + "\"" + more
                + "}]}";
    }

    private static HttpResponse<byte[]> binary(String name, String shape, String type, byte[] behind) throws Exception {
        BinaryMessage.Body body = BinaryMessage.of(
                input(name, shape, type, ",\"parameters\":{\"binary_data_size\":" + behind.length + "}"), behind);
        return server.post(INFER, body.bytes(), "Inference-Header-Content-Length", Integer.toString(body.json()));
    }
}
