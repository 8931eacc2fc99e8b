package org.imprint.serve.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprint.serve.guard.GuardedServer.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean harm, while a good one is answered all the time; afterwards the server is whole and no file is new. */
@Tag("slow")
class HostileClientsTest {

    private static final int MEBI = 1 << 20;
    private static final int MOST_BODY = 4 * MEBI;
    private static final int MORE_HEAP = 256 * MEBI;
    private static final String LINE = "----hostile";
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [0-9]{3} ");

    @TempDir
    private static Path folder;

    private static String temporary;
    private static Backbone backbone;
    private static GuardedServer server;
    private static GoodClient good;
    private static Set<Path> files;
    private static long heap;

    @BeforeAll
    static void start() throws Exception {
        temporary = System.getProperty("java.io.tmpdir");
        System.setProperty(
                "java.io.tmpdir", Files.createDirectories(folder.resolve("tmp")).toString());
        backbone = BundledBackbone.open();
        for (int i = 0; i < 8; i++) {
            Path home = Files.createDirectories(folder.resolve("a/b/train/" + i % 2));
            Files.write(home.resolve(i + ".png"), HostileImages.black(20 + i, 20 + 9 * (i % 2)));
        }
        Path file = folder.resolve("a/b/birds.imprint");
        ImageClassifier.fit(backbone, folder.resolve("a/b/train"), FitOptions.standard())
                .save(file);
        server = GuardedServer.of(file, GuardedServer.limited(Limits.standard().withBodyBytes(MOST_BODY)), backbone);
        good = new GoodClient(
                URI.create("http://127.0.0.1:" + server.port() + "/api/birds/predict"), HostileImages.black(24, 24));
        good.awaitMore(4);
        files = files();
        heap = heap();
    }

    @AfterEach
    void theGoodClientIsAnswered() throws InterruptedException {
        good.awaitMore(2);
        assertThat(good.failures()).isEmpty();
    }

    @AfterAll
    static void theServerIsWhole(TestReporter report) throws Exception {
        good.end();
        report.publishEntry("worst latency of the good client, ms", "" + good.worstMillis());
        System.setProperty("java.io.tmpdir", temporary);
        assertThat(good.failures()).isEmpty();
        assertThat(files()).isEqualTo(files);
        assertThat(heap()).isLessThan(heap + MORE_HEAP);
        assertThat(server.ask("GET", "/api/birds")).startsWith("HTTP/1.1 200 ").contains("\"examples\":8");
        server.close();
        backbone.close();
    }

