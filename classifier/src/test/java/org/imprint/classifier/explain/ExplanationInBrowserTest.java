package org.imprint.classifier.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.testing.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Pages as people use them; screenshots go to {@code target/explain}. */
@Tag("slow")
class ExplanationInBrowserTest {

    private static final Path SHOTS = Path.of("target", "explain");

    @TempDir
    private Path folder;

    private Browser open(Birds birds, List<ExplainedImage> images, ExplainOptions options) {
        Path file = folder.resolve("why.html");
        ExplanationPage.write(images, options.withThumbnails(birds::thumbnail), file);
        return Browser.open(file);
    }

    private Browser some(int most) {
        Birds birds = new Birds("heron", "stork", "crane");
        List<ExplainedImage> images = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 4; i++) {
                images.add(birds.image("right-" + c + "-" + "x".repeat(i), c, c));
            }
        }
        images.add(birds.image("one", 0, 1));
        images.add(birds.image("two-", 0, 1));
        images.add(birds.image("three", 2, 1));
        images.add(birds.unknown("four", Optional.of("heron"), 0));
        images.add(birds.unknown("five", Optional.of("gull"), 1));
        images.add(birds.image("six", "gull", 1, 77));
        return open(birds, images, ExplainOptions.of("birds.imprint").withImages(most));
    }

    private static List<String> seen(Browser browser) {
        return browser.all(".card figcaption").stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    private static String status(Browser browser) {
        return browser.find("#status").getText();
    }

    @Test
    void cellsOpenTheirImagesByMouseAndKeyboard() {
        try (Browser browser = some(100)) {
            browser.screenshot(SHOTS.resolve("light.png"));
            assertThat(status(browser)).isEqualTo("18 of 18 images");
            assertThat(browser.texts(".matrix tbody tr:nth-child(1) td")).containsExactly("4", "2", "", "1");
            assertThat(browser.texts(".matrix tbody tr:nth-child(4) td")).containsExactly("", "1", "", "1");

            browser.find(".matrix tbody tr:nth-child(1) td:nth-child(3) a").click();
            assertThat(seen(browser)).containsExactly("one", "two-");
            assertThat(status(browser)).isEqualTo("heron, answered stork: 2 images");
            assertThat(browser.script("return document.activeElement.id")).isEqualTo("status");
            browser.screenshot(SHOTS.resolve("cell.png"));

            browser.find("#reset").sendKeys(Keys.ENTER);
            assertThat(seen(browser)).hasSize(18);
            browser.find(".matrix tbody tr:nth-child(1) td:nth-child(5) a").sendKeys(Keys.ENTER);
            assertThat(seen(browser)).containsExactly("four");
            assertThat(status(browser)).isEqualTo("heron, taken for none: 1 image");
            browser.script("history.back()");
            browser.until("return document.querySelectorAll('.card:not([hidden])').length === 18");
            browser.assertQuiet();
        }
    }

    @Test
    void saysWhichImagesOfACellAreLeftOut() {
        try (Browser browser = some(3)) {
            assertThat(seen(browser)).hasSize(3);
            assertThat(browser.find(".matrix tbody tr:nth-child(2) td:nth-child(3)")
                            .getText())
                    .as("right ones, of which none is here")
                    .isEqualTo("4");
            assertThat(browser.all(".matrix tbody tr:nth-child(2) td:nth-child(3) a"))
                    .isEmpty();
            List<WebElement> links = browser.all(".matrix a");
            links.get(0).click();
            assertThat(status(browser)).startsWith("heron, answered stork: ");
            browser.assertQuiet();
        }
    }

    @Test
    void filtersAndSorts() {
        try (Browser browser = some(100)) {
            browser.choose("show", "wrong");
            assertThat(seen(browser)).containsExactly("one", "two-", "three", "four");
            browser.choose("show", "unknown");
            assertThat(seen(browser)).containsExactly("four", "five");
            browser.choose("show", "foreign");
            assertThat(seen(browser)).containsExactly("five", "six");
            browser.choose("show", "all");
            browser.choose("order", "rising");
            assertThat((List<?>) browser.script(
                            "return [...document.querySelectorAll('.card')].map(c => Number(c.dataset.margin))"))
                    .map(n -> ((Number) n).doubleValue())
                    .isSorted()
                    .hasSize(18);
            browser.choose("order", "given");
            assertThat(seen(browser).get(0)).isEqualTo("one");
            browser.assertQuiet();
        }
    }

    @Test
    void namesCannotBecomeMarkup() {
        Birds birds = new Birds(Birds.EVIL, "stork", Birds.RIGHT_TO_LEFT);
        List<ExplainedImage> images = List.of(
                birds.image(Birds.EVIL, 0, 1),
                birds.image("\u202egpj.exe", Birds.EVIL + "2", 2, 3),
                birds.image(Birds.RIGHT_TO_LEFT + "/1.jpg", 2, 2));
        ExplainOptions options = ExplainOptions.of(Birds.EVIL).withNotes(List.of(Birds.EVIL));
        try (Browser browser = open(birds, images, options)) {
            assertThat(browser.find("h1").getText()).isEqualTo(Birds.EVIL);
            assertThat(browser.find(".remark").getText()).isEqualTo(Birds.EVIL);
            browser.find(".matrix a.cell").click();
            assertThat(status(browser)).isEqualTo(Birds.EVIL + ", answered stork: 1 image");
            assertThat(browser.find(".matrix tbody th span").getText()).isNotEmpty();
            assertThat(browser.script("return window.hit")).isNull();
            assertThat((Long) browser.script("return document.images.length")).isEqualTo(3);
            assertThat(browser.script("return [...document.images].every(i => i.complete && i.naturalWidth > 0)"))
                    .isEqualTo(true);
            browser.find("#reset").click();
            browser.screenshot(SHOTS.resolve("hostile.png"));
            browser.assertQuiet();
        }
    }

    @Test
    void followsTheSystemIntoDarknessAndTheButtonOutOfIt() {
        String background = "return getComputedStyle(document.body).backgroundColor";
        try (Browser browser = some(100)) {
            browser.prefers("light", "screen");
            Object light = browser.script(background);
            browser.prefers("dark", "screen");
            Object dark = browser.script(background);
            assertThat(dark).isNotEqualTo(light);
            browser.screenshot(SHOTS.resolve("dark.png"));
            browser.find("#theme").click();
            assertThat(browser.script(background)).isEqualTo(light);
            browser.find("#theme").click();
            assertThat(browser.script(background)).isEqualTo(dark);
            browser.prefers("dark", "print");
            assertThat(browser.script(background)).as("paper is white").isEqualTo("rgb(255, 255, 255)");
            assertThat(browser.find(".filters").isDisplayed()).isFalse();
            browser.assertQuiet();
        }
    }

    @Test
    void fitsNarrowScreens() {
        try (Browser browser = some(100)) {
            for (int width : new int[] {360, 500, 800, 1000}) {
                browser.screen(width, 900);
                assertThat(browser.script("return document.documentElement.scrollWidth"))
                        .as("at " + width)
                        .isEqualTo((long) width);
                browser.screenshot(SHOTS.resolve("width-" + width + ".png"));
            }
            browser.assertQuiet();
        }
    }
}
