package org.imprint.serve.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprint.serve.guard.GuardedServer.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.serve.ServeOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final Pattern COOKIE =
            Pattern.compile("Set-Cookie: (imprint-session-[0-9]+=([A-Za-z0-9_-]+)); (.*)\r\n");

    @TempDir
    private static Path folder;

    private static AccessToken token;
    private static GuardedServer server;

    @BeforeAll
    static void start() {
        token = AccessToken.made();
        server = GuardedServer.ofEmbeddings(
                folder, GuardedServer.open(new Access(Optional.of(token), List.of(), List.of())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aTokenHas256BitsAndEachIsAnother() {
        assertThat(token.text()).hasSize(43).isNotEqualTo(AccessToken.made().text());
        assertThat(token).hasToString("AccessToken[…]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api",
                "GET /v2",
                "GET /v2/models/birds/ready",
                "GET /metrics",
                "GET /openapi.json",
                "POST /session",
                "POST /app.js",
                "GET /api/birds/export?format=onnx",
                "GET /nothing/app.js",
                "GET /API",
                "GET //api",
                "GET /api/",
                "GET /./api",
                "GET /x/../api",
                "GET /app.js/../api",
                "GET /;a.js/api",
                "GET /api;/x.js",
                "GET /v2/health/live/../../models"
            })
    void withoutTheTokenNothingIsTold(String line) throws IOException {
        String[] parts = line.split(" ");
        String answer = server.ask(parts[0], parts[1]);
        assertThat(status(answer)).as(answer).isIn(401, 400);
        assertThat(answer).doesNotContain("heron", token.text(), "birds");
    }

    @Test
    void theAnswerSaysHowAndNoMore() throws IOException {
        String wrong = "Authorization: Bearer " + "A".repeat(43);
        String withoutDate = "(Date|X-Request-Id): [^\r]*";
        assertThat(server.ask("GET", "/api", wrong).replaceAll(withoutDate, ""))
                .startsWith("HTTP/1.1 401 ")
                .contains("WWW-Authenticate: Bearer\r\n")
                .isEqualTo(server.ask("GET", "/api").replaceAll(withoutDate, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/health/live",
                "GET /v2/health/ready",
                "GET /",
                "HEAD /",
                "GET /app.js",
                "GET /licences.txt"
            })
    void probesAndThePageNeedNone(String line) throws IOException {
        String[] parts = line.split(" ");
        assertThat(status(server.ask(parts[0], parts[1]))).isIn(200, 404);
    }

    @Test
    void theTokenLetsInAndNothingLikeItDoes() throws IOException {
        assertThat(status(server.ask("GET", "/api", "Authorization: Bearer " + token.text())))
                .isEqualTo(200);
        for (String other : List.of(
                "Bearer " + token.text() + "x",
                "Bearer " + token.text().substring(1),
                "Basic " + token.text(),
                token.text(),
                "Bearer",
                "Bearer ")) {
            assertThat(status(server.ask("GET", "/api", "Authorization: " + other)))
                    .as(other)
                    .isEqualTo(401);
        }
        assertThat(status(server.ask("GET", "/api?token=" + token.text()))).isEqualTo(401);
    }

    @Test
    void aSessionTakesThePlaceOfTheToken() throws IOException {
        String answer = server.ask("POST", "/session", "Authorization: Bearer " + token.text());
        assertThat(status(answer)).isEqualTo(204);
        Matcher cookie = COOKIE.matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        assertThat(cookie.group(1)).startsWith("imprint-session-" + server.port() + "=");
        assertThat(cookie.group(2)).doesNotContain(token.text());
        assertThat(cookie.group(3)).isEqualTo("Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");

        assertThat(status(server.ask("GET", "/api", "Cookie: " + cookie.group(1))))
                .isEqualTo(200);
        assertThat(status(server.ask("GET", "/api", "Cookie: x=y; " + cookie.group(1))))
                .isEqualTo(200);
        assertThat(status(server.ask("POST", "/session", "Cookie: " + cookie.group(1))))
                .as("a session does not prolong itself")
                .isEqualTo(401);
        for (String other : List.of("/session/", "//session", "/%73ession", "/session;x", "/./session")) {
            String more = server.ask("POST", other, "Cookie: " + cookie.group(1));
            assertThat(status(more)).as(other).isIn(400, 401, 404);
            assertThat(more).as(other).doesNotContain("Set-Cookie");
        }
        assertThat(status(server.ask("GET", "/api", "Cookie: " + cookie.group(1), "Origin: http://evil.example")))
                .isEqualTo(403);
        String name = "imprint-session-" + server.port() + "=";
        for (String other : List.of("", "x", "A".repeat(75), token.text(), cookie.group(2) + "A")) {
            assertThat(status(server.ask("GET", "/api", "Cookie: " + name + other)))
                    .isEqualTo(401);
        }
    }

    @Test
    void aSessionEndsAndAnotherServersIsNone() {
        Instant now = Instant.parse("2026-05-04T10:00:00Z");
        MovedClock clock = new MovedClock(now);
        SessionKey key = new SessionKey(clock);
        String id = key.issue();
        assertThat(id).isNotEqualTo(key.issue());
        assertThat(key.knows(id)).isTrue();
        assertThat(new SessionKey(clock).knows(id)).isFalse();
        for (int i = 0; i < id.length(); i++) {
            String changed = id.substring(0, i) + (id.charAt(i) == 'B' ? 'C' : 'B') + id.substring(i + 1);
            assertThat(key.knows(changed)).as("changed at " + i).isFalse();
        }
        clock.now = now.plus(SessionKey.LIFE).minusSeconds(1);
        assertThat(key.knows(id)).isTrue();
        clock.now = now.plus(SessionKey.LIFE);
        assertThat(key.knows(id)).isFalse();
    }

    @Test
    void aFileOfATokenMustNotBeReadableByOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\n" + "ab12".repeat(8) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> AccessToken.ofFile(file))
                .hasMessage(file + ": a token's file must not be readable by others (chmod o-r), was readable by all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(AccessToken.ofFile(file).matches("ab12".repeat(8))).isTrue();
        Files.writeString(file, "short");
        assertThatThrownBy(() -> AccessToken.ofFile(file))
                .hasMessage(file + ": characters of a token must be in [32, 512], was 5");
        Files.writeString(file, "with a blank in it ".repeat(4));
        assertThatThrownBy(() -> AccessToken.ofFile(file))
                .hasMessageNotContaining("blank")
                .hasMessageContaining("._~+/=-");
    }

    @Test
    void withoutATokenOtherMachinesAreNotListenedTo() {
        for (String host : List.of("0.0.0.0", "::", "192.0.2.1")) {
            assertThatThrownBy(() -> new ServeOptions(host, 0, false))
                    .hasMessage("without a token the host must be this machine's own, such as 127.0.0.1, was " + host);
        }
        assertThat(new ServeOptions("::1", 0, false).host()).isEqualTo("::1");
    }

    @Test
    void whereAllAddressesAreListenedOnAnyAddressIsTheServersButNoName() {
        Doorway all = new Doorway("0.0.0.0", false, new Access(Optional.of(token), List.of(), List.of()));
        assertThat(all.isAskedFor("10.1.2.3:9000", 8080)).isTrue();
        assertThat(all.isAskedFor("[fd00::1]", 8080)).isTrue();
        assertThat(all.isAskedFor("localhost:8080", 8080)).isTrue();
        assertThat(all.isAskedFor("evil.example:8080", 8080)).isFalse();
        Doorway one = new Doorway("192.0.2.1", true, new Access(Optional.of(token), List.of(), List.of()));
        assertThat(one.isAskedFor("192.0.2.1:443", 443)).isTrue();
        assertThat(one.isAskedFor("192.0.2.1", 443)).isTrue();
        assertThat(one.isAskedFor("192.0.2.1", 8443)).isFalse();
        assertThat(one.isAskedFor("localhost:443", 443)).isFalse();
        assertThat(one.isOwn("https://192.0.2.1", "192.0.2.1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://*", "null", "http://a/b", "ftp://a", "a.example", "http://a:123456", ""})
    void anOriginIsNoPattern(String text) {
        assertThatThrownBy(() -> new WebOrigin(text)).hasMessageStartingWith("origin must be http(s)://HOST[:PORT]");
    }

    /** A clock that is set by hand. */
    private static final class MovedClock extends Clock {

        private Instant now;

        MovedClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