    @Test
    void halfRequestsAndSlowBodies() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        String head = "POST /api/birds/predict HTTP/1.1\r\nHost: " + server.host();
        for (int i = 0; i < 400; i++) {
            Socket socket = server.connect();
            sockets.add(socket);
            send(socket, i % 2 == 0 ? head + "\r\nX: " : head + "\r\nContent-Length: 100000\r\n\r\n");
        }
        for (int second = 0; second < 15; second++) {
            for (Socket socket : sockets) {
                sendIfOpen(socket, "x");
            }
            Thread.sleep(1000);
        }
        List<String> ends = sockets.stream().map(GuardedServer::rest).toList();
        for (Socket socket : sockets) {
            socket.close();
        }
        for (int i = 0; i < ends.size(); i++) {
            assertThat(ends.get(i))
                    .as("socket " + i)
                    .doesNotContain("timed out")
                    .matches("(?s)(HTTP/1.1 408 .*)?.*");
        }
        good.awaitMore(4);
    }

    @Test
    void bodiesWithoutAnEnd() throws Exception {
        String head = "POST /api/birds/predict HTTP/1.1\r\nHost: " + server.host() + "\r\n";
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        List<Callable<Long>> streams = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            streams.add(() -> stream(head + "Content-Length: 10000000000\r\n\r\n", chunk));
            streams.add(() -> stream(head + "Transfer-Encoding: chunked\r\n\r\n", chunk));
        }
        for (Long sent : together(streams)) {
            assertThat(sent).isLessThan(64L * MEBI);
        }
    }

    @Test
    void zipBombs() throws Exception {
        byte[] bomb = HostileImages.black(30_000, 30_000);
        assertThat(bomb.length).isLessThan(200_000);
        List<Callable<String>> bombs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bombs.add(() -> post("image/png", bomb));
        }
        for (String answer : together(bombs)) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("\"error\":")
                    .contains("30000x30000");
        }
    }

    /** Each is within what is allowed, and all together would be 0.9 GB of pixels. */
    @Test
    void manyLargeImagesAtOnce() throws Exception {
        byte[] large = HostileImages.black(7000, 7000);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 0; i < 6; i++) {
            String head =
                    "--" + LINE + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + i + "\"\r\n\r\n";
            form.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            form.writeBytes(large);
            form.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        form.writeBytes(("--" + LINE + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
        String answer = post("multipart/form-data; boundary=" + LINE, form.toByteArray());
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("\"error\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no end",
                "no boundary",
                "many parts",
                "huge part header",
                "nothing",
                "only the boundary",
                "nested",
                "no headers"
            })
    void badForms(String kind) throws Exception {
        String part = "--" + LINE + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nx\r\n";
        String end = "--" + LINE + "--\r\n";
        String body =
                switch (kind) {
                    case "no end" -> part;
                    case "no boundary", "nothing" -> " ";
                    case "many parts" -> part.repeat(10_000) + end;
                    case "huge part header" ->
                        part.replace("\r\n\r\n", "\r\nX: " + "x".repeat(3 * MEBI) + "\r\n\r\n") + end;
                    case "only the boundary" -> "--" + LINE;
                    case "nested" ->
                        part.replace("form-data", "form-data; boundary=" + LINE).repeat(3) + end + end;
                    default -> "--" + LINE + "\r\n\r\n\r\n" + end;
                };
        String type = kind.equals("no boundary") ? "multipart/form-data" : "multipart/form-data; boundary=" + LINE;
        assertThat(status(post(type, body.getBytes(StandardCharsets.ISO_8859_1))))
                .isIn(kind.equals("nested") ? List.of(200) : List.of(400, 413));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../hostile-name.png",
                "/tmp/hostile-name.png",
                "..\\..\\hostile-name.png",
                "C:\\hostile-name.png",
                "hostile-name\0.png",
                "file:///tmp/hostile-name.png",
                "~/hostile-name",
                "%2e%2e%2fhostile-name",
                "CON",
                "."
            })
    void pathsAsNames(String name) throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--" + LINE + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + name + "\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(HostileImages.black(30, 30));
        form.writeBytes(("\r\n--" + LINE + "--\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(status(post("multipart/form-data; boundary=" + LINE, form.toByteArray())))
                .isEqualTo(name.contains("\0") ? 400 : 200);
        for (String place : List.of("a/hostile-name.png", "hostile-name.png", "a/b/hostile-name.png")) {
            assertThat(folder.resolve(place)).doesNotExist();
        }
        assertThat(Path.of("/tmp/hostile-name.png")).doesNotExist();
        assertThat(Path.of("hostile-name.png")).doesNotExist();
    }

    @Test
    void floodsOfHeaders() throws Exception {
        String many = Stream.generate(() -> "X: y\r\n").limit(10_000).collect(Collectors.joining());
        for (String headers :
                List.of(many, "X: " + "y".repeat(MEBI) + "\r\n", "Cookie: " + "a=b;".repeat(9000) + "\r\n")) {
            String answer = server.say("GET / HTTP/1.1\r\nHost: " + server.host() + "\r\n" + headers + "\r\n");
            assertThat(answer)
                    .containsAnyOf("HTTP/1.1 431 ", "[Connection reset", "[Broken pipe")
                    .doesNotContain(" 200 ");
        }
    }

    /** What a proxy and a server could read in two ways is read in none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 5",
                "Content-Length: 5|Content-Length: 6",
                "Content-Length: +5",
                "Content-Length: 5, 6",
                "Content-Length: -1",
                "Content-Length : 5",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: \u000bchunked",
                "X: a| Transfer-Encoding: chunked",
                "Content-Length: 99999999999999999999"
            })
    void smuggledRequests(String headers) throws Exception {
        String answer = server.say("POST /api/birds/predict HTTP/1.1\r\nHost: " + server.host() + "\r\n"
                + headers.replace("|", "\r\n") + "\r\n\r\n0\r\n\r\nGET /api HTTP/1.1\r\nHost: " + server.host()
                + "\r\nConnection: close\r\n\r\n");
        assertThat(STATUS_LINE.matcher(answer).results()).as(answer).hasSize(1);
        assertThat(status(answer)).isIn(400, 413, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "GET / HTTP/9.9\r\n\r\n",
                "\0\0\0\0\r\n\r\n",
                "GET /%ff%fe HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                "GET /\u00ff\u00fe HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                "GET /api/%00/classes HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                "GET /api/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"
            })
    void otherLanguages(String text) throws Exception {
        assertThat(status(server.say(text.replace("HOST", server.host())))).isNotIn(200, 500);
    }

    @Test
    void jsonThatIsNone() throws Exception {
        for (String body : List.of(
                "\u00ff\u00fe{}", "{\"embeddings\":" + "[".repeat(100_000), "{\"embeddings\":[[1e999]]}", "\0")) {
            assertThat(status(post("application/json", body.getBytes(StandardCharsets.ISO_8859_1))))
                    .as(body.substring(0, Math.min(20, body.length())))
                    .isEqualTo(400);
        }
    }

    @Test
    void clientsThatDoNotRead() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        String request = "GET /app.js HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n";
        for (int i = 0; i < 100; i++) {
            Socket socket = server.connect();
            sockets.add(socket);
            send(socket, request.repeat(100));
        }
        good.awaitMore(20);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void wrongNames() throws Exception {
        for (int i = 0; i < 500; i++) {
            assertThat(status(server.send("GET", "/api", "evil" + i + ".example", "")))
                    .isEqualTo(421);
        }
    }

    private static String post(String type, byte[] body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("POST /api/birds/predict HTTP/1.1\r\nHost: " + server.host()
                        + "\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return server.say(all.toByteArray());
    }

    /** Sends without an end, until the server ends it. Returns how many bytes it took. */
    private static long stream(String head, byte[] chunk) throws IOException {
        long sent = 0;
        try (Socket socket = server.connect()) {
            send(socket, head);
            while (sent < 10_000_000_000L) {
                socket.getOutputStream().write(chunk);
                sent += chunk.length;
            }
        } catch (IOException e) {
            return sent;
        }
        return sent;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static boolean sendIfOpen(Socket socket, String text) {
        try {
            send(socket, text);
            return true;
        } catch (IOException e) {
            return false; // the server has ended it, as it should
        }
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(calls, 50, TimeUnit.SECONDS)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.collect(Collectors.toSet());
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
