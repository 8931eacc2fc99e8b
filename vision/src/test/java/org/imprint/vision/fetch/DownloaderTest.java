package org.imprint.vision.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprint.vision.fetch.TestServer.cut;
import static org.imprint.vision.fetch.TestServer.rest;
import static org.imprint.vision.fetch.TestServer.status;
import static org.imprint.vision.fetch.TestServer.whole;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DownloaderTest {

    private static final byte[] BODY = body();

    @TempDir
    Path folder;

    private TestServer server;
    private final List<Duration> pauses = new ArrayList<>();

    private static byte[] body() {
        byte[] bytes = new byte[300_000];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Downloader downloader() {
        return Downloader.of(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build())
                .withRetries(new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(3)), pauses::add);
    }

    private RemoteFile file(String... paths) throws IOException {
        List<URI> sources = Arrays.stream(paths).map(server::uri).toList();
        return new RemoteFile("f.bin", sources, OptionalLong.of(BODY.length), Optional.of(digest(BODY)));
    }

    private static Digest digest(byte[] bytes) throws IOException {
        return Digest.of(Digest.Algorithm.SHA256, new ByteArrayInputStream(bytes));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void bringsAFileAndReportsHowFarItIs() throws IOException {
        List<Long> done = new ArrayList<>();
        server.then(whole(BODY, "\"a\""));
        Path got = downloader()
                .withProgress((name, bytes, total) -> {
                    assertThat(name).isEqualTo("f.bin");
                    assertThat(total).hasValue(BODY.length);
                    done.add(bytes);
                })
                .fetch(file("x"), folder);
        assertThat(got).isEqualTo(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(done).isSorted().startsWith(0L).endsWith((long) BODY.length);
        assertThat(names()).containsExactly("f.bin");
    }

    @Test
    void asksNobodyForAFileThatIsThere() throws IOException {
        Files.write(folder.resolve("f.bin"), BODY);
        downloader().fetch(file("x"), folder);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void leavesAnotherFileOfThatNameAlone() throws IOException {
        Files.writeString(folder.resolve("f.bin"), "mine");
        assertThatThrownBy(() -> downloader().fetch(file("x"), folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("f.bin")
                        + ": must have 300000 bytes, was 4: the file is incomplete or another one");
        assertThat(folder.resolve("f.bin")).hasContent("mine");
    }

    @Test
    void continuesAfterABrokenConnection() throws IOException {
        server.then(
                cut(BODY, 100_000, "\"a\""),
                exchange -> rest(BODY, (int) Files.size(folder.resolve("f.bin.part")))
                        .to(exchange));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(server.conditions()).containsExactly("null", "\"a\"");
        assertThat(server.ranges().get(1)).matches("bytes=[1-9]\\d*-");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("f.bin");
    }

    @Test
    void continuesWhatAnEarlierProcessLeft() throws IOException {
        leavePart(120_000, "\"a\"");
        server.then(rest(BODY, 120_000));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(server.ranges()).containsExactly("bytes=120000-");
    }

    private void leavePart(int n, String etag) throws IOException {
        Files.write(folder.resolve("f.bin.part"), Arrays.copyOf(BODY, n));
        Files.writeString(folder.resolve("f.bin.part.source"), server.uri("x") + "\n" + etag + "\n");
    }

    @Test
    void startsAnewWhereTheServerIgnoresTheRange() throws IOException {
        leavePart(120_000, "\"old\"");
        server.then(whole(BODY, "\"new\""));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(server.conditions()).containsExactly("\"old\"");
    }

    @Test
    void startsAnewWhereThePartIsFromAnotherAddressOrTooLong() throws IOException {
        leavePart(120_000, "\"a\"");
        Files.writeString(folder.resolve("f.bin.part.source"), "http://other/\n\"a\"\n");
        server.then(whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        assertThat(server.ranges()).containsExactly("null");
        Files.delete(folder.resolve("f.bin"));
        leavePart(BODY.length, "\"a\"");
        Files.write(folder.resolve("f.bin.part"), new byte[BODY.length + 1]);
        server.then(whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        assertThat(server.ranges()).containsExactly("null", "null");
    }

    @Test
    void startsAnewWhereThePartWasWrongOrTheRangeIs() throws IOException {
        leavePart(120_000, "\"a\"");
        Files.write(folder.resolve("f.bin.part"), new byte[120_000]);
        server.then(rest(BODY, 120_000), whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        Files.delete(folder.resolve("f.bin"));
        leavePart(120_000, "\"a\"");
        server.then(rest(BODY, 110_000), whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        Files.delete(folder.resolve("f.bin"));
        leavePart(120_000, "\"a\"");
        server.then(status(416), whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
    }

    @Test
    void asksNobodyForAPartThatIsWhole() throws IOException {
        leavePart(BODY.length, "\"a\"");
        downloader().fetch(file("x"), folder);
        assertThat(server.ranges()).isEmpty();
        assertThat(names()).containsExactly("f.bin");
    }

    @Test
    void triesAgainAfterServerErrorsWithGrowingPauses() throws IOException {
        server.then(status(500), status(503), status(429), whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterTheLastTryAndNamesTheAddress() {
        server.then(status(500), status(500), status(500), status(502));
        assertThatThrownBy(() -> downloader().fetch(file("x"), folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("f.bin") + ": cannot be downloaded: " + server.uri("x")
                        + ": server answered with status 502 (after 4 tries)");
    }

    @Test
    void goesToTheNextAddressAtOnceWhereAFileIsMissing() throws IOException {
        server.then(status(404), whole(BODY, "\"a\""));
        downloader().fetch(file("gone", "here"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotTryAgainWhereNobodyListens() throws IOException {
        RemoteFile file = file("x");
        server.close();
        assertThatThrownBy(() -> downloader().fetch(file, folder))
                .isInstanceOf(DownloadException.class)
                .hasCauseInstanceOf(TransferException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining(server.uri("x") + ": cannot be reached: ")
                .hasMessageNotContaining("tries");
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsForNoNameServerAndSaysWhichNameIsUnknown() {
        CountDownLatch never = new CountDownLatch(1);
        HostLookup.Names silent = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        assertThatThrownBy(() -> HostLookup.require("weights.example", silent, Duration.ofMillis(20)))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("cannot be reached: no name server told the address of weights.example");
        never.countDown();
        HostLookup.Names unknown = host -> {
            throw new UnknownHostException(host);
        };
        assertThatThrownBy(() -> HostLookup.require("weights.example", unknown, Duration.ofSeconds(60)))
                .isInstanceOf(TransferException.class)
                .hasMessage("cannot be reached: the address of weights.example is not known");
    }

    @Test
    void namesEveryAddressThatFailed() {
        server.then(status(404), status(403));
        assertThatThrownBy(() -> downloader().fetch(file("a", "b"), folder))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(server.uri("a") + ": server answered with status 404; " + server.uri("b")
                        + ": server answered with status 403");
    }

    @Test
    void neverGivesAWrongFileItsName() throws IOException {
        byte[] wrong = BODY.clone();
        wrong[7]++;
        server.then(whole(wrong, "\"a\""));
        assertThatThrownBy(() -> downloader().fetch(file("x"), folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("f.bin") + ": cannot be downloaded: " + server.uri("x") + ": must have "
                        + digest(BODY) + ", was " + digest(wrong) + ": the file is damaged or another one");
        assertThat(names()).doesNotContain("f.bin", "f.bin.part");
    }

    @Test
    void refusesAnotherLengthBeforeReading() throws IOException {
        server.then(whole(new byte[5], "\"a\""));
        assertThatThrownBy(() -> downloader().fetch(file("x"), folder))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("must have 300000 bytes, server offers 5");
        assertThat(names()).doesNotContain("f.bin");
    }

    @Test
    void stopsAtTheKnownLengthWhereTheServerGivesNone() throws IOException {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().write(1);
        });
        assertThatThrownBy(() -> downloader().fetch(file("x"), folder))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("must have 300000 bytes, server sends more");
    }

    @Test
    void noticesTheEndOfALengthlessAnswerThatIsTooShort() throws IOException {
        server.then(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(BODY, 0, 1000);
                },
                rest(BODY, 1000));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(server.conditions()).as("no version is known").containsExactly("null", "null");
    }

    /** The server holds the connection open until the next request comes. */
    @Test
    void givesUpASilentConnection() throws IOException {
        CountDownLatch next = new CountDownLatch(1);
        server.then(
                exchange -> {
                    exchange.getResponseHeaders().set("ETag", "\"a\"");
                    exchange.sendResponseHeaders(200, BODY.length);
                    exchange.getResponseBody().write(BODY, 0, 1000);
                    exchange.getResponseBody().flush();
                    await(next);
                },
                exchange -> {
                    next.countDown();
                    rest(BODY, 1000).to(exchange);
                });
        downloader().withStall(Duration.ofMillis(300)).fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
        assertThat(server.ranges()).containsExactly("null", "bytes=1000-");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Test
    void followsRedirections() throws IOException {
        server.then(
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/there");
                    exchange.sendResponseHeaders(302, -1);
                },
                whole(BODY, "\"a\""));
        downloader().fetch(file("x"), folder);
        assertThat(folder.resolve("f.bin")).hasBinaryContent(BODY);
    }

    @Test
    void keepsThePartWhenTheThreadIsInterrupted() throws IOException {
        server.then(cut(BODY, 100_000, "\"a\""));
        Downloader downloader = downloader().withRetries(RetryPolicy.STANDARD, pause -> {
            throw new InterruptedException();
        });
        RemoteFile file = file("x");
        assertThatThrownBy(() -> downloader.fetch(file, folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("f.bin") + ": download was interrupted; the next call continues it");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("f.bin.part")).exists();
        assertThat(folder.resolve("f.bin")).doesNotExist();
    }

    @Test
    void letsOneProcessAtATimeFetchAFile() throws IOException {
        RemoteFile file = file("x");
        try (FileGuard guard = FileGuard.take(folder.resolve("f.bin"))) {
            assertThat(guard).isNotNull();
            assertThatThrownBy(() -> downloader().fetch(file, folder))
                    .isInstanceOf(DataException.class)
                    .hasMessage(folder.resolve("f.bin") + ": is being made by another thread of this process");
        }
        assertThat(names()).isEmpty();
        server.then(whole(BODY, "\"a\""));
        downloader().fetch(file, folder);
        assertThat(names()).containsExactly("f.bin");
    }

    @Test
    void saysThatThereIsNoAddress() {
        assertThatThrownBy(() -> downloader().fetch(file(), folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("f.bin") + ": there is no address to download it from");
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        for (String name : List.of("../f", "a/b", "", ".", "..", "a\\b", "/etc/f", "C:f")) {
            assertThatThrownBy(() -> new RemoteFile(name, List.of(), OptionalLong.empty(), Optional.empty()))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void doublesPausesUpToTheLongest() {
        RetryPolicy policy = RetryPolicy.STANDARD;
        assertThat(Stream.of(1, 2, 3, 5, 6, 90).map(policy::pause).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 16L, 30L, 30L);
    }
}
