package org.imprint.serve.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.imprint.serve.ServeOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** What a real browser sends for a page of ours, and for one of another server on this machine, which is "same site". */
@Tag("slow")
class ForeignPageTest {

    private static final String FORGET = "/api/birds/classes/forget";
    private static final String POST = "const done = arguments[arguments.length - 1];"
            + "fetch(arguments[0], {method: 'POST', mode: arguments[1], headers: {'Content-Type': 'text/plain'},"
            + " body: JSON.stringify({name: 'heron'})})"
            + ".then(answer => done(answer.type + ' ' + answer.status), () => done('failed'));";
    private static final String FORM = "const form = document.createElement('form'); form.method = 'post';"
            + "form.action = arguments[0]; form.enctype = arguments[1]; const field = document.createElement('input');"
            + "field.name = '{\"name\":\"heron\",\"x\":\"'; field.value = '\"}'; form.append(field); document.body.append(form);"
            + "form.submit();";

    @TempDir
    private Path folder;

    @Test
    void aPageElsewhereChangesNothingAndOurOwnMayAsk() throws Exception {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>elsewhere</title><body>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        elsewhere.start();
        ChromeDriver browser = browser();
        try (GuardedServer server = GuardedServer.ofEmbeddings(folder, ServeOptions.local(0))) {
            String ours = "http://localhost:" + server.port();
            for (String enctype : List.of("text/plain", "multipart/form-data", "application/x-www-form-urlencoded")) {
                browser.get("http://localhost:" + elsewhere.getAddress().getPort() + "/");
                browser.executeScript(FORM, ours + FORGET, enctype);
                awaitTold(browser, "Origin must be this server's own, was http://localhost:");
                requireWhole(server);
            }
            browser.get("http://localhost:" + elsewhere.getAddress().getPort() + "/");
            assertThat(browser.executeAsyncScript(POST, ours + FORGET, "no-cors"))
                    .isEqualTo("failed");
            assertThat(browser.executeAsyncScript(POST, ours + FORGET, "cors")).isEqualTo("failed");
            requireWhole(server);

            browser.get(ours + "/");
            assertThat(browser.executeAsyncScript(POST, FORGET, "cors")).isEqualTo("basic 200");
            assertThat(server.ask("GET", "/api/birds/classes"))
                    .contains("crane")
                    .doesNotContain("\"heron\"");
        } finally {
            browser.quit();
            elsewhere.stop(0);
        }
    }

    private static void awaitTold(ChromeDriver browser, String text) throws InterruptedException {
        for (int i = 0; i < 100 && !browser.getPageSource().contains(text); i++) {
            Thread.sleep(50);
        }
        assertThat(browser.getPageSource()).contains(text);
    }

    private static void requireWhole(GuardedServer server) throws IOException {
        assertThat(server.ask("GET", "/api/birds/classes")).contains("\"heron\"", "\"crane\"");
    }

    private ChromeDriver browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(10));
        return driver;
    }
}
