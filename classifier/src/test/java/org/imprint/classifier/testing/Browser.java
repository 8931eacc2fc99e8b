package org.imprint.classifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium with one page of a file open. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a page and waits until its script has set {@code data-ready} on the root. */
    public static Browser open(Path page) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=1360,1000",
                "--disable-background-networking");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        program("chromedriver", "chromium-driver").toFile())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.driver.get(page.toUri().toString());
        browser.until("return document.documentElement.dataset.ready !== undefined");
        return browser;
    }

    private static Path program(String name, String debianPackage) {
        return Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        name + " must be installed to test pages in a browser: apt-get install " + debianPackage));
    }

    /** Runs a script in the page. */
    public Object script(String javaScript, Object... arguments) {
        return driver.executeScript(javaScript, arguments);
    }

    /** Waits until a script returns true. */
    public void until(String condition) {
        new WebDriverWait(driver, PATIENCE).until(d -> Boolean.TRUE.equals(script(condition)));
    }

    /** Returns the first element. */
    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** Returns all elements, those out of sight among them. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Returns what is seen of all elements. */
    public List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    /** Presses keys where the focus is. */
    public void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Chooses an option of a select by its value. */
    public void choose(String id, String value) {
        find("#" + id + " option[value='" + value + "']").click();
    }

    /** Pretends that the screen has another size, which may be smaller than any window. */
    public void screen(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    /** Pretends that the system prefers dark or light, or that the page is printed. */
    public void prefers(String scheme, String medium) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Writes what is seen into a PNG file. */
    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws unless the page ran without an error and asked for nothing but itself. */
    public void assertQuiet() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(Object::toString)
                .isEmpty();
        assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(Object::toString)
                        .filter(entry -> entry.contains("\"Network.requestWillBeSent\""))
                        .filter(entry -> !entry.contains("\"url\":\"data:") && !entry.contains("\"url\":\"file:")))
                .isEmpty();
        assertThat((List<?>) script("return performance.getEntriesByType('resource').map(e => e.name)"
                        + ".filter(name => !name.startsWith('data:'))"))
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
