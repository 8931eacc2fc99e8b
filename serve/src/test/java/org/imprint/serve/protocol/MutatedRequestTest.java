package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.serve.http.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good requests, and what becomes of them when bytes change: an answer or a problem of the client's, and never much memory. */
class MutatedRequestTest {

    private static final int MUTANTS = 15_000;
    private static final int ASKED = 300;

    /** A parser's buffers, a class that is loaded late, and a text that is told back: whatever the body. */
    private static final long ALWAYS = 512 << 10;

    /** Bytes of memory for a byte of a body: a zero and its comma become four bytes, a file of base64 three quarters, twice as it grows. */
    private static final long FOR_A_BYTE = 4;

    private static final String[] WORDS = {
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "9223372036854775807",
        "18446744073709551616",
        "2147483647",
        "[",
        "]",
        "{",
        "}",
        "[[[[[[[[[[",
        "\"\"",
        "\"data\":[1],",
        "\"name\":\"pixels\",",
        "UINT8",
        "BYTES",
        "FP64",
        "\"binary_data_size\":7,",
        "\\ud800",
        "\u0000",
        ",",
        "image",
        "embeddings",
        "[1,2,3,3]"
    };

    private static final ModelSignature MODEL = new ModelSignature("m", "1", true, 4, 3, 1000, true);

    private static List<BinaryMessage.Body> good() {
        String embeddings = "{\"name\":\"embeddings\",\"shape\":[2,4],\"datatype\":\"FP32\"";
        String outputs = "\"outputs\":[{\"name\":\"label\",\"parameters\":{\"binary_data\":true}},"
                + "{\"name\":\"probabilities\",\"parameters\":{\"classification\":2}}]";
        byte[] none = {};
        byte[] strings = BinaryMessage.strings("abc".getBytes(StandardCharsets.UTF_8), new byte[9]);
        return List.of(
                BinaryMessage.of("{\"inputs\":[" + embeddings + ",\"data\":[1,0.5,-2e-1,0,0,1,0,0]}]}", none),
                BinaryMessage.of(
                        "{\"id\":\"4\",\"inputs\":[{\"data\":[[1,2,3,4],[5,6,7,8]],\"datatype\":\"FP64\",\"shape\":[2,4],"
                                + "\"name\":\"embeddings\"}]," + outputs + "}",
                        none),
                BinaryMessage.of(
                        "{\"inputs\":[{\"name\":\"image\",\"shape\":[2],\"datatype\":\"BYTES\",\"parameters\":"
                                + "{\"content_type\":\"base64\"},\"data\":[\"QUJD\",\"QQ==\"]}]}",
                        none),
                BinaryMessage.of(
                        "{\"inputs\":[{\"name\":\"pixels\",\"shape\":[1,2,2,3],\"datatype\":\"UINT8\","
                                + "\"data\":[[[[1,2,3],[4,5,6]],[[7,8,9],[0,1,255]]]]}]}",
                        none),
                BinaryMessage.of(
                        "{\"inputs\":[" + embeddings + ",\"parameters\":{\"binary_data_size\":32}}]," + outputs + "}",
                        BinaryMessage.fp32(1, 0, 0, 0, 0, 1, 0.5f, 2)),
                BinaryMessage.of(
                        "{\"inputs\":[{\"name\":\"image\",\"shape\":[2],\"datatype\":\"BYTES\",\"parameters\":"
                                + "{\"binary_data_size\":" + strings.length + "}}]}",
                        strings),
                BinaryMessage.of("", new byte[16]));
    }

