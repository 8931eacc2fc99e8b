package org.imprint.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.imprint.classifier.file.ImprintFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The views that look into a model, and what can be taken along. */
@Tag("slow")
class InsightInBrowserTest {

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
    void manyExamplesAreMovedAtOnce() {
        page.show("review");
        page.until(".review-cell");
        page.find(".filters select").sendKeys("disc");
        page.until(() -> page.texts(".review-cell").size() == ShownServer.EXAMPLES
                && page.texts(".review-cell b").stream().allMatch("disc"::equals));
        List<WebElement> cells = page.all(".review-cell");
        cells.get(0).click();
        page.actions().keyDown(Keys.SHIFT).click(cells.get(4)).keyUp(Keys.SHIFT).perform();
        page.until(() -> page.text("[data-test=chosen-count]").equals("5 chosen"));
        page.screenshot("insight-review");
        page.find(".label-bar .picker input").sendKeys("bars", Keys.ENTER);

        page.until(() -> server.examples("bars") == ShownServer.EXAMPLES + 5
                && server.examples("disc") == ShownServer.EXAMPLES - 5);
        page.press(List.of(Keys.CONTROL), "z");
    }

    @Test
    void newImagesAreLabelledAtOnce() {
        Path images = ShownServer.draw(folder.resolve("new"), "cross", 0, 5);
        page.show("review");
        page.named("New images without a class").click();
        page.until(".new-images input[type=file]");
        page.find(".new-images input[type=file]")
                .sendKeys(String.join(
                        "\n",
                        List.of(0, 1, 2, 3, 4).stream()
                                .map(i -> images.resolve(i + ".png").toString())
                                .toList()));
        page.until(() -> page.texts(".review-cell b").size() == 5
                && page.texts(".review-cell b").stream().noneMatch("…"::equals));
        page.find(".review-cell").click();
        page.press(List.of(Keys.CONTROL), "a");
        page.until(() -> page.text("[data-test=chosen-count]").equals("5 chosen"));
        page.screenshot("insight-new");
        page.find(".label-bar .picker input").sendKeys("cross", Keys.ENTER);

        page.until(() -> server.examples("cross") == 5);
    }

    @Test
    void whatLiesTogetherOnTheMapIsChosenByALasso() {
        page.show("map");
        page.until("canvas.map");
        page.until(() -> page.texts(".legend-name").contains("disc"));
        WebElement canvas = page.find("canvas.map");
        int x = canvas.getSize().getWidth() / 2 - 3;
        int y = canvas.getSize().getHeight() / 2 - 3;
        page.actions()
                .moveToElement(canvas, -x, -y)
                .clickAndHold()
                .moveToElement(canvas, x, -y)
                .moveToElement(canvas, x, y)
                .moveToElement(canvas, -x, y)
                .release()
                .perform();
        page.until(() -> page.text("[data-test=chosen-count]").equals(3 * ShownServer.EXAMPLES + " chosen"));
        page.screenshot("insight-map");
        page.named("Choose none").click();
        page.named("Choose all of disc").click();
        page.until(() -> page.text("[data-test=chosen-count]").equals(ShownServer.EXAMPLES + " chosen"));
        page.find(".label-bar .picker input").sendKeys("ball", Keys.ENTER);
        page.until(() -> server.examples("ball") == ShownServer.EXAMPLES);
    }

