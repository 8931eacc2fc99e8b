package org.imprint.study.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.imprint.core.Semantics;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.NamedMappings;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.method.Methods;
import org.junit.jupiter.api.Test;

class GalleryTest {

    private static final TrainRows ROWS = new TrainRows(Settings.of(Semantics.CORRECTED));

    private static final TaskSplits ALL = new TaskSplits("all", List.of(List.of(0, 1)));
    private static final DataChoice PLAIN = new DataChoice("net", List.of("Set"), LabelMapping.none(), ALL);

    private final List<StoredRun> runs = new ArrayList<>();
    private final List<CollapseResult> collapse = new ArrayList<>();

    @Test
    void nothingGivesNothing() {
        assertThat(figures()).isEmpty();
    }

    @Test
    void drawsAccuracyOverK() {
        add(PLAIN, kmeans(1), 80);
        add(PLAIN, kmeans(5), 90, 92, 94);
        add(PLAIN, Methods.normalized(new MeanGenerator()), 80);

        assertThat(figures()).containsOnlyKeys("generation-time", "accuracy-over-k");
        assertThat(figures().get("accuracy-over-k"))
                .contains("k-means")
                .contains(",5,92")
                .contains("mean");
    }

    @Test
    void drawsFewSamplesWhereThereAreAsManyAsProxies() {
        for (int n : new int[] {1, 5, 10}) {
            add(PLAIN, Methods.withFewShot(kmeans(1), n), 50 + n, 52 + n, 54 + n);
            if (n >= 5) {
                add(PLAIN, Methods.withFewShot(kmeans(5), n), 60 + n);
            }
        }
        String csv = figures().get("few-shot");

        assertThat(csv).contains("k = 1").contains("k = 5").contains("k = n").doesNotContain("k = 20");
        // k = n: one row with one proxy, five rows with five; median 53 and 65
        assertThat(csv.lines().filter(l -> l.contains("k = n"))).hasSize(2);
    }

    @Test
    void drawsTasksOfSeveralClassesInOneWithTheirMeanAndTheBestK() {
        for (int r = 0; r < 2; r++) {
            add(inOne(2, r), kmeans(1), 70 + 4 * r);
            add(inOne(2, r), kmeans(2), 90 + 2 * r);
            add(inOne(2, r), kmeans(3), 85);
        }
        add(PLAIN, kmeans(1), 95);
        add(PLAIN, kmeans(20), 97);
        Map<String, String> figures = figures();

        assertThat(figures).containsKeys("accuracy-per-task", "best-k", "best-k-accuracy");
        assertThat(figures.get("accuracy-per-task"))
                .contains("d = 2")
                .contains("Set")
                .doesNotContain("97");
        assertThat(figures.get("best-k").lines().filter(l -> l.contains("net"))).anyMatch(l -> l.contains("2,2"));
        assertThat(figures.get("best-k-accuracy")).contains("91").contains("72");
    }

    @Test
    void takesKlsWithoutNormForTheBestKBecauseThePaperHasItSo() {
        add(inOne(2, 0), Methods.plain(new ClusteredLeastSquaresGenerator(2, Ridge.ofBackbone())), 93);
        add(inOne(2, 0), Methods.normalized(new ClusteredLeastSquaresGenerator(3, Ridge.ofBackbone())), 99);

        assertThat(figures().get("best-k-accuracy")).contains("93").doesNotContain("99");
    }

    @Test
    void setsGainBesideNeuralCollapse() {
        add(PLAIN, kmeans(1), 50);
        add(PLAIN, kmeans(5), 75);
        measured(PLAIN, 0.5);
        measured(inOne(2, 0), 1.5);
        measured(inOne(2, 1), Double.POSITIVE_INFINITY);
        Map<String, String> figures = figures();

        assertThat(figures.get("collapse")).contains("0.5").contains("1.5").doesNotContain("Infinity");
        assertThat(figures.get("gain").lines().filter(l -> l.contains("Set"))).hasSize(1);
        assertThat(figures.get("gain")).contains("0.5,50,");
    }

