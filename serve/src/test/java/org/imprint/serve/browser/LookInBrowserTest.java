package org.imprint.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.imprint.serve.guard.AccessToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** How the page looks on screens of all kinds, and to those who may not change or not enter. */
@Tag("slow")
class LookInBrowserTest {

    /** What a screen reader would say nothing of: things to press or fill in that have no name. */
    private static final String NAMELESS =
            "return [...document.querySelectorAll('button, input, select, a[href], img')]"
                    + ".filter(e => e.getClientRects().length > 0 && !e.labels?.length && !e.hasAttribute('alt')"
                    + " && !(e.getAttribute('aria-label') || e.title || e.textContent).trim())"
                    + ".map(e => e.outerHTML.slice(0, 200))";

    @TempDir
    private Path folder;

    @Test
    void everyViewFitsEveryScreen() throws InterruptedException {
        try (ShownServer server = ShownServer.open(folder);
                PlaygroundBrowser page = PlaygroundBrowser.open(server, folder)) {
            List<?> tabs = (List<?>)
                    page.script("return [...document.querySelectorAll('[role=tab]')].map(t => t.id.slice(4))");
            for (Object tab : tabs) {
                page.show(tab.toString());
                for (String scheme : List.of("light", "dark")) {
                    page.prefers(scheme);
                    page.screen(1280, 900);
                    page.until(() ->
                            !page.has("main progress") && !page.text("main").contains("Asking …"));
                    page.screenshot("look-" + tab + "-" + scheme);
                    page.screen(390, 844);
                    page.screenshot("look-" + tab + "-narrow-" + scheme);
                    assertThat(page.script("return document.documentElement.scrollWidth"))
                            .as(tab + " on a narrow screen")
                            .isEqualTo(390L);
                }
                assertThat((List<?>) page.script(NAMELESS))
                        .as("nameless in " + tab)
                        .isEmpty();
                page.screen(1280, 900);
            }
            page.assertQuiet();
        }
    }

    @Test
    void whoMayOnlyLookIsToldWhy() throws InterruptedException {
        try (ShownServer server = ShownServer.readOnly(folder);
                PlaygroundBrowser page = PlaygroundBrowser.open(server, folder)) {
            page.until(".class-row");
            assertThat(page.named("Delete disc").isEnabled()).isFalse();
            assertThat(page.has("[data-test=images]")).isFalse();
            assertThat(page.text(".add-panel")).contains("read-only");
            page.screenshot("look-read-only");
            page.show("ask");
            Path image =
                    ShownServer.draw(folder.resolve("asked"), "bars", 90, 91).resolve("90.png");
            page.find("[data-test=ask-image]").sendKeys(image.toString());
            page.until(() -> page.text("[data-test=answer]").equals("bars"));
            page.assertQuiet();
        }
    }

    @Test
    void theTokenOfTheAddressLetsInAndIsForgotten() throws InterruptedException {
        AccessToken token = AccessToken.made();
        try (ShownServer server = ShownServer.locked(folder, token);
                PlaygroundBrowser page = PlaygroundBrowser.started(server, folder)) {
            page.go("#token=" + token.text());
            page.until(".class-row");
            assertThat(page.script("return location.href").toString()).doesNotContain(token.text());
            assertThat(page.script("return document.cookie")).isEqualTo("");
            assertThat(page.script("return JSON.stringify({...localStorage, ...sessionStorage})")
                            .toString())
                    .doesNotContain(token.text());
            page.assertQuiet();
        }
    }

    @Test
    void whoHasNoTokenIsAskedForItAndAWrongOneIsTold() throws InterruptedException {
        AccessToken token = AccessToken.made();
        try (ShownServer server = ShownServer.locked(folder, token);
                PlaygroundBrowser page = PlaygroundBrowser.started(server, folder)) {
            page.go("");
            page.until("dialog input[type=password]")
                    .sendKeys(AccessToken.made().text(), Keys.ENTER);
            page.until(() -> page.text("#token-problem").contains("not the token"));
            page.screenshot("look-token");
            assertThat(page.has(".class-row")).isFalse();
            page.find("dialog input[type=password]").sendKeys(Keys.chord(Keys.CONTROL, "a"), token.text(), Keys.ENTER);
            page.until(".class-row");
            page.assertStaysHome();
            // The browser itself tells of answers 401, and nothing else was told.
            assertThat(page.console()).isNotEmpty().allMatch(line -> line.contains("401"));
            assertThat(page.has("dialog")).isFalse();
        }
    }
}
