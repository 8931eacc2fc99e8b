package org.imprint.study.figure.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.canvas.Label;
import org.junit.jupiter.api.Test;

class CollapseFiguresTest {

    private static List<String> texts(Figure figure) {
        return figure.labels().stream().map(Label::text).toList();
    }

    @Test
    void gainIsInPerCentOfTheAccuracyWithOneProxy() {
        assertThat(new Gain("b", "s", 1, 0.8, 0.9).percent()).isCloseTo(12.5, within(1e-12));
    }

    /**
     * scipy 1.10.1: x = [0.2, 0.4, 0.8, 2, 3, 4, 5, 6], y = [0, 10, 5, 20, 30, 25, -10, 0]; stats.pearsonr(x, y),
     * stats.spearmanr(x, y), stats.linregress(x, y), of all, the first three, the last five, and of those three and two.
     */
    @Test
    void footerHasCorrelationsOfTheFiveGroups() {
        double[] nc1 = {0.2, 0.4, 0.8, 2, 3, 4, 5, 6};
        double[] gain = {0, 10, 5, 20, 30, 25, -10, 0};
        List<Gain> points = IntStream.range(0, 8)
                .mapToObj(i -> new Gain("b", i < 6 ? "ImageNet" : "MNIST", nc1[i], 1, 1 + gain[i] / 100))
                .toList();

        Figure figure = CollapseFigures.gain(points, "ImageNet");

        assertThat(texts(figure))
                .containsSubsequence("tasks", "n", "Pearson r", "p", "Spearman ρ", "p", "R²", "slope")
                .containsSubsequence("all", "8", "−0.122", "0.77", "−0.108", "0.80", "0.015", "−0.774")
                .containsSubsequence("NC1 < 1", "3", "0.327", "0.79", "0.500", "0.67", "0.107", "5.36")
                .containsSubsequence("NC1 > 1", "5", "−0.736", "0.16", "−0.600", "0.28", "0.542", "−8.00")
                .containsSubsequence("NC1 > 1, ImageNet", "3", "0.500", "0.67", "0.500", "0.67", "0.250", "2.50")
                .containsSubsequence("NC1 > 1, others", "2", "–", "–", "–", "–", "–", "–");
        assertThat(figure.caption()).contains("8 tasks on 1 backbone", "2 data sets", "full for ImageNet");
        assertThat(figure.table().csv(CsvForm.EXACT)).contains("\"MNIST, b\",6,0,,");
    }

    @Test
    void pointsOfOnePlaceStandSideBySide() {
        Figure figure = CollapseFigures.collapse(
                List.of(), List.of(new DataSetCollapse("a", "MNIST", 2), new DataSetCollapse("b", "MNIST", 2)));

        assertThat(texts(figure)).contains("MNIST", "a", "b", "NC1");
        assertThat(figure.caption())
                .isEqualTo("NC1 of 2 backbones on 1 data set; below the dotted line, NC1 < 1, classes"
                        + " are collapsed. Points of one place are drawn side by side.");
    }

    @Test
    void tasksWithoutAValueAreLeftOutAndCounted() {
        List<Gain> tasks = List.of(
                new Gain("b", "s", 1, 0.8, 0.9),
                new Gain("b", "s", Double.NaN, 0.8, 0.9),
                new Gain("b", "s", 2, 0, 0.9),
                new Gain("b", "s", 2, 0.8, Double.NaN));

        Figure figure = CollapseFigures.gain(tasks, "ImageNet");

        assertThat(figure.caption()).contains("of 1 task on").endsWith("Left out for lack of a value: 3 tasks.");
        assertThat(figure.table().rows()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapseFigures.gain(tasks.subList(1, 4), "ImageNet"))
                .withMessage("a figure of gains needs at least one task with a gain and an NC1, was 0");
    }

    @Test
    void bandThatWouldReachZeroEndsAboveIt() {
        Figure figure = CollapseFigures.collapse(List.of(new TaskCollapse("a", 1, List.of(0.1, 5.0))), List.of());

        assertThat(figure.table().csv(CsvForm.EXACT)).contains("a,1,2.55,0.05,");
    }

    @Test
    void missingRemappingsAreLeftOut() {
        Figure figure = CollapseFigures.collapse(
                List.of(
                        new TaskCollapse("a", 1, List.of(0.5, Double.NaN, 0.7)),
                        new TaskCollapse("a", 2, List.of(Double.NaN))),
                List.of());

        assertThat(figure.table().csv(CsvForm.EXACT)).contains("a,1,0.6,").contains("a,2,,,");
    }

    @Test
    void bestKHasAPanelForEachGenerator() {
        Figure figure = CollapseFigures.bestK(PaperGallery.bestK());

        assertThat(texts(figure)).containsOnlyOnce("k-means", "kls", "k = d", "best k", "resnet18", "swin_b");
        assertThat(figure.table().rows()).hasSize(80);
    }

    @Test
    void bestKAccuracyHasBackbonesInColumnsAndGeneratorsInRows() {
        Figure figure = CollapseFigures.bestKAccuracy(PaperGallery.bestK());

        assertThat(texts(figure))
                .containsOnlyOnce("k-means, accuracy, %", "kls, accuracy, %", "best k", "k = d", "k = 1", "vit_b_16");
    }
}