    @Test
    void tellsMappingsOfOneDataSetApart() {
        DataChoice parity =
                new DataChoice("net", List.of("Set"), new LabelMapping("parity", Map.of(0, 0, 2, 0, 1, 1, 3, 1)), ALL);
        measured(PLAIN, 0.5);
        measured(parity, 2);
        for (DataChoice data : List.of(PLAIN, parity, inOne(2, 0))) {
            add(data, kmeans(1), 50);
            add(data, kmeans(5), 75);
        }

        assertThat(figures().get("collapse")).contains("net,Set,0.5,", "net,\"Set, parity\",2,");
        assertThat(figures().get("gain")).contains("\"Set, net\",0.5,", "\"Set, parity, net\",2,");
        assertThat(figures().get("accuracy-per-task")).contains("net,Set,1,50,", "net,\"Set, parity\",1,50,");
    }

    @Test
    void onlyTheMergedDigitsOfTenClassesAreCalledCombiDigits() {
        List<String> digits = List.of("MNIST", "MNIST-M", "USPS", "SVHN");
        measured(new DataChoice("net", digits, NamedMappings.of("combined", 4).get(0), ALL), 2);
        measured(new DataChoice("net", digits, LabelMapping.none(), ALL), 3);

        assertThat(figures().get("collapse")).contains("net,CombiDigits,2,", "net,MNIST+MNIST-M+USPS+SVHN,3,");
    }

    @Test
    void aTaskMeasuredOnSeveralSplitsIsDrawnOnce() {
        add(PLAIN, kmeans(1), 50);
        add(PLAIN, kmeans(5), 75);
        measured(PLAIN, "test", 0.25);
        measured(PLAIN, "train", 0.5);
        measured(PLAIN, "val", 0.75);
        Gallery gallery = Gallery.of(Analysis.of(runs.stream(), AnalysisOptions.defaults()), collapse, ROWS);

        assertThat(figures().get("collapse").lines()).hasSize(2).anyMatch(l -> l.contains(",0.5,"));
        assertThat(figures().get("gain").lines()).hasSize(2).anyMatch(l -> l.contains(",0.5,"));
        assertThat(gallery.leftOut())
                .contains("collapse and gain: of data measured on several splits one is drawn, train before val before"
                        + " test; left out: 2.");
    }

    private static Method kmeans(int k) {
        return Methods.normalized(new KMeansGenerator(k));
    }

    private static DataChoice inOne(int d, int r) {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        for (int old = 0; old < 2 * d; old++) {
            labels.put(old + r, old / d);
        }
        return new DataChoice("net", List.of("ImageNet"), new LabelMapping("map" + d + "-" + r, labels), ALL);
    }

    private void add(DataChoice data, Method method, double... percents) {
        for (int seed = 0; seed < percents.length; seed++) {
            PublishedScores scores = new PublishedScores(percents[seed], List.of(), List.of(), OptionalDouble.empty());
            Cost cost = new Cost(0.25, 0);
            runs.add(new StoredRun(
                    new Combination(data, method, seed),
                    new Outcome.Done(scores, cost),
                    Optional.of(scores),
                    Optional.of(cost),
                    new Session("test", Instant.EPOCH, "host", 1, "0", "17", "none", 0),
                    Instant.EPOCH));
        }
    }

    private void measured(DataChoice data, double nc1) {
        measured(data, "train", nc1);
    }

    private void measured(DataChoice data, String split, double nc1) {
        CollapseMeasures measures = new CollapseMeasures(nc1, 0.5, 1, 1, 1, 1);
        collapse.add(
                new CollapseResult(data.backbone(), data.dataSets(), split, data.mapping(), measures, measures, 10, 2));
    }

    private Map<String, String> figures() {
        Analysis analysis = Analysis.of(runs.stream(), AnalysisOptions.defaults());
        return Gallery.of(analysis, collapse, ROWS).figures().stream()
                .collect(Collectors.toMap(
                        NamedFigure::name, f -> f.figure().table().csv(CsvForm.EXACT)));
    }
}