    private static BinaryMessage.Body mutant(BinaryMessage.Body good, SplittableRandom random) {
        byte[] bytes = good.bytes().clone();
        int json = good.json();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(bytes.length + 1);
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (at < bytes.length) {
                        bytes[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> {
                    byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
                    bytes = joined(Arrays.copyOf(bytes, at), word, Arrays.copyOfRange(bytes, at, bytes.length));
                    json += at <= json ? word.length : 0;
                }
                case 3 -> {
                    int to = Math.min(bytes.length, at + random.nextInt(12));
                    bytes = joined(Arrays.copyOf(bytes, at), new byte[0], Arrays.copyOfRange(bytes, to, bytes.length));
                    json -= at < json ? Math.min(to, json) - at : 0;
                }
                default -> json = Math.max(0, json + random.nextInt(-2, 3));
            }
        }
        return new BinaryMessage.Body(bytes, Math.min(json, bytes.length));
    }

    private static byte[] joined(byte[] a, byte[] b, byte[] c) {
        byte[] all = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }

    @Test
    void readsOrRefusesWithoutMuchMemory() {
        SplittableRandom random = new SplittableRandom(14);
        List<BinaryMessage.Body> good = good();
        good.forEach(body -> assertThat(read(body)).isTrue()); // and all classes are loaded
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            BinaryMessage.Body body = mutant(good.get(i % good.size()), random);
            read += readInBounds(body) ? 1 : 0;
        }
        assertThat(read).isBetween(MUTANTS / 50, MUTANTS / 2);
    }

    private static boolean readInBounds(BinaryMessage.Body body) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean isRead = read(body);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as(() -> new String(body.bytes(), 0, Math.min(400, body.json()), StandardCharsets.ISO_8859_1))
                .isLessThan(ALWAYS + FOR_A_BYTE * body.bytes().length);
        return isRead;
    }

    @Test
    void takesMemoryByTheBodyWhenThatIsLarge() {
        int n = 150_000;
        String head = "{\"inputs\":[{\"shape\":[" + n + ",4],\"datatype\":\"FP32\",\"name\":\"embeddings\",";
        String zeros = "0,".repeat(4 * n - 1) + "0]}]}";
        byte[] none = {};
        String size = "\"parameters\":{\"binary_data_size\":" + 16 * n + "}}]}";
        String image = "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"";
        assertThat(readInBounds(BinaryMessage.of(head + "\"data\":[" + zeros, none)))
                .isTrue();
        assertThat(readInBounds(BinaryMessage.of(head + size, new byte[16 * n])))
                .isTrue();
        assertThat(readInBounds(BinaryMessage.of(image + "QUJD".repeat(n) + "\"]}]}", none)))
                .isTrue();
        assertThat(readInBounds(BinaryMessage.of(image + "QUJD".repeat(n) + "\",7]}]}", none)))
                .isFalse();
    }

    /** Returns whether a request was read; a problem of the client's is none of ours, anything else is thrown. */
    private static boolean read(BinaryMessage.Body body) {
        try {
            RequestReader.read(
                    MODEL,
                    InferBody.of(
                            body.bytes(), body.json() == body.bytes().length ? null : Integer.toString(body.json())));
            return true;
        } catch (HttpProblem refused) {
            assertThat(refused.status()).isIn(400, 413);
            return false;
        }
    }

    @Test
    void neverFailsWhoIsAsked(@TempDir Path folder) throws Exception {
        AskedServer.birds(folder.resolve("m.imprint"));
        SplittableRandom random = new SplittableRandom(41);
        List<BinaryMessage.Body> good = good();
        try (AskedServer server =
                new AskedServer(List.of(new AskedServer.Offer("m", folder.resolve("m.imprint"), Optional.empty())))) {
            for (int i = 0; i < ASKED; i++) {
                BinaryMessage.Body body = mutant(good.get(i % good.size()), random);
                int status = server.post(
                                "/v2/models/m/infer",
                                body.bytes(),
                                "Inference-Header-Content-Length",
                                Integer.toString(body.json()))
                        .statusCode();
                assertThat(status)
                        .as(() -> new String(body.bytes(), StandardCharsets.ISO_8859_1))
                        .isIn(200, 400, 413);
            }
        }
    }
}