    /** Where the first example lies is computed here from what the server says, as the page does: all of it fits, with a margin. */
    @Test
    void anExampleIsSeenWhereThePointerIsOnTheMap() {
        page.show("map");
        page.until("canvas.map");
        List<?> place = (List<?>) page.script("""
                return fetch('api/shapes/map').then(answer => answer.json()).then(map => {
                  const p = new Float32Array(Uint8Array.from(atob(map.points), c => c.charCodeAt(0)).buffer);
                  const x = p.filter((_, i) => i % 2 === 0), y = p.filter((_, i) => i % 2 === 1);
                  const frame = document.querySelector('.map-frame');
                  const [w, h] = [frame.clientWidth, frame.clientHeight];
                  const [x0, x1, y0, y1] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
                  const scale = Math.min((w - 48) / (x1 - x0), (h - 48) / (y1 - y0));
                  return [scale * (x[0] - (x0 + x1) / 2), scale * ((y0 + y1) / 2 - y[0])].map(Math.round);
                })""");
        page.actions()
                .moveToElement(
                        page.find("canvas.map"), ((Number) place.get(0)).intValue(), ((Number) place.get(1)).intValue())
                .perform();
        page.until(".map-preview");
        page.until(() ->
                Boolean.TRUE.equals(page.script("return document.querySelector('.map-preview img').naturalWidth > 0")));
        assertThat(page.text(".map-preview b"))
                .isEqualTo(server.classifier().state().classes().get(0).name());
        page.screenshot("insight-map-preview");
    }

    @Test
    void aCellOfTheConfusionOpensItsImages() {
        page.show("confusion");
        page.until("[data-test=accuracy]");
        assertThat(page.text("[data-test=accuracy]")).endsWith("%");
        page.find(".matrix td.right button").click();
        page.until("dialog .cell-image");
        page.until(() -> Boolean.TRUE.equals(page.script(
                "return [...document.querySelectorAll('dialog img')].every(i => i.complete && i.naturalWidth > 0)")));
        page.screenshot("insight-confusion");
        assertThat(page.texts("dialog .cell-image")).hasSizeBetween(1, ShownServer.EXAMPLES);
        page.press(Keys.ESCAPE);
        page.until(() -> !page.has("dialog"));
    }

    @Test
    void theCurveAndTheDoctorSayWhatMoreImagesAndWhichOnes() {
        page.show("curve");
        page.until("svg.curve");
        page.until(() -> page.texts(".plain-table tbody tr").size() == 3);
        assertThat(page.text(".headline")).contains("Twice the images would give", "95 % interval");
        page.show("doctor");
        page.until("[data-test=flagged]");
        assertThat(page.text(".headline")).contains("in 36 images");
    }

    @Test
    void theClassifierIsTakenAlong() throws IOException {
        page.show("use");
        page.named("Download shapes.onnx").click();
        page.until(() -> Files.exists(folder.resolve("shapes.onnx")));
        assertThat(Files.size(folder.resolve("shapes.onnx"))).isGreaterThan(10_000);
        page.named("Download shapes.imprint").click();
        // The server's own file has the name already.
        Path saved = folder.resolve("shapes (1).imprint");
        page.until(() -> Files.exists(saved));
        assertThat(ImprintFile.open(saved).state().classes()).hasSize(3);
    }

    @Test
    void whatItSaysOfUseFromCodeRuns() throws Exception {
        Path image = ShownServer.draw(folder.resolve("asked"), "bars", 95, 96).resolve("95.png");
        ImageIO.write(
                ImageIO.read(image.toFile()), "jpg", folder.resolve("photo.jpg").toFile());
        page.show("use");

        String curl = run(
                "bash",
                Files.writeString(folder.resolve("ask.sh"), code("curl")).toString());
        assertThat(curl).contains("\"label\":\"bars\"", "\"change\":", "\"model_name\":\"shapes\"");
        assertThat(server.examples("heron")).isEqualTo(1);
        assertThat(run(
                        "java",
                        Files.writeString(folder.resolve("Ask.java"), code("java"))
                                .toString()))
                .contains("\"predictions\":[{");
        assertThat(run(
                        "/usr/bin/python3",
                        Files.writeString(folder.resolve("ask.py"), code("python"))
                                .toString()))
                .containsPattern("(?m)^heron [01]\\.\\d+$");
    }

    /** Returns the code that is shown for a language. */
    private String code(String language) {
        page.find("#tab-" + language).click();
        page.until("#panel-" + language + " code");
        return page.text("#panel-" + language + " code");
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }
}
