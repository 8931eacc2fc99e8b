package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Reports as people use them; screenshots go to {@code target/report}. */
@Tag("slow")
class ReportInBrowserTest {

    private static final Path SHOTS = Path.of("target", "report");

    @TempDir
    private Path folder;

    private Browser open(ReportSource source) {
        Path file = folder.resolve("report.html");
        Report.write(source, file);
        return Browser.open(file);
    }

    private static ReportSource paper(String name, long runs) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../configs/paper"))) {
            List<String> all = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("figure-") || f.startsWith("section-"))
                    .sorted()
                    .toList();
            return SyntheticStore.of(name, all, runs);
        }
    }

    private static ReportSource some() {
        return SyntheticStore.of(
                "Figure 6 and few shots",
                List.of("figure-6.yaml", "section-5.2.yaml", "section-5.3-combidigits.yaml"),
                4000);
    }

    private static List<Double> column(Browser browser, String key) {
        return browser.texts(".board td.c-" + key).stream().map(Double::valueOf).toList();
    }

    @Test
    void sortsByClickAndByKeyboard() {
        try (Browser browser = open(some())) {
            browser.screenshot(SHOTS.resolve("light.png"));
            assertThat(column(browser, "rank")).isSorted();
            assertThat(browser.find(".board th.c-rank").getAttribute("aria-sort"))
                    .isEqualTo("ascending");

            browser.find("[data-sort=accuracy]").click();
            assertThat(column(browser, "accuracy")).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(browser.find(".board th.c-accuracy").getAttribute("aria-sort"))
                    .isEqualTo("descending");

            browser.press(Keys.ENTER);
            assertThat(column(browser, "accuracy")).isSorted();
            assertThat(browser.find(".board th.c-rank").getAttribute("aria-sort"))
                    .isEqualTo("none");
            browser.assertQuiet();
        }
    }

    @Test
    void aggregatesAgainWhatTheFiltersLeave() {
        try (Browser browser = open(some())) {
            browser.type("input[type=search]", "k-medoids l2");
            assertThat(browser.texts(".board tbody th button")).isNotEmpty().containsOnly("k-medoids");
            double ofAll = column(browser, "accuracy").get(0);

            browser.select("Backbone", "vit_b_16");
            assertThat(browser.texts(".board td.c-n")).containsOnly("3");
            assertThat(column(browser, "accuracy").get(0)).isNotEqualTo(ofAll);
            assertThat(column(browser, "rank").get(0)).isGreaterThanOrEqualTo(1).isLessThan(3);
            browser.screenshot(SHOTS.resolve("filtered.png"));

            browser.type("input[type=search]", "nothing of this name");
            assertThat(browser.find("#board-status").getText()).isEqualTo("No configuration fits the filters.");
            browser.find(".reset").click();
            assertThat(browser.texts(".board td.c-n")).containsOnly("12");
            browser.assertQuiet();
        }
    }

    @Test
    void ranksWithinGroupsAndTiesShareTheMeanOfTheirRanks() {
        DataChoice a = ReportRuns.data("resnet18", "A");
        DataChoice b = ReportRuns.data("resnet18", "B");
        try (Browser browser = open(ReportRuns.source(
                "ties",
                Stream.of(
                        ReportRuns.done(a, ReportRuns.mean(), 1, 50),
                        ReportRuns.done(a, ReportRuns.kMeans(2), 1, 70),
                        ReportRuns.done(a, ReportRuns.kMeans(20), 1, 70),
                        ReportRuns.done(b, ReportRuns.mean(), 1, 60),
                        ReportRuns.done(b, ReportRuns.kMeans(2), 1, 50),
                        ReportRuns.done(b, ReportRuns.kMeans(20), 1, 70))))) {
            // k = 20: 1.5 and 1; k = 2: 1.5 and 3; mean: 3 and 2.
            assertThat(browser.texts(".board td.c-k")).containsExactly("20", "2", "–");
            assertThat(column(browser, "rank")).containsExactly(1.25, 2.25, 2.5);
            assertThat(column(browser, "accuracy")).containsExactly(70.0, 60.0, 55.0);
            assertThat(browser.texts(".board td.c-deviation")).containsExactly("0.00", "14.14", "7.07");

            browser.type("input[type=search]", "k-means");
            assertThat(column(browser, "rank")).containsExactly(1.25, 1.75);
            browser.assertQuiet();
        }
    }

    @Test
    void correlatesAsSciPyDoes() {
        try (Browser browser = open(ReportRuns.source("correlation", Stream.of()))) {
            String values = "const x = [0.4, 2.5, 2.5, 7, 30, 0.9, 11], y = [1.0, 3.5, 0.2, 3.5, 9, -1, 4];";
            // scipy 1.10.1: pearsonr(x, y)[0], spearmanr(x, y)[0]
            assertThat((Double) browser.script(values + "return pearson(x, y)"))
                    .isCloseTo(0.9166913796434764, within(1e-14));
            assertThat((Double) browser.script(values + "return pearson(averageRanks(x), averageRanks(y))"))
                    .isCloseTo(0.8454545454545456, within(1e-14));
        }
    }

    @Test
    void opensGroupsAndRunsAndClosesByKeyboard() {
        try (Browser browser = open(some())) {
            browser.find(".board tbody th button").sendKeys(Keys.ENTER);
            assertThat(browser.find("dialog[open] h2").getText()).contains("L2 · L2 · L2");
            assertThat(browser.all("dialog .cell")).hasSize(12);
            browser.screenshot(SHOTS.resolve("groups.png"));

            WebElement cell = browser.find("dialog .cell");
            double median = Double.parseDouble(cell.getText());
            cell.sendKeys(Keys.SPACE);
            browser.until("return document.querySelector('dialog .runs') !== null");
            List<Double> seeds = browser.texts("dialog .runs tbody td:nth-child(2)").stream()
                    .map(Double::valueOf)
                    .sorted()
                    .toList();
            assertThat(seeds).hasSize(3);
            assertThat(seeds.get(1)).isEqualTo(median);
            browser.screenshot(SHOTS.resolve("runs.png"));

            browser.press(Keys.ESCAPE);
            assertThat(browser.all("dialog[open]")).isEmpty();
            assertThat(browser.script("return document.activeElement.closest('.board tbody') !== null"))
                    .as("the focus is back at the row")
                    .isEqualTo(true);
            browser.assertQuiet();
        }
    }

    @Test
    void showsOutcomesFiguresAndPublishedIdsOfRuns() {
        Combination first = new Combination(ReportRuns.data("resnet18", "MNIST"), ReportRuns.mean(), 1);
        Combination second = new Combination(first.data(), ReportRuns.mean(), 2);
        Combination third = new Combination(first.data(), ReportRuns.mean(), 3);
        try (Browser browser = open(ReportRuns.source(
                "hand-made",
                Stream.of(
                        ReportRuns.done(first, 80),
                        ReportRuns.equal(second, first, 80, "mean does not draw"),
                        ReportRuns.failed(third, "no memory"))))) {
            browser.find(".board tbody tr").click();
            browser.find("dialog .cell").click();
            browser.until("return document.querySelector('dialog .runs') !== null");

            assertThat(browser.texts("dialog .runs tbody tr:nth-child(1) td"))
                    .containsExactly("1", "80.00", "80 / 100", "78.10", "500 ms", "250 ms", "done");
            assertThat(browser.texts("dialog .runs tbody tr:nth-child(2) td").subList(0, 4))
                    .containsExactly("2", "80.00", "80 / 100", "78.10");
            assertThat(browser.find("dialog .runs tbody tr:nth-child(2) td:last-child")
                            .getText())
                    .isEqualTo("equal to seed 1\nmean does not draw");
            assertThat(browser.find("dialog .runs tbody tr:nth-child(3) td:last-child")
                            .getText())
                    .isEqualTo("failed: no memory");
            assertThat(browser.texts("dialog code"))
                    .containsExactly(
                            first.publishedId().toString(),
                            second.publishedId().toString(),
                            third.publishedId().toString());
            browser.press(Keys.ESCAPE);
            browser.find("#failures summary").click();
            browser.until("return document.querySelector('#failures table') !== null");
            assertThat(browser.find("#failures").getText()).contains("1 run failed", "no memory");
            browser.assertQuiet();
        }
    }

    @Test
    void showsHowAContinualTaskStoodAfterEachSplit() {
        Combination first = new Combination(ReportRuns.continual(), ReportRuns.mean(), 1);
        StepCounts one = new StepCounts(List.of(60), List.of(57));
        StepCounts two = new StepCounts(List.of(60, 40), List.of(50, 30));
        Combination second = new Combination(first.data(), ReportRuns.mean(), 2);
        try (Browser browser = open(ReportRuns.source(
                "continual",
                Stream.of(
                        ReportRuns.stepwise(first, one, two),
                        ReportRuns.equal(second, first, 80, "mean does not draw"))))) {
            browser.find(".board tbody tr").click();
            browser.find("dialog .cell").click();
            browser.until("return document.querySelector('dialog .steps') !== null");

            // 57 of 60; then 50 of 60, 30 of 40, 80 of 100.
            assertThat(browser.texts("dialog .steps thead th"))
                    .containsExactly("Seed", "After split", "Split 1, %", "Split 2, %", "All seen, %");
            assertThat(browser.texts("dialog .steps tbody td"))
                    .containsExactly(
                            "1", "1", "95.00", "", "95.00", "1", "2", "83.33", "75.00", "80.00", "2", "1", "95.00", "",
                            "95.00", "2", "2", "83.33", "75.00", "80.00");
            browser.screenshot(SHOTS.resolve("steps.png"));
            browser.assertQuiet();
        }
    }

    @Test
    void drawsFiguresOutOfViewBeforeAnyonePrints() {
        try (Browser browser = open(some())) {
            browser.until("return document.querySelector('#figure-shots[data-drawn]') !== null");
            browser.until("return document.querySelector('#figure-time[data-drawn]') !== null");
            assertThat(browser.script("return scrollY")).isEqualTo(0L);
            browser.assertQuiet();
        }
    }

    @Test
    void drawsEveryFigureAndTogglesSeries() throws IOException {
        try (Browser browser = open(paper("All sections", 450_000))) {
            browser.size(1360, 4200);
            browser.until("return document.querySelectorAll('.figure[data-drawn]').length === 7");
            assertThat(browser.all(".figure svg")).hasSize(7);
            browser.screenshot(SHOTS.resolve("figures.png"));

            String series = "return document.querySelectorAll('#figure-proxies svg path').length";
            long before = (Long) browser.script(series);
            browser.find("#figure-proxies .legend button").click();
            assertThat((Long) browser.script(series)).isLessThan(before);
            assertThat(browser.find("#figure-proxies .legend button").getAttribute("aria-pressed"))
                    .isEqualTo("false");

            browser.find("#figure-proxies [aria-label='Zoom in']").click();
            browser.find("#figure-ranks summary").click();
            browser.until("return document.querySelectorAll('#figure-ranks .numbers tbody tr').length > 0");
            assertThat(browser.texts("#figure-ranks .numbers tbody tr")).hasSizeGreaterThan(5);
            browser.assertQuiet();
        }
    }

    @Test
    void followsTheSystemIntoDarknessAndTheButtonOutOfIt() {
        String background = "return getComputedStyle(document.body).backgroundColor";
        try (Browser browser = open(some())) {
            browser.prefers("light");
            Object light = browser.script(background);
            browser.prefers("dark");
            Object dark = browser.script(background);
            assertThat(dark).isNotEqualTo(light);
            browser.screenshot(SHOTS.resolve("dark.png"));

            browser.find("#theme").click();
            assertThat(browser.script(background)).isEqualTo(light);
            browser.find("#theme").click();
            assertThat(browser.script(background)).isEqualTo(dark);
            browser.assertQuiet();
        }
    }

    @Test
    void fitsANarrowScreen() {
        try (Browser browser = open(some())) {
            browser.size(500, 900);
            assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            browser.screenshot(SHOTS.resolve("narrow.png"));
            browser.find(".board tbody tr").click();
            browser.screenshot(SHOTS.resolve("narrow-groups.png"));
            browser.assertQuiet();
        }
    }

    @Test
    void namesCannotBecomeMarkup() {
        String evil = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>\"'&";
        Combination c = new Combination(ReportRuns.data(evil, evil), ReportRuns.mean(), 1);
        try (Browser browser = open(ReportRuns.source(
                evil,
                Stream.of(
                        ReportRuns.done(c, 80),
                        ReportRuns.done(c.data(), ReportRuns.kMeans(5), 1, 85),
                        ReportRuns.failed(new Combination(c.data(), ReportRuns.kMeans(2), 1), evil))))) {
            assertThat(browser.find("h1").getText()).isEqualTo(evil);
            browser.find("#failures summary").click();
            browser.find(".board tbody tr").click();
            browser.find("dialog .cell").click();
            browser.until("return document.querySelector('dialog .runs') !== null");
            assertThat(browser.find("dialog h3").getText()).contains(evil);
            browser.press(Keys.ESCAPE);
            browser.script("document.querySelector('#figures').scrollIntoView()");
            browser.until("return document.querySelector('.figure[data-drawn]') !== null");
            assertThat(browser.script("return window.hit")).isNull();
            assertThat(browser.all("img")).isEmpty();
            browser.assertQuiet();
        }
    }

    @Test
    void saysSoWhenThereIsNothingToCompare() {
        try (Browser browser = open(ReportRuns.source("empty", Stream.of()))) {
            assertThat(browser.find("#summary").getText())
                    .isEqualTo("This store holds no runs yet, so there is nothing to compare.");
            assertThat(browser.find("header .remark").getText()).isEqualTo("a note");
            browser.screenshot(SHOTS.resolve("empty.png"));
            browser.assertQuiet();
        }
        Combination c = new Combination(ReportRuns.data("resnet18", "MNIST"), ReportRuns.mean(), 1);
        try (Browser browser = open(ReportRuns.source("failures", Stream.of(ReportRuns.failed(c, "no memory"))))) {
            assertThat(browser.find("#summary").getText()).startsWith("All 1 run failed");
            browser.find("#failures summary").click();
            browser.until("return document.querySelector('#failures table') !== null"); // is made when it is opened
            assertThat(browser.find("#failures table").getText()).contains("resnet18 / MNIST / all");
            browser.assertQuiet();
        }
    }

    @Test
    void halfAMillionRunsFitIntoFifteenMegabytes() throws IOException {
        Path file = folder.resolve("report.html");
        ReportSummary summary = Report.write(paper("500,000 runs", 500_000), file);

        assertThat(summary.runs()).isEqualTo(500_000);
        assertThat(summary.classScores()).isTrue();
        assertThat(Files.size(file)).isLessThanOrEqualTo(15_000_000);
        try (Browser browser = Browser.open(file)) {
            browser.screenshot(SHOTS.resolve("large.png"));
            assertThat(browser.find("#summary").getText()).startsWith("500,000 runs: ");
            browser.find(".board tbody tr").click();
            browser.find("dialog .cell").click();
            browser.until("return document.querySelector('dialog .runs') !== null");
            browser.assertQuiet();
        }
    }
}
