package org.imprint.app.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.app.option.CsvOption;
import org.imprint.app.option.EmptyFilter;
import org.imprint.app.output.Output;
import org.imprint.app.process.Workers;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.Semantics;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.key.CombinationFilter;
import org.imprint.lab.sweep.key.MethodKey;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisFiles;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.RankingTables;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.median.RunCounts;
import org.imprint.study.analysis.ranking.Gaps;
import org.imprint.study.analysis.ranking.Highlight;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.ranking.Slice;
import org.imprint.study.analysis.ranking.Standing;
import org.imprint.study.analysis.table.TableFormat;
import org.imprint.study.gallery.FigureAppendix;
import org.imprint.study.gallery.Gallery;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.PostHoc;
import org.imprint.study.stats.significance.SignedRankMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the tables and figures of a result store. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the paper's tables of a result store, with statistics, as text, Markdown, LaTeX and CSV, and its figures",
            "as SVG, PDF, PNG and CSV, as far as the runs suffice.",
            "Start reading at DIR/README.md; it says of each what it shows, of how much, and what is missing."
        },
        footer = {"", "Example: imprint analyze --store results --out analysis"})
public final class AnalyzeCommand implements Callable<Integer> {

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "The result store.")
    private Path store;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write; made if it does not exist.")
    private Path out;

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUES",
            description = {
                "Take runs with these values only, such as dataset=MNIST or k=1,20. Repeatable: all must hold.",
                "Keys: backbone, dataset, remapping, task, generator, k, pre, post, inf, presampling, fewshot,",
                "aggregation, distance, weighting, m, seed."
            })
    private List<String> filters = List.of();

    @Option(
            names = "--highlight",
            paramLabel = "AXIS",
            description = {
                "One more table: the best configuration of each value of an axis. norm, aggregation (with m), recipe,",
                "one of the filter's keys of methods, or several joined by +, such as generator+k. Repeatable."
            })
    private List<String> highlights = List.of();

    @Option(
            names = "--alpha",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "Level of the tests. Default: ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(
            names = "--post-hoc",
            paramLabel = "TEST",
            defaultValue = "holm",
            description = "How pairs are tested: holm (Wilcoxon's signed ranks, Holm's correction) or nemenyi. "
                    + "Default: ${DEFAULT-VALUE}.")
    private PairTest pairTest;

    @Option(
            names = "--signed-rank",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description = {
                "Where p of Wilcoxon's test comes from: auto (as SciPy: exact up to 50 groups without equal scores),",
                "exact (also with ties and equal scores, up to 200 groups) or asymptotic. Default: ${DEFAULT-VALUE}."
            })
    private SignedRankMethod signedRank;

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            defaultValue = "corrected",
            description = "corrected, or reference for the statistics of the published diagrams. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Semantics semantics;

    @Option(
            names = "--missing",
            paramLabel = "RULE",
            defaultValue = "drop_fewest",
            description = "What is left out where scores are missing: drop_fewest, drop_groups or drop_configurations. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Gaps missing;

    @Option(names = "--medians", description = "Write the median of every group and configuration as well.")
    private boolean medians;

    @Option(names = "--no-figures", description = "Write tables only.")
    private boolean noFigures;

    @Option(names = "--json", description = "Print the tables' best rows as one JSON object.")
    private boolean json;

    @Mixin
    private CsvOption csv;

    @Spec
    private CommandSpec spec;

    /** How people call the tests of pairs, shorter than files do. */
    private enum PairTest implements Named {
        HOLM("holm", PostHoc.WILCOXON_HOLM),
        NEMENYI("nemenyi", PostHoc.NEMENYI);

        private final String wireName;
        private final PostHoc postHoc;

        PairTest(String wireName, PostHoc postHoc) {
            this.wireName = wireName;
            this.postHoc = postHoc;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    @Override
    public Integer call() {
        AnalysisOptions options = options();
        Analysis analysis;
        String source;
        List<CollapseResult> collapse;
        TrainRows trainRows;
        try (ResultStore results = ResultStore.open(store)) {
            source = "Runs of the result store " + store + ", done in "
                    + results.settings().semantics().wireName() + " semantics.";
            Checks.require(results.size() > 0, store + ": holds no runs yet; imprint run makes them", results.size());
            analysis = Analysis.of(results.runs(), options);
            if (analysis.medians().groups().isEmpty()) {
                throw new ImprintException(EmptyFilter.sentence(options.filter(), results));
            }
            collapse = results.collapse();
            trainRows = new TrainRows(results.settings());
        }
        List<Path> files = write(analysis, source, collapse, trainRows);
        if (json) {
            spec.commandLine().getOut().println(json(analysis, files).toPrettyString());
        } else {
            print(analysis, files);
        }
        return 0;
    }

    private List<Path> write(Analysis analysis, String source, List<CollapseResult> collapse, TrainRows trainRows) {
        AnalysisFiles.Choice choice = new AnalysisFiles.Choice(medians, csv.form());
        if (noFigures) {
            return AnalysisFiles.write(analysis, source, choice, out);
        }
        try (Workers workers = new Workers(Workers.available())) {
            FigureAppendix figures =
                    new FigureAppendix(Gallery.of(analysis, collapse, trainRows), workers.parallel(), csv.form());
            return AnalysisFiles.write(analysis, source, choice, figures, out);
        }
    }

    private AnalysisOptions options() {
        ComparisonOptions comparison = ComparisonOptions.defaults()
                .withAlpha(alpha)
                .withPostHoc(pairTest.postHoc)
                .withSignedRank(signedRank)
                .withSemantics(semantics);
        AnalysisOptions options = AnalysisOptions.defaults()
                .withFilter(CombinationFilter.parse(filters))
                .withGaps(missing)
                .withComparison(comparison);
        for (String highlight : highlights) {
            options = options.and(Slice.by(Highlight.parse(highlight)));
        }
        return options;
    }

    private void print(Analysis analysis, List<Path> files) {
        PrintWriter lines = spec.commandLine().getOut();
        List<String> empty = new ArrayList<>();
        for (Ranking ranking : analysis.rankings()) {
            if (ranking.standings().isEmpty()) {
                empty.add(ranking.slice().title());
                continue;
            }
            RankingTables tables = RankingTables.of(ranking, analysis.medians());
            lines.print(TableFormat.TEXT.write(tables.best()));
            tables.statistics().forEach(lines::println);
            lines.println();
        }
        if (!empty.isEmpty()) {
            lines.println("No table for lack of scores: " + String.join(", ", empty) + ".");
        }
        lines.println(analysis.seeds().sentence());
        lines.println(files.size() + " files, first " + files.get(0));
    }

    private ObjectNode json(Analysis analysis, List<Path> files) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        RunCounts counts = analysis.medians().counts();
        root.put("store", store.toString())
                .put("out", out.toString())
                .put("runs", counts.all())
                .put("done", counts.done())
                .put("equal", counts.equal())
                .put("failed", counts.failed())
                .put("groups", analysis.medians().groups().size())
                .put("configurations", analysis.medians().methods().size())
                .put("seeds", analysis.seeds().sentence());
        ArrayNode tables = root.putArray("tables");
        analysis.rankings().forEach(ranking -> table(tables.addObject(), ranking, analysis));
        ArrayNode written = root.putArray("files");
        files.forEach(file -> written.add(file.toString()));
        return root;
    }

    private static void table(ObjectNode table, Ranking ranking, Analysis analysis) {
        table.put("name", ranking.slice().name())
                .put("highlight", ranking.slice().highlight().name())
                .put("filter", ranking.slice().filter().toString())
                .put("groups", ranking.groups().size())
                .put("configurations", ranking.standings().size())
                .put("missing", ranking.missing())
                .put("coverage", ranking.coverage());
        ArrayNode rows = table.putArray("best");
        ranking.best().forEach(s -> row(rows.addObject(), s));
        ArrayNode said = table.putArray("statistics");
        RankingTables.of(ranking, analysis.medians()).statistics().forEach(said::add);
    }

    private static void row(ObjectNode row, Standing standing) {
        row.put("value", standing.value());
        for (MethodKey key : MethodKey.values()) {
            row.put(key.wireName(), key.of(standing.method()));
        }
        row.put("rank", standing.rank().mean())
                .put("accuracy", standing.accuracy().mean())
                .put("n", standing.accuracy().n())
                .put("mark", standing.mark().wireName());
        if (standing.accuracy().n() > 1) {
            row.put("rank_stderr", standing.rank().stderr())
                    .put("accuracy_std", standing.accuracy().std())
                    .put("accuracy_stderr", standing.accuracy().stderr());
        }
        Preset.of(standing.method().recipe())
                .ifPresent(recipe -> row.put("published_accuracy", recipe.publishedAccuracy()));
    }
}
