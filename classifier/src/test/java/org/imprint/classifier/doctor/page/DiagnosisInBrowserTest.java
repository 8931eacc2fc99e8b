package org.imprint.classifier.doctor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.doctor.picture.Drawings;
import org.imprint.classifier.testing.Browser;
import org.imprint.core.matrix.Parallel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of findings as people use it; screenshots go to {@code target/doctor}. */
@Tag("slow")
class DiagnosisInBrowserTest {

    private static final Path SHOTS = Path.of("target", "doctor");
    private static final String EVIL = "<img src=x onerror=window.hit=1>\"'&";

    @TempDir
    private Path folder;

    private static Subject subject(int place, String id, String className) {
        return new Subject(id, className, place, Subject.Side.TRAIN);
    }

    private Browser open(String title, Finding... findings) {
        Path file = folder.resolve("found.html");
        PageOptions options =
                PageOptions.of(title, s -> Optional.of(Drawings.picture(s.place(), 120, 90)), Parallel.serial());
        DiagnosisPage.write(new Diagnosis(List.of(findings), List.of(), 100), options, file);
        return Browser.open(file);
    }

    private Browser some() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            findings.add(Finding.ofImage(
                    FindingKind.BLANK, 0.9 - i / 10.0, subject(i, "heron/" + i + ".jpg", "heron"), "Blank " + i + "."));
        }
        Subject a = subject(10, "heron/a.jpg", "heron");
        Subject b = subject(11, "stork/b.jpg", "stork");
        findings.add(new Finding(
                FindingKind.TWO_CLASSES, 1, true, List.of(a, b), List.of(), Optional.empty(), "In two classes."));
        findings.add(Finding.ofImage(FindingKind.OUTLIER, 0.3, a, "Far.").unflagged());
        findings.add(
                Finding.ofImage(FindingKind.BLANK, 0.45, b, "Nearly blank.").unflagged());
        return open("birds", findings.toArray(Finding[]::new));
    }

    private static List<String> seen(Browser browser) {
        return browser.all(".card .reason").stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    @Test
    void choosesKindsAndFlaggedFindings() {
        try (Browser browser = some()) {
            browser.screenshot(SHOTS.resolve("light.png"));
            assertThat(seen(browser))
                    .containsExactly("In two classes.", "Blank 0.", "Blank 1.", "Blank 2.", "Nearly blank.", "Far.");
            browser.choose("sure", "flagged");
            assertThat(seen(browser)).containsExactly("In two classes.", "Blank 0.", "Blank 1.", "Blank 2.");
            assertThat(browser.find("#status").getText()).isEqualTo("4 of 6 findings on this page");
            browser.choose("kind", "blank");
            assertThat(seen(browser)).containsExactly("Blank 0.", "Blank 1.", "Blank 2.");

            browser.find("#reset").sendKeys(Keys.ENTER);
            assertThat(seen(browser)).hasSize(6);
            assertThat(browser.script("return document.activeElement.id")).isEqualTo("kind");
            browser.choose("sure", "flagged");
            browser.find("nav a[href='#outlier']").sendKeys(Keys.ENTER);
            assertThat(seen(browser)).as("a link shows what it leads to").contains("Far.");
            browser.assertQuiet();
        }
    }

    @Test
    void namesCannotBecomeMarkup() {
        Finding finding = new Finding(
                FindingKind.WRONG_LABEL,
                1,
                true,
                List.of(subject(1, EVIL + "/1.jpg", EVIL)),
                List.of(),
                Optional.of(EVIL),
                EVIL);
        try (Browser browser = open(EVIL, finding)) {
            assertThat(browser.find("h1").getText()).isEqualTo(EVIL);
            assertThat(browser.find(".reason").getText()).isEqualTo(EVIL);
            assertThat(browser.script("return window.hit")).isNull();
            assertThat(browser.script("return document.images.length")).isEqualTo(1L);
            browser.assertQuiet();
        }
    }

    @Test
    void fitsNarrowScreensAndTheDark() {
        try (Browser browser = some()) {
            browser.screen(360, 800);
            assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            browser.prefers("dark", "screen");
            browser.screenshot(SHOTS.resolve("narrow-dark.png"));
            assertThat(browser.find("#theme").getText()).isEqualTo("Light");
            browser.assertQuiet();
        }
    }

    @Test
    void nothingFoundIsQuietToo() {
        try (Browser browser = open("birds")) {
            assertThat(browser.find(".summary").getText()).isEqualTo("100 images: nothing is flagged.");
            assertThat(browser.script("return document.documentElement.dataset.ready"))
                    .isEqualTo("true");
            browser.assertQuiet();
        }
    }
}
