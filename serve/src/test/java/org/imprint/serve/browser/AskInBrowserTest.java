package org.imprint.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Asking by the page, and putting right what it says. */
@Tag("slow")
class AskInBrowserTest {

    @TempDir
    private Path folder;

    private ShownServer server;
    private PlaygroundBrowser page;

    @BeforeEach
    void open() throws InterruptedException {
        server = ShownServer.open(folder);
        page = PlaygroundBrowser.open(server, folder);
        page.show("ask");
    }

    @AfterEach
    void isQuiet() {
        try {
            page.assertQuiet();
        } finally {
            page.close();
            server.close();
        }
    }

    @Test
    void anImageIsAnsweredWithTheExamplesNearestToIt() {
        Path image = ShownServer.draw(folder.resolve("asked"), "bars", 80, 81).resolve("80.png");
        page.find("[data-test=ask-image]").sendKeys(image.toString());

        page.until(() -> page.text("[data-test=answer]").equals("bars"));
        page.until(() -> page.texts(".nearest-label").size() >= 3);
        assertThat(page.texts(".nearest-label").get(0)).isEqualTo("bars");
        page.until(() -> Boolean.TRUE.equals(page.script(
                "return [...document.querySelectorAll('.nearest img')].every(i => i.complete && i.naturalWidth > 0)")));
        assertThat(page.text("[data-test=answer-facts]")).contains("probable");
        page.screenshot("ask-answer");
    }

    @Test
    void anImageThatIsDroppedOrPastedIsAskedAbout() {
        ShownServer.draw(folder.resolve("asked"), "disc", 82, 84);
        page.drop(".picture", List.of(folder.resolve("asked/82.png")));
        page.until(() -> page.text("[data-test=answer]").equals("disc"));
        page.until(() -> page.text(".asked-name").equals("82.png"));
        page.paste(folder.resolve("asked/83.png"));
        page.until(() -> page.text(".asked-name").equals("image.png"));
        page.until(() -> page.text(".answer").contains("disc"));
    }

    /** The shape is like none that was learned; taught once, it is known. */
    @Test
    void aNewClassIsTaughtByItsFirstImage() {
        Path image = ShownServer.draw(folder.resolve("asked"), "cross", 85, 86).resolve("85.png");
        page.find("[data-test=ask-image]").sendKeys(image.toString());
        page.until("[data-test=answer]");
        page.find(".this-is input").sendKeys("cross", Keys.ENTER);

        page.until(() -> page.text("[data-test=answer]").equals("cross"));
        assertThat(server.examples("cross")).isEqualTo(1);
        assertThat(page.text("[data-test=corrected]")).startsWith("Learned as cross: the new answer came ");
        page.press(List.of(Keys.CONTROL), "z");
        page.until(() -> server.examples("cross") == 0
                || page.script("return document.activeElement.tagName").equals("INPUT"));
    }

    @Test
    void theCameraIsAnsweredLiveUntilItIsFrozen() {
        page.named("Live camera").click();
        page.until(() -> page.text("[data-test=answer]").equals("disc")
                || page.text("[data-test=answer-facts]").contains("disc"));
        int before = predictions();
        page.until(() -> predictions() > before + 3);
        page.screenshot("ask-live");
        page.named("Freeze").click();
        page.until("img.asked");
        page.until(() -> !page.has("video"));
    }

    @Test
    void theRateOfRefusalsIsSetWithWhatItCosts() {
        page.until(() -> !page.text(".unknown-card").contains("does not tell"));
        page.until("[data-test=false-reject]").sendKeys(Keys.END);
        page.until(() -> page.text(".unknown-card").contains("at most 20"));
        page.named("Apply").click();
        page.until(() -> page.text("[data-test=unknown-now]").contains("20"));
        page.screenshot("ask-unknown");
        page.find(".unknown-card input[type=checkbox]").click();
        page.named("Apply").click();
        page.until(() -> page.text("[data-test=unknown-now]").contains("never unknown"));
    }

    private int predictions() {
        return (int) page.requests().stream()
                .filter(url -> url.contains("/api/shapes/predict"))
                .count();
    }
}
