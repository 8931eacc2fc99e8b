package org.imprint.serve.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprint.serve.guard.GuardedServer.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page elsewhere, or a name that was led here, can do with a server on loopback: nothing. */
class GuardHandlerTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @TempDir
    private static Path folder;

    private static GuardedServer server;

    @BeforeAll
    static void start() {
        Access access = new Access(
                Optional.empty(),
                List.of(HostName.of("birds.example")),
                List.of(new WebOrigin("https://friend.example")));
        server = GuardedServer.ofEmbeddings(folder, GuardedServer.open(access));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:PORT",
                "127.0.0.1:PORT",
                "[::1]:PORT",
                "LOCALHOST:PORT",
                "birds.example",
                "birds.example:99"
            })
    void answersUnderItsOwnNamesAndThoseThatAreAllowed(String host) throws IOException {
        assertThat(status(server.send("GET", "/api", host.replace("PORT", "" + server.port()), "")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "evil.example",
                "localhost",
                "localhost:1",
                "127.0.0.1.evil.example:PORT",
                "localhost.evil.example:PORT",
                "evil.example@localhost:PORT",
                "localhost:PORT:80",
                "127.0.0.2:PORT",
                "2130706433:PORT",
                "[::ffff:7f00:1]:PORT",
                "0.0.0.0:PORT",
                ""
            })
    void anotherNameIsMisdirected(String host) throws IOException {
        String answer = server.send("GET", "/api", host.replace("PORT", "" + server.port()), "");
        assertThat(status(answer)).isIn(421, 400);
        assertThat(answer).doesNotContain("heron");
    }

    @Test
    void twoHostsOrAnotherInTheLineAreRefused() throws IOException {
        assertThat(status(server.ask("GET", "/api", "Host: evil.example"))).isEqualTo(400);
        assertThat(status(server.ask("GET", "http://evil.example/api"))).isIn(400, 421);
        assertThat(status(server.say("GET /api HTTP/1.0\r\n\r\n"))).isEqualTo(421);
    }

    @Test
    void theErrorNamesWhatIsLegalAndTheRemedy() throws IOException {
        assertThat(server.send("GET", "/api", "evil.example", ""))
                .startsWith("HTTP/1.1 421 ")
                .contains("{\"error\":\"Host must be one of [localhost:" + server.port())
                .contains("was evil.example (--allow-host NAME allows another)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example", "null", "http://localhost:1", "https://127.0.0.1:PORT", "http://localhost:PORT",
                "http://127.0.0.1:PORT.evil.example", "http://127.0.0.1:PORT/", "file://", "",
                        "https://friend.example.evil"
            })
    void aPageElsewhereMayNeitherChangeNorRead(String origin) throws IOException {
        String line = "Origin: " + origin.replace("PORT", "" + server.port());
        for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
            String answer = server.ask(method, "/api", line);
            assertThat(status(answer)).as(method + " " + line).isEqualTo(403);
            assertThat(answer).doesNotContain("Access-Control-Allow");
        }
    }

    /** Forms can send these three types without being asked; browsers tell the Origin of every POST, so it is what stops them. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void aForeignFormIsStoppedByItsOrigin(String type) throws IOException {
        String body = "{\"name\":\"heron\"}";
        String path = "/api/birds/classes/forget";
        for (String origin : List.of("Origin: http://evil.example", "Origin: null")) {
            assertThat(status(server.send("POST", path, server.host(), body, "Content-Type: " + type, origin)))
                    .isEqualTo(403);
        }
        assertThat(status(server.send("POST", path, server.host(), body, FORM, "Sec-Fetch-Site: cross-site")))
                .isEqualTo(403);
    }

    @Test
    void itsOwnPageMayAskUnderTheNameItWasOpenedBy() throws IOException {
        assertThat(status(server.ask("GET", "/api", "Origin: http://127.0.0.1:" + server.port())))
                .isEqualTo(200);
        String local = "localhost:" + server.port();
        assertThat(status(server.send("GET", "/api", local, "", "Origin: http://" + local)))
                .isEqualTo(200);
    }

    @Test
    void aPageThatIsAllowedMayReadAndIsToldSo() throws IOException {
        String origin = "Origin: https://friend.example";
        assertThat(server.ask("GET", "/api", origin))
                .startsWith("HTTP/1.1 200 ")
                .contains("Access-Control-Allow-Origin: https://friend.example\r\n")
                .contains("Vary: Origin")
                .doesNotContain("Access-Control-Allow-Credentials");
        assertThat(server.ask("OPTIONS", "/api/birds/predict", origin, "Access-Control-Request-Method: POST"))
                .startsWith("HTTP/1.1 204 ")
                .contains("Access-Control-Allow-Methods: GET, HEAD, POST");
        assertThat(server.ask("GET", "/api")).doesNotContain("Access-Control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "nonsense"})
    void whatABrowserAsksForAPageElsewhereIsRefusedButForVisits(String site) throws IOException {
        assertThat(status(server.ask("GET", "/api", "Sec-Fetch-Site: " + site))).isEqualTo(403);
        assertThat(status(server.ask("GET", "/", "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: no-cors")))
                .isEqualTo(403);
        String[] visit = {"Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};
        assertThat(status(server.ask("GET", "/", visit))).isEqualTo(200);
        assertThat(status(server.ask("GET", "/api", visit))).isEqualTo(403);
        assertThat(status(server.ask("POST", "/", visit))).isEqualTo(403);
        visit[2] = "Sec-Fetch-Dest: iframe";
        assertThat(status(server.ask("GET", "/", visit))).isEqualTo(403);
        assertThat(status(server.ask("GET", "/api", "Sec-Fetch-Site: same-origin")))
                .isEqualTo(200);
    }

    @Test
    void healthIsToldUnderAnyName() throws IOException {
        assertThat(status(server.send("GET", "/v2/health/live", "10.1.2.3:8080", "")))
                .isEqualTo(200);
        assertThat(status(server.ask("GET", "/v2/health/ready", "Sec-Fetch-Site: cross-site")))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api",
                "GET /",
                "GET /nothing",
                "POST /api",
                "GET /v2/models/none/ready",
                "GET /%2e%2e/x",
                "BAD",
                "GET /a%00"
            })
    void everyAnswerCarriesTheHeadersAndNoServerName(String line) throws IOException {
        String answer = server.say(line + (line.contains(" ") ? " HTTP/1.1" : "") + "\r\nHost: " + server.host()
                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("X-Content-Type-Options: nosniff\r\n")
                .contains("Referrer-Policy: no-referrer\r\n")
                .contains("Cross-Origin-Opener-Policy: same-origin\r\n")
                .contains("Cross-Origin-Resource-Policy: same-origin\r\n")
                .contains("X-Frame-Options: DENY\r\n")
                .contains("Permissions-Policy: accelerometer=()")
                .contains("Cache-Control: no-")
                .doesNotContain("Server:", "X-Powered-By", "Strict-Transport-Security", "Jetty", "jetty", "Javalin");
    }
}
