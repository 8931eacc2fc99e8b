package org.imprint.study.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.core.Semantics;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.text.Escapes;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.DataKey;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisFiles;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.method.Methods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureAppendixTest {

    private static final TrainRows ROWS = new TrainRows(Settings.of(Semantics.CORRECTED));

    private static final Session SESSION = new Session("test", Instant.EPOCH, "host", 1, "0", "17", "none", 0);
    private static final Pattern LINK = Pattern.compile("]\\((figures/[^)]+)\\)");

    private final List<StoredRun> runs = new ArrayList<>();

    private static LabelMapping inOne(int d) {
        return d == 0 ? LabelMapping.none() : new LabelMapping("map" + d + "-0", Map.of(0, 0, 1, 1));
    }

    private static DataChoice data(String dataSet, int d) {
        return new DataChoice("net", List.of(dataSet), inOne(d), new TaskSplits("all", List.of(List.of(0, 1))));
    }

    private static Method kMeans(int k) {
        return Methods.normalized(new KMeansGenerator(k));
    }

    private void add(DataChoice data, Method method, double percent) {
        for (int seed = 1; seed <= 2; seed++) {
            Scores scores = new PublishedScores(percent + seed, List.of(), List.of(), OptionalDouble.empty());
            Cost cost = new Cost(percent / 100, 0);
            runs.add(new StoredRun(
                    new Combination(data, method, seed),
                    new Outcome.Done(scores, cost),
                    Optional.of(scores),
                    Optional.of(cost),
                    SESSION,
                    Instant.EPOCH));
        }
    }

    private Analysis analysis() {
        return Analysis.of(runs.stream(), AnalysisOptions.defaults());
    }

    private static CollapseResult collapse(String dataSet, int d, double nc1) {
        CollapseMeasures measures = new CollapseMeasures(nc1, 0.5, 1, 1, 3, 1);
        return new CollapseResult("net", List.of(dataSet), "train", inOne(d), measures, measures, 100, 2);
    }

    private static List<String> names(Gallery gallery) {
        return gallery.figures().stream().map(NamedFigure::name).toList();
    }

    /** Everything the paper draws, of two data sets. */
    private List<CollapseResult> everything() {
        List<CollapseResult> collapse = new ArrayList<>();
        for (String dataSet : List.of("A", "B")) {
            for (int d : new int[] {0, 1, 2}) {
                for (int k : new int[] {1, 5, 20}) {
                    add(data(dataSet, d), kMeans(k), 70 + k + dataSet.charAt(0) % 2);
                }
                add(data(dataSet, d), Methods.normalized(new MeanGenerator()), 60);
                collapse.add(collapse(dataSet, d, 0.5 + d));
            }
            for (int n : new int[] {1, 2, 5, 20}) {
                add(data(dataSet, 0), Methods.withFewShot(kMeans(1), n), 50 + n);
            }
        }
        return collapse;
    }

    @Test
    void holdsWhatTheResultsSufficeForAndSaysWhyNotForTheRest() {
        List<CollapseResult> collapse = everything();
        Gallery full = Gallery.of(analysis(), collapse, ROWS);
        assertThat(names(full))
                .containsExactly(
                        "cd-recipes",
                        "cd-generators",
                        "generation-time",
                        "accuracy-over-k",
                        "few-shot",
                        "accuracy-per-task",
                        "best-k",
                        "best-k-accuracy",
                        "collapse",
                        "gain");
        assertThat(full.leftOut()).hasSize(3).allMatch(s -> s.startsWith("cd-") && s.endsWith("."));
    }

    @Test
    void noRunsGiveSentencesOnly() {
        Gallery gallery = Gallery.of(analysis(), List.of(), ROWS);
        assertThat(gallery.figures()).isEmpty();
        assertThat(gallery.leftOut())
                .contains(
                        "cd-generators: There are no scores, so there is nothing to compare.",
                        "generation-time: no run tells what GEN took.",
                        "few-shot: there are no runs with few samples of each class (k-means, L2 everywhere).",
                        "gain: nothing was both measured for NC1 and run with k = 1 and k = 5.");
    }

    @Test
    void ranksOverOneGroupAreNotDrawn() {
        add(data("A", 0), kMeans(1), 70);
        add(data("A", 0), Methods.normalized(new MeanGenerator()), 60);
        assertThat(Gallery.of(analysis(), List.of(), ROWS).leftOut())
                .contains("cd-generators: average ranks need two groups or more, there is one.");
    }

    @Test
    void manyGroupsGoOverPagesUpToANumberThatIsTold() {
        for (int g = 0; g < 80; g++) {
            add(data("set" + g, 0), kMeans(1), 70);
            add(data("set" + g, 0), kMeans(5), 75);
        }
        Gallery gallery = Gallery.of(analysis(), List.of(), ROWS);
        assertThat(names(gallery))
                .containsSubsequence(
                        "accuracy-over-k",
                        "accuracy-over-k-2",
                        "accuracy-over-k-3",
                        "accuracy-over-k-4",
                        "accuracy-over-k-5",
                        "accuracy-over-k-6")
                .doesNotContain("accuracy-over-k-7");
        assertThat(gallery.leftOut())
                .contains("accuracy-over-k: 1 of 7 pages is left out; --filter chooses other groups.");
        assertThat(gallery.figures())
                .extracting(f -> f.figure().title())
                .contains("Accuracy over k, page 1 of 7", "Accuracy over k, page 6 of 7");
    }

    @Test
    void aFilterOfRunsHoldsForCollapseToo() {
        List<CollapseResult> collapse = everything();
        AnalysisOptions onlyA = AnalysisOptions.defaults().withFilter(CombinationFilter.of(DataKey.DATASET, "A"));
        Gallery gallery = Gallery.of(Analysis.of(runs.stream(), onlyA), collapse, ROWS);
        assertThat(gallery.figures().stream()
                        .filter(f -> f.kind().equals("collapse"))
                        .map(f -> f.figure().caption()))
                .first()
                .asString()
                .contains("on 1 data set;");
    }

    @Test
    void theIndexNamesEveryFileWithItsCaption(@TempDir Path folder) throws IOException {
        List<CollapseResult> collapse = everything();
        Gallery gallery = Gallery.of(analysis(), collapse, ROWS);
        FigureAppendix appendix = new FigureAppendix(gallery, Parallel.serial(), CsvForm.EXACT);
        List<Path> files =
                AnalysisFiles.write(analysis(), "Made for a test.", AnalysisFiles.Choice.standard(), appendix, folder);
        String index = Files.readString(files.get(0));
        Matcher link = LINK.matcher(index);
        assertThat(link.results().map(m -> folder.resolve(m.group(1))).distinct())
                .containsExactlyElementsOf(files.stream()
                        .filter(f -> f.startsWith(folder.resolve("figures")))
                        .toList());
        assertThat(files).allMatch(Files::isRegularFile).hasSizeGreaterThan(4 * 10);
        gallery.figures()
                .forEach(f ->
                        assertThat(index).contains(Escapes.markdown(f.figure().caption())));
        try (var left = Files.list(folder)) {
            assertThat(left.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void figuresDoNotDependOnTheNumberOfThreads(@TempDir Path folder) throws IOException {
        List<CollapseResult> collapse = everything();
        Gallery gallery = Gallery.of(analysis(), collapse, ROWS);
        List<Path> one = new FigureAppendix(gallery, Parallel.serial(), CsvForm.EXACT).write(folder.resolve("one"));
        List<Path> more = new FigureAppendix(gallery, Parallel.on(task -> new Thread(task).start(), 3), CsvForm.EXACT)
                .write(folder.resolve("3"));
        assertThat(more).isEqualTo(one);
        for (Path file : one) {
            assertThat(folder.resolve("3").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
        assertThat(one).hasSize(4 * gallery.figures().size()).hasSizeGreaterThan(0);
    }
}
