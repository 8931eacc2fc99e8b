package org.imprint.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What is done to examples that were chosen in a view: by mouse, by key, and taken back. */
@Tag("slow")
class ReviewInBrowserTest {

    private static final int N = ShownServer.EXAMPLES;

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

    private void untilChosen(int n) {
        page.until(() -> page.text("[data-test=chosen-count]").equals(n + " chosen"));
    }

    private void chooseClass(String name) {
        page.show("review");
        page.until(".review-cell");
        page.find(".filters select").sendKeys(name);
        page.until(() -> page.texts(".review-cell").size() == N
                && page.texts(".review-cell b").stream().allMatch(name::equals));
    }

    @Test
    void examplesAreChosenByClickLabelledByKeyAndTakenBack() {
        chooseClass("disc");
        List<WebElement> cells = page.all(".review-cell");
        cells.get(1).click();
        untilChosen(1);
        page.actions()
                .keyDown(Keys.CONTROL)
                .click(cells.get(3))
                .click(cells.get(5))
                .keyUp(Keys.CONTROL)
                .perform();
        untilChosen(3);
        page.actions()
                .keyDown(Keys.CONTROL)
                .click(cells.get(3))
                .keyUp(Keys.CONTROL)
                .perform();
        untilChosen(2);
        cells.get(0).click();
        page.actions().keyDown(Keys.SHIFT).click(cells.get(3)).keyUp(Keys.SHIFT).perform();
        untilChosen(4);
        String first = page.text(".key-class").substring(1).strip();
        int before = server.examples(first);

        page.find(".review-grid").sendKeys("1");

        page.until(() -> server.examples(first) == before + 4 && server.examples("disc") == N - 4);
        page.until(() -> page.texts(".review-cell").size() == N - 4);
        untilChosen(0);
        page.press(List.of(Keys.CONTROL), "z");
        page.until(() -> server.examples("disc") == N && server.examples(first) == before);
        page.until(() -> page.texts(".review-cell").size() == N);
    }

    @Test
    void chosenExamplesAreDeletedByKeyAndTakenBack() {
        chooseClass("bars");
        page.find(".review-grid").sendKeys(Keys.chord(Keys.CONTROL, "a"));
        untilChosen(N);
        page.find(".review-grid").sendKeys(Keys.ESCAPE);
        untilChosen(0);
        page.find(".review-grid").sendKeys(Keys.ARROW_RIGHT, Keys.SPACE, Keys.ARROW_RIGHT, Keys.SPACE);
        untilChosen(2);
        page.find(".review-grid").sendKeys(Keys.DELETE);

        page.until(() -> server.examples("bars") == N - 2);
        page.named("Undo").click();
        page.until(() -> server.examples("bars") == N);
    }

    /** More than the page asks about at once; one step takes all of them back. */
    @Test
    void droppedImagesAreLabelledInOneStep() {
        int many = 40;
        Path images = ShownServer.draw(folder.resolve("new"), "cross", 0, many);
        page.show("review");
        page.named("New images without a class").click();
        page.until(".new-images .drop-zone");
        page.drop(
                ".new-images .drop-zone",
                IntStream.range(0, many)
                        .mapToObj(i -> images.resolve(i + ".png"))
                        .toList());
        page.until(() -> page.text(".new-images [role=status]").equals(many + " images, 0 still to be asked about"));
        page.find(".review-grid").sendKeys(Keys.chord(Keys.CONTROL, "a"));
        untilChosen(many);
        page.find(".label-bar .picker input").sendKeys("cross", Keys.ENTER);
        page.until(() -> server.examples("cross") == many
                && page.all(".new-images .review-cell").isEmpty());

        page.named("Undo").click();

        page.until(() -> server.examples("cross") == 0);
        assertThat(server.examples("bars")).isEqualTo(N);
    }

    @Test
    void whatTheDoctorSuggestsIsOneClick() {
        chooseClass("disc");
        page.find(".review-cell").click();
        page.find(".label-bar .picker input").sendKeys("bars", Keys.ENTER);
        page.until(() -> server.examples("bars") == N + 1);
        page.show("doctor");
        page.until(() -> page.texts(".finding h3").stream().anyMatch("wrong label"::equalsIgnoreCase));
        page.screenshot("insight-doctor");
        page.named("Move to disc").click();

        page.until(() -> server.examples("disc") == N && server.examples("bars") == N);
    }
}
