package org.imprint.serve.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprint.serve.guard.GuardedServer.status;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {

    private static final int MOST = 100_000;

    @TempDir
    private static Path folder;

    private static GuardedServer server;

    @BeforeAll
    static void start() {
        server = GuardedServer.ofEmbeddings(
                folder, GuardedServer.limited(Limits.standard().withBodyBytes(MOST)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> Limits.standard().withBodyBytes(5))
                .hasMessage("bytes of a body must be in [1024, 1073741824], was 5");
        assertThatThrownBy(() -> Limits.standard().withInFlight(0))
                .hasMessage("requests in flight must be in [1, 4096], was 0");
        assertThatThrownBy(() -> new Limits(MOST, 8192, 1, 1, 1, 1, Duration.ZERO))
                .hasMessage("time of an answer must be in [PT1S, PT1H], was PT0S");
        assertThat(Limits.standard().image().pixels()).isLessThanOrEqualTo(50_000_000);
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
        String head =
                "POST /api/birds/undo HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 10000000000\r\n\r\n";
        assertThat(server.say(head))
                .startsWith("HTTP/1.1 413 ")
                .contains(
                        "{\"error\":\"body must be of at most 100000 bytes, was of 10000000000 (--max-body allows more)\"}");
    }

    @Test
    void aBodyWithoutALengthIsRefusedWhereItGetsTooLarge() throws IOException {
        try (Socket socket = server.connect()) {
            String head = "POST /api/birds/undo HTTP/1.1\r\nHost: " + server.host()
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = ("2710\r\n" + "x".repeat(10_000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 11; i++) {
                socket.getOutputStream().write(chunk);
            }
            socket.getOutputStream().flush();
            assertThat(GuardedServer.rest(socket)).startsWith("HTTP/1.1 413 ").contains("was of more");
        }
    }

    @Test
    void headersAndLinesThatAreTooLongAreRefused() throws IOException {
        assertThat(status(server.ask("GET", "/api", "X: " + "x".repeat(20_000))))
                .isEqualTo(431);
        assertThat(status(server.ask("GET", "/" + "x".repeat(20_000)))).isIn(414, 431);
    }
}
