package org.imprint.study.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.text.CsvForm;
import org.imprint.study.analysis.method.Methods;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.ranking.Standing;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.PostHoc;
import org.imprint.study.stats.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisFilesTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

    @TempDir
    private Path folder;

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<Path> write(Analysis analysis) {
        return AnalysisFiles.write(analysis, "Made for a test.", new AnalysisFiles.Choice(true, CsvForm.EXACT), folder);
    }

    private static Runs recipes(int groups) {
        Runs runs = new Runs();
        for (int g = 0; g < groups; g++) {
            DataChoice data = Runs.data("b" + g, "D");
            for (Preset recipe : Preset.values()) {
                double accuracy = Math.round(recipe.publishedAccuracy()) - g / 4.0;
                runs.add(data, Method.of(recipe.published()), accuracy - 1, accuracy, accuracy + 1);
            }
        }
        return runs;
    }

    @Test
    void theIndexHoldsAllTablesAndNamesAllFiles() throws IOException {
        List<Path> files = write(Analysis.of(PandasRuns.runs().stream(), AnalysisOptions.defaults()));
        String index = read(AnalysisFiles.INDEX);
        assertThat(files.get(0)).isEqualTo(folder.resolve("README.md"));
        Matcher link = LINK.matcher(index);
        assertThat(link.results().map(m -> folder.resolve(m.group(1))))
                .containsExactlyInAnyOrderElementsOf(files.subList(1, files.size()));
        assertThat(files).allMatch(Files::isRegularFile);
        assertThat(index)
                .contains(
                        "Made for a test.",
                        "2,144 runs: 2,144 done, 0 equal to another, 0 failed; 8 groups",
                        "## Previous methods",
                        "## Generators",
                        "## Normalisations",
                        "## Aggregations",
                        "## Generation time",
                        "25 configurations ranked in each of 8 groups. No score is missing.")
                .contains(read("generators.md"), read("norms.md"), read("recipes.md"));
        assertThat(read("generators-all.csv").lines()).hasSize(26);
        assertThat(read("medians.csv").lines()).hasSize(1 + 8 * 91);
    }

    @Test
    void theRecipesStandBesideThePublishedFigures() throws IOException {
        write(Analysis.of(recipes(8).stream(), AnalysisOptions.defaults()));
        assertThat(read("recipes.md")).isEqualTo("""
                        | recipe | configuration | rank | rank std | rank stderr | accuracy, % | acc. std | acc. stderr | n | published, % |
                        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|
                        | oracle | least squares; none · none · none; max, inner product | 1.00 | 0.00 | 0.00 | 94.13 | 0.61 | 0.22 | 8 | 94.54 |
                        | IMPRINT | k-means, k = 20; L2 · L2 · L2; max, inner product | 2.00 | 0.00 | 0.00 | 90.13 | 0.61 | 0.22 | 8 | 91.06 |
                        | Qi et al. | mean; L2 · L2 · L2; max, inner product | 3.50 | 0.00 | 0.00 | 86.13 | 0.61 | 0.22 | 8 | 86.79 |
                        | Janson et al. | mean; none · none · none; 1-NN, euclidean, weighted | 3.50 | 0.00 | 0.00 | 86.13 | 0.61 | 0.22 | 8 | 86.64 |
                        | Hosoda et al. | mean; none · quantile · none; max, inner product | 5.00 | 0.00 | 0.00 | 82.13 | 0.61 | 0.22 | 8 | 82.90 |
                        """);
        assertThat(read("recipes.txt"))
                .contains("Published: mean over 12 tasks x 4 backbones; of those 48 groups 0 are among our 8.");
    }

    @Test
    void aRecipeThatWasNotRunKeepsItsPublishedFigure() throws IOException {
        Runs runs = new Runs();
        for (String dataSet : List.of("MNIST", "CIFAR10")) {
            DataChoice data = Runs.data("resnet18", dataSet);
            runs.add(data, Method.of(Preset.QI.published()), 80).add(data, Method.of(Preset.PAPER.published()), 90);
        }
        write(Analysis.of(runs.stream(), AnalysisOptions.defaults()));
        assertThat(read("recipes.txt"))
                .contains("Not run, or left out: Hosoda et al., Janson et al., oracle.")
                .contains("94.54");
        assertThat(read("recipes.csv").lines().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1)))
                .containsExactlyInAnyOrder("86.79", "82.9", "86.64", "91.06", "94.54");
    }

    @Test
    void aRecipeMayHaveBeenRunAsOneThatGivesTheSameAnswers() {
        Runs runs = new Runs();
        DataChoice data = Runs.data("b", "D");
        DataChoice other = Runs.data("c", "D");
        Method kls = Methods.plain(new ClusteredLeastSquaresGenerator(1, Ridge.ofBackbone()));
        runs.add(data, Method.of(Preset.ORACLE.published()), 94)
                .add(data, kls, 94)
                .add(other, kls, 95)
                .add(data, Method.of(Preset.QI.published()), 80)
                .add(other, Method.of(Preset.QI.published()), 80);
        Ranking ranking = Analysis.of(runs.stream(), AnalysisOptions.defaults())
                .ranking("recipes")
                .orElseThrow();
        assertThat(ranking.standings()).extracting(Standing::value).containsExactly("oracle", "Qi et al.");
        assertThat(ranking.standings().get(0).method()).isEqualTo(kls);
        assertThat(ranking.missing()).isZero();
        runs.add(other, Method.of(Preset.ORACLE.published()), 95);
        Ranking both = Analysis.of(runs.stream(), AnalysisOptions.defaults())
                .ranking("recipes")
                .orElseThrow();
        assertThat(both.standings().get(0).method()).isEqualTo(Method.of(Preset.ORACLE.published()));
    }

    @Test
    void theStatisticsAreSaidInWords() {
        Analysis analysis = Analysis.of(recipes(8).stream(), AnalysisOptions.defaults());
        Ranking recipes = analysis.ranking("recipes").orElseThrow();
        assertThat(RankingTables.of(recipes, analysis.medians()).statistics())
                .containsExactly(
                        recipes.comparison().orElseThrow().verdict().sentence(),
                        "Not told apart: none.",
                        "Identical on every block, and counted as one method: Janson et al. = Qi et al..");
    }

    @Test
    void statisticsFollowTheOptions() {
        ComparisonOptions nemenyi = ComparisonOptions.defaults().withPostHoc(PostHoc.NEMENYI);
        Analysis analysis = Analysis.of(
                PandasRuns.runs().stream(), AnalysisOptions.defaults().withComparison(nemenyi));
        Comparison norms =
                analysis.ranking("norms").flatMap(Ranking::comparison).orElseThrow();
        // 7 methods, 8 blocks: 2.949 (table 5 of Demšar, JMLR 7, 2006) · √(7 · 8 / (6 · 8)) = 3.185
        assertThat(norms.criticalDifference().orElseThrow()).isBetween(3.1845, 3.1855);
        assertThat(RankingTables.of(analysis.ranking("norms").orElseThrow(), analysis.medians())
                        .statistics())
                .contains("Critical difference: 3.185 ranks.");
        ComparisonOptions reference = ComparisonOptions.defaults().withSemantics(Semantics.REFERENCE);
        Analysis published = Analysis.of(
                PandasRuns.runs().stream(), AnalysisOptions.defaults().withComparison(reference));
        assertThat(published.medians().semantics()).isEqualTo(Semantics.REFERENCE);
        assertThat(published
                        .ranking("norms")
                        .flatMap(Ranking::comparison)
                        .orElseThrow()
                        .verdict()
                        .sentence())
                .startsWith("The published code calls ");
        assertThat(published
                        .ranking("aggregations-kmeans-20")
                        .flatMap(Ranking::comparison)
                        .map(c -> c.verdict().kind()))
                .contains(Verdict.Kind.PUBLISHED_CODE_STOPS);
    }

    @Test
    void noRunsGiveAnIndexThatSaysSo() throws IOException {
        write(Analysis.of(Stream.of(), AnalysisOptions.defaults()));
        assertThat(read(AnalysisFiles.INDEX))
                .contains("0 runs: 0 done", "No cell has scores.", "No group has scores of these configurations.");
        assertThat(read("generators.txt")).contains("No group has scores");
    }

    @Test
    void anEarlierAnalysisIsReplacedAndOtherFilesAreKept() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        write(Analysis.of(Stream.of(), AnalysisOptions.defaults()));
        write(Analysis.of(recipes(2).stream(), AnalysisOptions.defaults()));
        assertThat(read("mine.txt")).isEqualTo("mine");
        assertThat(read(AnalysisFiles.INDEX)).contains("30 runs");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "x");
        assertThatThrownBy(() -> AnalysisFiles.write(
                        Analysis.of(Stream.of(), AnalysisOptions.defaults()),
                        "None.",
                        AnalysisFiles.Choice.standard(),
                        file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("taken");
    }

    /** The grid of section 5.1, 5,904 combinations a group: its shape is known from the paper's own sweep file. */
    @Test
    void theGridOfThePaperHasTheTablesOfThePaper() throws IOException {
        Path sweep = Path.of("../configs/paper/section-5.1-aggregation-focus.yaml");
        Runs runs = new Runs();
        SweepFile.read(sweep).sweep().combinations().limit(3 * 5904).forEach(c -> runs.add(c, accuracy(c), 1));
        Analysis analysis = Analysis.of(runs.stream(), AnalysisOptions.defaults());
        write(analysis);
        assertThat(analysis.medians().groups()).hasSize(3);
        assertThat(analysis.medians().methods()).hasSize(1968);
        assertThat(analysis.seeds().unusual()).isEmpty();
        Ranking aggregations = analysis.ranking("aggregations").orElseThrow();
        assertThat(aggregations.standings()).hasSize(1968);
        assertThat(aggregations.standings().stream()
                        .mapToDouble(s -> s.rank().mean())
                        .sum())
                .isEqualTo(1968 * 1969 / 2.0, within(1e-6));
        assertThat(aggregations.best())
                .extracting(Standing::value)
                .containsExactlyInAnyOrder("max", "mnn m=1", "mnn m=3", "mnn m=5", "mnn m=20", "mnn m=50");
        assertThat(analysis.ranking("generators").orElseThrow().best())
                .extracting(Standing::value)
                .containsExactlyInAnyOrder("mean", "all", "kmeans", "kmedoids");
        assertThat(analysis.ranking("norms").orElseThrow().best())
                .extracting(Standing::value)
                .containsExactlyInAnyOrder(
                        "none/none/none", "none/l2/none", "none/none/l2", "none/l2/l2", "l2/none/l2", "l2/l2/l2");
        assertThat(analysis.ranking("aggregations-kmeans-20").orElseThrow().standings())
                .hasSize(11);
        assertThat(read("aggregations-all.csv").lines()).hasSize(1969);
    }

    private static double accuracy(Combination c) {
        return 50
                + Math.floorMod(
                                c.method().toString().hashCode()
                                        + 7 * c.data().toString().hashCode(),
                                4000)
                        / 100.0;
    }
}
