package org.imprint.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium with the playground of a server open, its every request and word of the console kept. */
final class PlaygroundBrowser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Path PICTURES = Path.of("target/playground");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final String address;
    private final List<String> requests = new ArrayList<>();
    private final List<String> console = new ArrayList<>();

    private PlaygroundBrowser(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /** Opens the page of a server and waits until it shows the model. @param downloads where files that are saved go */
    static PlaygroundBrowser open(ShownServer server, Path downloads) {
        PlaygroundBrowser browser = started(server, downloads);
        browser.go("");
        browser.until("[data-test=revision]");
        return browser;
    }

    /** Starts a browser that has nothing open. */
    static PlaygroundBrowser started(ShownServer server, Path downloads) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--window-size=1280,900",
                "--lang=en-GB",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + FakeCamera.film(downloads.resolve("camera.y4m")));
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", downloads.toAbsolutePath().toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        program("chromedriver", "chromium-driver").toFile())
                .build();
        PlaygroundBrowser browser = new PlaygroundBrowser(new ChromeDriver(service, options), server.address());
        browser.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.violations = []; addEventListener('securitypolicyviolation',"
                                + " e => violations.push(e.violatedDirective + ' ' + e.blockedURI));"));
        return browser;
    }

    private static Path program(String name, String debianPackage) {
        return Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        name + " must be installed to test the playground: apt-get install " + debianPackage));
    }

    /** Opens an address below the server's. */
    void go(String path) {
        driver.get(address + path);
    }

    /** Shows a view. */
    void show(String tab) {
        find("#tab-" + tab).click();
        until("#panel-" + tab);
    }

    Map<String, Object> command(String name, Map<String, Object> arguments) {
        return driver.executeCdpCommand(name, arguments);
    }

    Object script(String javaScript, Object... arguments) {
        return driver.executeScript(javaScript, arguments);
    }

    /** Waits until an element is there, and returns it. */
    WebElement until(String css) {
        until(() -> has(css));
        return find(css);
    }

    /** Waits until something holds; what is not there yet, or not any more, does not. */
    void until(Condition condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(NoSuchElementException.class)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "seen:\n" + text("body") + "\nconsole: " + console())
                .until(d -> condition.holds());
    }

    /** Something that is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** Returns the button, or whatever has a name for those who do not see, of this name. */
    WebElement named(String name) {
        return new WebDriverWait(driver, PATIENCE)
                .until(d -> d.findElements(By.cssSelector("button, input, select, a, summary, [role]")).stream()
                        .filter(e -> e.isDisplayed() && e.getAccessibleName().equals(name))
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    String text(String css) {
        return find(css).getText();
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Returns the names of all classes in the list. */
    List<String> classes() {
        return texts(".class-row .class-name");
    }

    /** Waits for a message that says this. */
    void untilTold(String words) {
        until(() -> texts("[data-test=toasts] .toast-text").stream().anyMatch(text -> text.contains(words)));
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while others are held. */
    void press(List<Keys> held, CharSequence key) {
        Actions keys = new Actions(driver);
        held.forEach(keys::keyDown);
        keys.sendKeys(key);
        held.forEach(keys::keyUp);
        keys.perform();
    }

    Actions actions() {
        return new Actions(driver);
    }

    /** Drops files or folders of this machine onto an element, as a person does. */
    void drop(String css, List<Path> files) {
        WebElement on = find(css);
        int x = on.getRect().getX() + on.getRect().getWidth() / 2;
        int y = on.getRect().getY() + Math.min(on.getRect().getHeight() / 2, 200);
        Map<String, Object> data = Map.of(
                "items", List.of(),
                "files", files.stream().map(f -> f.toAbsolutePath().toString()).toList(),
                "dragOperationsMask", 1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            command("Input.dispatchDragEvent", Map.of("type", type, "x", x, "y", y, "data", data));
        }
    }

    /** Pastes an image file. */
    void paste(Path file) {
        try {
            script(
                    "const data = new DataTransfer();"
                            + "data.items.add(new File([Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0))],"
                            + " 'image.png', {type: 'image/png'}));"
                            + "document.body.dispatchEvent(new ClipboardEvent('paste',"
                            + " {clipboardData: data, bubbles: true, cancelable: true}));",
                    Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pretends that the screen has another size. */
    void screen(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Pretends that the system prefers dark or light. */
    void prefers(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Writes what is seen into a PNG file that people look at. */
    void screenshot(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the console said, all of it. */
    List<String> console() {
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .forEach(console::add);
        return console;
    }

    /** Returns the address of every request that the page made. */
    List<String> requests() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE).getAll()) {
            JsonNode message = json(entry.getMessage()).path("message");
            String method = message.path("method").asText();
            if (method.equals("Network.requestWillBeSent") || method.equals("Network.webSocketCreated")) {
                JsonNode facts = message.path("params");
                requests.add(facts.path(method.endsWith("Created") ? "url" : "request")
                        .path("url")
                        .asText(facts.path("url").asText()));
            }
        }
        return requests;
    }

    /** Throws unless the page asked this server alone, broke no policy, and had nothing to say on the console. */
    void assertQuiet() {
        assertStaysHome();
        assertThat(console()).isEmpty();
    }

    /** Throws unless the page asked this server alone and broke no policy. */
    void assertStaysHome() {
        assertThat(requests())
                .isNotEmpty()
                .allMatch(
                        url -> url.startsWith(address) || url.startsWith("blob:" + address) || url.startsWith("data:"));
        assertThat((List<?>) script("return violations")).isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
