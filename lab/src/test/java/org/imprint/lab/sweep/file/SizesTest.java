package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.lab.sweep.SweepException;
import org.junit.jupiter.api.Test;

/** Small files that stand for more than anybody can run are refused with their number, before anything is made of them. */
class SizesTest {

    private static final Path FILE = Path.of("absurd.yaml");

    private static String list(String prefix, int n) {
        return IntStream.range(1, n + 1).mapToObj(i -> prefix + i).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String own(String... lines) {
        return "schema: 1\nsweep:\n  " + String.join("\n  ", lines) + "\n";
    }

    private static void refused(String content, String why) {
        assertThatThrownBy(() -> SweepFile.parse(FILE, content))
                .isInstanceOf(SweepException.class)
                .hasMessageStartingWith("absurd.yaml")
                .hasMessageContaining(why);
    }

    @Test
    void theProductOfAllAxes() {
        refused(
                own(
                        "backbones: " + list("b", 1000),
                        "datasets: " + list("d", 1000),
                        "tasks: {t: [0, 1]}",
                        "seeds: " + list("", 1000),
                        "grids: [{generators: {method: kmeans, k: " + list("", 1000) + "}}]"),
                "a sweep must have at most 100,000,000 combinations, was 1,000,000,000,000");
    }

    @Test
    void severalGridsTogether() {
        String grid = "{generators: {method: kmeans, k: " + list("", 1000) + "}}";
        refused(
                own(
                        "backbones: " + list("b", 100),
                        "datasets: " + list("d", 10),
                        "tasks: {t: [0, 1]}",
                        "seeds: " + list("", 40),
                        "grids: [" + String.join(", ", grid, grid, grid) + "]"),
                "a sweep must have at most 100,000,000 combinations, was 120,000,000");
    }

    @Test
    void theChoicesOfData() {
        refused(
                own(
                        "backbones: " + list("b", 1001),
                        "datasets: " + list("d", 1000),
                        "tasks: {t: [0, 1]}",
                        "generators: mean"),
                "a sweep must have at most 1,000,000 choices of data, was 1,001,000");
    }

    @Test
    void theMethodsOfAGridBeyondALong() {
        String many = list("", 10_000);
        refused(
                own(
                        "backbones: b",
                        "datasets: d",
                        "tasks: {t: [0, 1]}",
                        "presampling: [{few_shot: " + many + "}]",
                        "generators: {method: [kmeans, kmedoids, fps, random], k: " + many + "}",
                        "aggregations: {method: mnn, distance: [cosine, euclidean], weighting: [uniform], m: "
                                + list("", 1000) + "}"),
                "a grid must have at most 10,000,000 methods, was 800,000,000,000");
    }

    @Test
    void theStepsOfPairedAxes() {
        refused(
                own(
                        "backbones: " + list("b", 1000),
                        "datasets: " + list("d", 1000),
                        "tasks: {"
                                + IntStream.range(0, 1000)
                                        .mapToObj(i -> "t" + i + ": [0, 1]")
                                        .collect(Collectors.joining(", "))
                                + "}",
                        "seeds: " + list("", 1000),
                        "generators: mean",
                        "paired: [[backbones, datasets], [tasks, seeds]]"),
                "axes that are paired must have at most 100,000 entries together, was 1,000,000");
    }

    @Test
    void publishedFiles() {
        String data = "backbones: " + list("b", 1001) + "\ndatasets: "
                + IntStream.range(0, 1000).mapToObj(i -> "[d" + i + "]").collect(Collectors.joining(", ", "[", "]"));
        refused(data, "a sweep must have at most 1,000,000 choices of data, was 1,001,000");
    }

    @Test
    void measurements() {
        assertThatThrownBy(() -> CollapseFile.parse(
                        FILE,
                        "schema: 1\ncollapse:\n  backbones: " + list("b", 1001) + "\n  datasets: " + list("d", 1000)
                                + "\n"))
                .isInstanceOf(SweepException.class)
                .hasMessageContaining("a grid must have at most 1,000,000 measurements, was 1,001,000");
    }

    @Test
    void whatIsAtTheLimitIsRead() {
        assertThat(Sizes.tooMany("%s", Sizes.product(10_000, 10_000), Sizes.MOST_COMBINATIONS))
                .isEmpty();
        assertThat(Sizes.tooMany("most %s", Sizes.product(10_000, 10_000, 2, 3), 100))
                .contains("most 100, was 600,000,000");
    }
}
