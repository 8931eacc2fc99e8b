package org.imprint.study.figure.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.canvas.Label;
import org.imprint.study.figure.chart.BoxChart;
import org.imprint.study.figure.chart.Point;
import org.junit.jupiter.api.Test;

class PaperFiguresTest {

    private static List<String> texts(Figure figure) {
        return figure.labels().stream().map(Label::text).toList();
    }

    private static Curve curve(String name, double atOne, double atFive) {
        return new Curve(name, List.of(Point.of(1, atOne), Point.of(5, atFive)));
    }

    @Test
    void legendOfFigureSixIsInOrderOfAccuracyAtFive() {
        ProxyCurves group = new ProxyCurves(
                "g",
                List.of(
                        curve("k-fps", 0.9, 0.6),
                        curve("k-means", 0.5, 0.8),
                        new Curve("k-random", List.of(Point.of(1, 0.9))),
                        curve("k-medoids", 0.6, 0.7)),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.7),
                OptionalDouble.of(0.85));

        Figure figure = PaperFigures.accuracyOverK(List.of(group));

        assertThat(texts(figure))
                .containsSubsequence("least squares", "mean", "k-means", "k-medoids", "k-fps", "k-random", "all");
        assertThat(figure.table().csv(CsvForm.EXACT))
                .contains("g,k-means,5,80,,\n", "g,mean,1,50,,\n", "g,all,,85,,\n");
        assertThat(figure.caption()).contains("4 ways to generate them", "in 1 group;");
    }

    @Test
    void missingValuesOfOneProxyAreNoError() {
        OptionalDouble missing = OptionalDouble.of(Double.NaN);

        Figure figure = PaperFigures.accuracyOverK(
                List.of(new ProxyCurves("g", List.of(curve("k-means", 0.5, 0.8)), missing, missing, missing)));

        assertThat(texts(figure))
                .contains("mean (no data)", "least squares (no data)")
                .doesNotContain("all");
    }

    @Test
    void everyGroupOfTheStudyFitsInOneFigure() {
        List<ProxyCurves> groups = IntStream.range(0, 48)
                .mapToObj(i -> PaperGallery.proxies("group " + i, 0.6))
                .toList();

        assertThat(texts(PaperFigures.accuracyOverK(groups))).contains("group 0", "group 47");
    }

    @Test
    void generatorLooksTheSameInEveryFigure() {
        ProxyCurves one = new ProxyCurves(
                "g",
                List.of(curve("k-medoids", 0.5, 0.5)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        ProxyCurves two = new ProxyCurves(
                "g",
                List.of(curve("k-means", 0.5, 0.6), curve("k-medoids", 0.5, 0.5)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());

        String medoids = "rgb(213,94,0)";
        assertThat(PaperFigures.accuracyOverK(List.of(one)).svg()).contains(medoids);
        assertThat(PaperFigures.accuracyOverK(List.of(two)).svg()).contains(medoids);
    }

    @Test
    void fewShotHasARowForEachBackboneAndAColumnForEachDataSet() {
        Figure figure = PaperFigures.fewShot(PaperGallery.fewShot(2, 3));

        assertThat(texts(figure))
                .containsOnlyOnce("MNIST", "FashionMNIST", "CIFAR-10", "resnet18, accuracy, %", "resnet50, accuracy, %")
                .containsOnlyOnce("k = 1", "k = 5", "k = 20", "k = n");
        assertThat(figure.caption()).contains("2 backbones and 3 data sets");
    }

    @Test
    void taskFigureMarksKEqualToDAndBreaksItsAxisWhereItCan() {
        Figure broken = PaperFigures.accuracyPerTask(PaperGallery.perTask(2, 3, 0.5));
        Figure whole = PaperFigures.accuracyPerTask(PaperGallery.perTask(2, 3, 0.88));

        assertThat(broken.caption())
                .contains("marks k = d", "4 other data sets (dashed)", "The vertical axis is broken.");
        assertThat(whole.caption()).doesNotContain("broken");
        assertThat(texts(broken)).contains("d = 1", "d = 2", "d = 3", "MNIST", "resnet18", "resnet50");
    }

    @Test
    void intervalsOfAccuraciesEndAtAHundredPerCent() {
        Point p = Curve.percent(new Point(5, 0.97, 0.9, 1.04));
        assertThat(p).isEqualTo(new Point(5, 97, 90, 100));
        assertThat(Curve.percent(Point.of(5, 0.5)).hasInterval()).isFalse();
    }

    @Test
    void taskFigureCanDoWithoutDataSets() {
        TreeMap<Integer, List<Point>> inOne = new TreeMap<>();
        inOne.put(1, List.of(Point.of(1, 0.9), Point.of(2, 0.8)));

        Figure figure = PaperFigures.accuracyPerTask(List.of(new TaskCurves("b", inOne, List.of())));

        assertThat(figure.caption()).endsWith("marks k = d).");
        assertThat(figure.table().csv(CsvForm.EXACT)).contains("b,d = 1,2,80,,");
    }

    @Test
    void timesAreCounted() {
        Figure figure = PaperFigures.generationTime(
                List.of(new BoxChart.Group("mean", List.of(0.1, 0.2)), new BoxChart.Group("kls", List.of(1.0))));

        assertThat(figure.caption()).startsWith("Time to generate proxies with 2 methods (3 times in all");
        assertThat(figure.table().rows()).hasSize(3);
    }

    @Test
    void nothingToDrawIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaperFigures.fewShot(List.of()))
                .withMessage("few-shot curves need at least one backbone and data set, was 0");
    }
}
