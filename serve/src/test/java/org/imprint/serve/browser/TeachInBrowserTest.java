package org.imprint.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.imprint.classifier.state.LearnedClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Teaching by the page, as people do it. */
@Tag("slow")
class TeachInBrowserTest {

    @TempDir
    private Path folder;

    private ShownServer server;
    private PlaygroundBrowser page;

    @BeforeEach
    void open() throws InterruptedException {
        server = ShownServer.open(folder);
        page = PlaygroundBrowser.open(server, folder);
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
    void aFolderThatIsDroppedBecomesItsClasses() {
        ShownServer.draw(folder.resolve("more/cross"), "cross", 0, 7);
        ShownServer.draw(folder.resolve("more/disc"), "disc", 50, 53);

        page.drop(".add-panel h2", List.of(folder.resolve("more")));
        page.until("dialog");
        assertThat(page.texts(".plan-line").stream().map(line -> line.replaceAll("\\s+", " ")))
                .containsExactly("cross new 7", "disc 3");
        page.named("Add 10 images").click();

        page.until(() -> server.examples("cross") == 7 && server.examples("disc") == ShownServer.EXAMPLES + 3);
        page.until(() -> page.classes().contains("cross"));
        page.until(() -> page.text("[data-test=queue]").contains("10 images added."));
    }

    @Test
    void imagesThatAreChosenGoToTheClassThatIsAimedAt() {
        ShownServer.draw(folder.resolve("some"), "bars", 60, 62);
        page.named("Add images to bars").click();
        page.find("[data-test=images]").sendKeys(folder.resolve("some/60.png") + "\n" + folder.resolve("some/61.png"));

        page.until(() -> server.examples("bars") == ShownServer.EXAMPLES + 2);
    }

    @Test
    void aPastedImageAsksForItsClass() {
        ShownServer.draw(folder.resolve("some"), "cross", 70, 71);
        page.paste(folder.resolve("some/70.png"));
        page.until("dialog .picker input").sendKeys("pasted", Keys.ENTER);

        page.until(() -> server.examples("pasted") == 1);
        page.until(() -> page.classes().contains("pasted"));
    }

    @Test
    void heldTheCameraRecordsAClass() {
        page.find(".add-panel .picker input").sendKeys("live");
        page.named("Use the camera").click();
        page.until(() -> Boolean.TRUE.equals(page.script("return document.querySelector('video')?.videoWidth > 0")));
        page.actions().clickAndHold(page.named("Hold to record")).perform();
        page.until(() -> page.text(".recorder .main").matches("Recording: ([4-9]|\\d\\d+)"));
        page.screenshot("teach-recording");
        page.actions().release().perform();

        page.until(() -> server.examples("live") >= 4);
        page.until(() -> page.classes().contains("live"));
        page.named("Camera off").click();
        page.until(() -> !page.has("video"));
    }

    @Test
    void classesAreRenamedMergedDeletedAndAllOfItIsUndone() {
        page.named("Rename disc").click();
        page.find("input.rename").sendKeys(Keys.chord(Keys.CONTROL, "a"), "ball", Keys.ENTER);
        page.until(() -> page.classes().contains("ball"));

        page.named("Merge ball into another class").click();
        page.until("dialog .picker input").sendKeys("bars", Keys.ENTER);
        page.until(() -> server.examples("bars") == 2 * ShownServer.EXAMPLES);
        page.until(() -> !page.classes().contains("ball"));

        page.named("Delete " + ShownServer.EVIL).click();
        page.until(() -> page.classes().equals(List.of("bars")));

        for (int i = 0; i < 3; i++) {
            long revision = server.classifier().revision();
            page.find(".button.undo").click();
            page.until(() -> server.classifier().revision() > revision);
            page.until(() -> page.text("[data-test=revision]")
                    .equals(Long.toString(server.classifier().revision())));
        }
        assertThat(names()).containsExactlyInAnyOrder("bars", "disc", ShownServer.EVIL);
        page.until(() -> page.classes().size() == 3);
        assertThat(page.classes()).contains(ShownServer.EVIL);

        page.find("body").click();
        page.press(List.of(Keys.CONTROL, Keys.SHIFT), "z");
        page.until(() -> page.classes().contains("ball"));
    }

    @Test
    void examplesAreMovedAndDeletedWhereTheyAreSeen() {
        page.named("disc").click();
        page.until(() -> page.texts("dialog .example").size() == ShownServer.EXAMPLES);
        page.until(
                () -> Boolean.TRUE.equals(
                        page.script(
                                "return [...document.querySelectorAll('dialog .example img')].every(i => i.complete && i.naturalWidth > 0)")));
        page.find("dialog .example").click();
        page.screenshot("teach-examples");
        page.named("Move to class").sendKeys("bars", Keys.ENTER);
        page.until(() -> server.examples("bars") == ShownServer.EXAMPLES + 1
                && server.examples("disc") == ShownServer.EXAMPLES - 1);

        page.until(() -> page.texts("dialog .example").size() == ShownServer.EXAMPLES - 1);
        page.find("dialog .example").click();
        page.named("Delete").click();
        page.until(() -> server.examples("disc") == ShownServer.EXAMPLES - 2);
        page.press(Keys.ESCAPE);
        page.until(() -> !page.has("dialog"));
    }

    @Test
    void everythingCanBeDoneByKeys() {
        page.find("#tab-teach").click();
        page.press(Keys.ARROW_RIGHT);
        page.until("#panel-ask");
        page.press(Keys.HOME);
        page.until("#panel-teach");
        page.press("?");
        page.until("dialog .keys");
        page.press(Keys.ESCAPE);
        page.until(() -> !page.has("dialog"));

        focusOn("disc");
        page.press(Keys.F2);
        page.until("input.rename");
        page.press(List.of(Keys.CONTROL), "a");
        page.press("round", Keys.ENTER);
        page.until(() -> page.classes().contains("round"));
        focusOn("round");
        page.press(Keys.DELETE);
        page.until(() -> server.examples("round") == 0);
        page.until(() -> !page.classes().contains("round"));
        page.press(List.of(Keys.CONTROL), "z");
        page.until(() -> page.classes().contains("round"));
    }

    /** Goes by Tab until a class has the focus; a page that never gives it one fails. */
    private void focusOn(String name) {
        for (int i = 0; i < 80; i++) {
            if (name.equals(page.script("return document.activeElement.textContent"))) {
                return;
            }
            page.press(Keys.TAB);
        }
        throw new AssertionError("no Tab led to " + name);
    }

    private List<String> names() {
        return server.classifier().state().classes().stream()
                .map(LearnedClass::name)
                .toList();
    }
}
