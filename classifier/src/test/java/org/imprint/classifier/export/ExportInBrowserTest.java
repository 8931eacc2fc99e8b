package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.agg.MaxInnerProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page classifies what is dropped on it as our own code does, and asks for nothing but the files beside it. */
@Tag("slow")
class ExportInBrowserTest {

    private static final String RUNTIME = "onnxruntime-web@1.30.0";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path SHOTS = Path.of("target", "page");

    @TempDir
    private Path folder;

    @Test
    void answersAsOurs() throws Exception {
        ShippedClassifier shipped = ShippedClassifier.in(folder, new MaxInnerProduct());
        Path page = page(shipped);
        try (LoopbackFiles server = new LoopbackFiles(page)) {
            ChromeDriver driver = open(server.address() + "index.html");
            try {
                assertThat(state(driver))
                        .isEqualTo("4 classes. 4 images that the file carries got the answers that they must get.");
                choose(driver, shipped.images());
                new WebDriverWait(driver, PATIENCE)
                        .until(d -> items(driver).size() == shipped.images().size());
                for (int i = 0; i < shipped.images().size(); i++) {
                    assertSame(shipped, i, items(driver));
                }
                screenshot(driver, "answers.png");
                drop(driver);
                new WebDriverWait(driver, PATIENCE)
                        .until(d -> items(driver).size() == shipped.images().size() + 2);
                assertThat(items(driver).get(0).getText()).contains("broken.png");
                assertQuiet(driver, server.address());
            } finally {
                driver.quit();
            }
        }
    }

    @Test
    void aWrongFileIsToldBeforeAnImageIsTaken() throws Exception {
        ShippedClassifier shipped = ShippedClassifier.in(folder, new MaxInnerProduct());
        Path page = page(shipped);
        byte[] model = Files.readAllBytes(page.resolve(WebPage.MODEL));
        System.arraycopy(bytes(0.3f), 0, model, indexOf(model, bytes(0.353f)), Float.BYTES);
        Files.write(page.resolve(WebPage.MODEL), model);
        try (LoopbackFiles server = new LoopbackFiles(page)) {
            ChromeDriver driver = open(server.address() + "index.html");
            try {
                assertThat(state(driver)).startsWith("This browser does not compute what it must: golden image 0 must");
            } finally {
                driver.quit();
            }
        }
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        Path page = folder.resolve("page");
        WebPage.write(page, ShippedClassifier.in(folder, new MaxInnerProduct()).onnx());
        assertSays(page.resolve("index.html").toUri().toString(), "Open this page by a web server");
        try (LoopbackFiles server = new LoopbackFiles(page)) {
            String address = server.address() + "index.html";
            assertSays(address, "ort.wasm.min.js must lie beside this page, but cannot be read");
            // Enough of a runtime to be asked, which lacks the files that it would ask for
            Files.writeString(
                    page.resolve("ort.wasm.min.js"),
                    "const ort = {env: {wasm: {}}, InferenceSession: {create() { throw new Error('no backend'); }}};");
            assertSays(address, "ort-wasm-simd-threaded.mjs must lie beside this page, but cannot be read (404)");
        }
    }

    private static void assertSays(String address, String start) {
        ChromeDriver driver = open(address);
        try {
            assertThat(state(driver)).startsWith(start);
        } finally {
            driver.quit();
        }
    }

    private Path page(ShippedClassifier shipped) throws Exception {
        Path page = folder.resolve("page");
        WebPage.write(page, shipped.onnx());
        for (String name : WebPage.RUNTIME) {
            Files.copy(NpmPackage.folder(RUNTIME).resolve("dist").resolve(name), page.resolve(name));
        }
        return page;
    }

    private static byte[] bytes(float number) {
        return ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(number)
                .array();
    }

    /** Finds the deviation of the bundled backbone. */
    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalStateException("not found");
    }

    private static void assertSame(ShippedClassifier shipped, int i, List<WebElement> items) throws Exception {
        String name = shipped.images().get(i).getFileName().toString();
        WebElement item = items.stream()
                .filter(e -> name.equals(e.getAttribute("data-file")))
                .findFirst()
                .orElseThrow();
        String label = shipped.head().classNames().get(shipped.answers().label(i));
        assertThat(item.getAttribute("data-label")).isEqualTo(label);
        assertThat(item.getAttribute("data-unknown"))
                .isEqualTo("" + shipped.answers().isUnknown(i));
        assertThat(item.findElement(By.tagName("h2")).getText())
                .isEqualTo((shipped.answers().isUnknown(i) ? "unknown, nearest to " : "") + label);
        JsonNode scores = new ObjectMapper().readTree(item.getAttribute("data-scores"));
        for (int c = 0; c < shipped.head().classes(); c++) {
            assertThat((float) scores.get(c).asDouble())
                    .isCloseTo(shipped.answers().scores(i)[c], within(1e-4f));
        }
    }

    private static ChromeDriver open(String address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=900,1000",
                "--disable-background-networking");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        program("chromedriver", "chromium-driver").toFile())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.get(address);
        new WebDriverWait(driver, PATIENCE)
                .until(d -> driver.executeScript("return document.documentElement.dataset.ready") != null);
        return driver;
    }

    private static Path program(String name, String debianPackage) {
        Path found = Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (found == null) {
            NpmPackage.skip(name + " must be installed for this test (apt-get install " + debianPackage + ")");
        }
        return found;
    }

    private static String state(ChromeDriver driver) {
        return driver.findElement(By.id("state")).getText();
    }

    private static List<WebElement> items(ChromeDriver driver) {
        return driver.findElements(By.cssSelector("#answers li"));
    }

    private static void choose(ChromeDriver driver, List<Path> files) {
        driver.findElement(By.id("files"))
                .sendKeys(files.stream().map(Path::toString).collect(Collectors.joining("\n")));
    }

    /** Drops the first chosen file again, and one that is no image. */
    private static void drop(ChromeDriver driver) {
        driver.executeScript(
                "const data = new DataTransfer();"
                        + "data.items.add(document.getElementById('files').files[0]);"
                        + "data.items.add(new File(['no image'], 'broken.png', {type: 'image/png'}));"
                        + "document.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));");
    }

    private static void screenshot(ChromeDriver driver, String name) throws Exception {
        Files.createDirectories(SHOTS);
        Files.write(SHOTS.resolve(name), driver.getScreenshotAs(OutputType.BYTES));
    }

    private static void assertQuiet(ChromeDriver driver, String address) {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(Object::toString)
                .isEmpty();
        assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(Object::toString)
                        .filter(entry -> entry.contains("\"Network.requestWillBeSent\""))
                        .filter(entry -> Stream.of(address, "data:", "blob:")
                                .noneMatch(own -> entry.contains("\"url\":\"" + own))))
                .isEmpty();
    }
}
