package org.imprint.serve.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlaygroundRoutesTest {

    private static Javalin server;

    @BeforeAll
    static void start() {
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    new PlaygroundRoutes().addTo(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void servesTheFilesOfThePageWithTheirTypes() throws Exception {
        assertThat(type("/")).isEqualTo("text/html;charset=utf-8");
        assertThat(type("/app.js")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(type("/app.css")).isEqualTo("text/css;charset=utf-8");
        assertThat(type("/icon.svg")).isEqualTo("image/svg+xml");
        assertThat(type("/licences.txt")).isEqualTo("text/plain;charset=utf-8");
    }

    @Test
    void servesNothingElseThatIsInThePackage() throws Exception {
        for (String path : new String[] {
            "/playground/", "/PageFile.class", "/..%2fServer.class", "/%2e%2e/Server.class", "/app.js.map", "/index"
        }) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void packsForWhoeverTakesIt() throws Exception {
        HttpResponse<byte[]> plain = get("/app.js");
        HttpResponse<byte[]> packed = get("/app.js", "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(get("/app.js", "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void sendsAFileAgainOnlyIfItIsAnother() throws Exception {
        HttpResponse<byte[]> first = get("/app.js");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = get("/app.js", "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(get("/app.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get("/app.css").headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    /** What a policy without inline scripts, inline styles and foreign hosts would block. */
    @Test
    void thePageHoldsNothingThatAStrictPolicyForbids() throws Exception {
        String page = text("index.html");
        assertThat(page).doesNotContain("style=", "<style", "javascript:").doesNotContainPattern(" on[a-z]+=");
        assertThat(Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(address -> !address.contains(":") && !address.startsWith("/"));
        assertThat(text("app.js")).doesNotContain("eval(", "new Function");
        assertThat(text("app.css")).doesNotContain("@import", "http:", "https:");
    }

    @Test
    void namesTheLicencesOfThePartsOfOthers() throws Exception {
        assertThat(text("licences.txt")).contains("preact ", "@preact/signals ", "MIT", "Permission is hereby granted");
    }

    private static String type(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).isNotEmpty();
        return answer.headers().firstValue("Content-Type").orElseThrow();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(String name) throws IOException {
        try (InputStream in = PlaygroundRoutesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
