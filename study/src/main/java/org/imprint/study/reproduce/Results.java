package org.imprint.study.reproduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.Combination;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.AnalysisFiles;
import org.imprint.study.analysis.AnalysisOptions;
import org.imprint.study.analysis.RankingTables;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.ranking.Slice;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;
import org.imprint.study.analysis.table.Table;
import org.imprint.study.gallery.NamedFigure;
import org.imprint.study.report.Report;
import org.imprint.study.report.ReportSource;
import org.imprint.study.reproduce.page.CollapseTable;
import org.imprint.study.reproduce.page.PublishedAggregation;
import org.imprint.study.reproduce.page.RecipeRow;
import org.imprint.study.reproduce.page.ResultPage;
import org.imprint.study.reproduce.page.SectionFigures;
import org.imprint.study.reproduce.page.SourceMap;
import org.imprint.study.reproduce.section.Section;
import org.imprint.study.reproduce.section.SectionOutcome;
import org.imprint.study.reproduce.section.SectionWork;

/**
 * Turns a store into tables, figures, a report and a page:
 *
 * <pre>
 *   index.html, README.md           the page
 *   report.html                     everything, to look around in
 *   sections/NAME/tables/README.md  tables of a section
 *   sections/NAME/figures/…         its figures as SVG, PDF, PNG and CSV
 * </pre>
 */
final class Results {

    private static final String QUICK =
            "These are not the paper's data: small stand-ins show that every step works. Figures"
                    + " of ours are no reproduction, and published ones stand beside them for the form only.";

    /** Tables that the page shows; the others are linked. */
    private static final Map<Section, List<String>> SLICES = Map.of(
            Section.AGGREGATION_FIXED, List.of(Slice.GENERATORS.name(), Slice.NORMS.name()),
            Section.AGGREGATION_FOCUS, List.of(Slice.AGGREGATIONS.name()));

    private final ReproduceOptions options;
    private final Path embeddings;
    private final String data;
    private final boolean quick;

    /**
     * @param embeddings root of the embeddings
     * @param data what the embeddings are, in a sentence
     * @param quick whether they stand in for the paper's
     */
    Results(ReproduceOptions options, Path embeddings, String data, boolean quick) {
        this.options = options;
        this.embeddings = embeddings;
        this.data = data;
        this.quick = quick;
    }

    boolean isQuick() {
        return quick;
    }

    /** Writes everything; {@code outcomes} go with {@code works} one by one. */
    Written write(List<SectionWork> works, List<SectionOutcome> outcomes, List<String> failures) {
        try (ResultStore store = ResultStore.open(options.store())) {
            List<CollapseResult> collapse = store.collapse();
            Analysis all = Analysis.of(store.runs(), AnalysisOptions.defaults());
            SectionFigures figures = new SectionFigures(all, collapse, new TrainRows(store.settings()));
            List<RecipeRow> recipes = RecipeRow.of(all);
            ResultPage page = head(recipes, failures);
            for (int i = 0; i < works.size(); i++) {
                section(page, works.get(i), outcomes.get(i), store, figures);
            }
            Report.write(
                    new ReportSource(
                            quick ? "quick reproduction" : "reproduction",
                            store.settings(),
                            store.runs(),
                            collapse,
                            Instant.now(),
                            options.session().version(),
                            quick ? List.of(QUICK, data) : List.of(data)),
                    options.out().resolve("report.html"));
            return new Written(page.write(options.out()), recipes);
        }
    }

    /**
     * What was written.
     *
     * @param page the page
     * @param recipes the table at its head
     */
    record Written(Path page, List<RecipeRow> recipes) {}

    private ResultPage head(List<RecipeRow> recipes, List<String> failures) {
        ResultPage page = new ResultPage(quick ? "Quick reproduction" : "Reproduction");
        if (quick) {
            page.warning(QUICK);
        }
        page.paragraph("Data: " + data);
        page.link("report.html", "Report: every run, to sort, filter and look into");
        if (!failures.isEmpty()) {
            page.heading("What could not be had").items(failures);
        }
        return page.table(recipes(recipes));
    }

    private Table recipes(List<RecipeRow> recipes) {
        List<Column> columns = List.of(
                Column.words("recipe", "recipe"),
                Column.numbers("ours, %", "ours"),
                Column.numbers("groups", "groups"),
                Column.numbers("published, %", "published"),
                Column.numbers("difference", "difference"));
        List<List<Cell>> rows = recipes.stream()
                .map(r -> List.of(
                        Cell.text(r.recipe().title()),
                        Cell.fixed(r.ours(), 2),
                        Cell.count(r.groups()),
                        Cell.fixed(r.recipe().publishedAccuracy(), 2),
                        Cell.fixed(r.difference(), 2)))
                .toList();
        String note =
                "Mean accuracy over groups (backbone, data set, task) of medians over the seeds. Published: 12 tasks"
                        + " x 4 backbones, 48 groups" + (quick ? ", of other data." : ".")
                        + " Difference: ours less the published.";
        return new Table("published", "Ours beside the published figures", List.of(note), columns, rows);
    }

    private void section(
            ResultPage page, SectionWork work, SectionOutcome outcome, ResultStore store, SectionFigures figures) {
        String name = work.section().wireName();
        page.heading(work.section().title());
        page.paragraph(String.format(
                Locale.ROOT,
                "%s: %,d combinations, %,d measurements, %,d failed, %.1f s.",
                name,
                outcome.combinations(),
                outcome.measurements(),
                outcome.failed(),
                outcome.seconds()));
        if (!outcome.leftOut().isEmpty()) {
            page.paragraph("Left out for want of embeddings:").items(outcome.leftOut());
        }
        if (!outcome.errors().isEmpty()) {
            page.paragraph("First errors:").items(outcome.errors());
        }
        if (work.isEmpty()) {
            page.paragraph("Nothing could be run.");
            return;
        }
        Predicate<Combination> members = work.members();
        Analysis own = Analysis.of(store.runs().filter(r -> members.test(r.combination())), AnalysisOptions.defaults());
        Path folder = options.out().resolve("sections").resolve(name);
        if (!work.sweeps().isEmpty()) {
            AnalysisFiles.write(
                    own,
                    "Runs of section " + name + ". " + data,
                    new AnalysisFiles.Choice(false, options.csv()),
                    folder.resolve("tables"));
            tables(page, work.section(), own);
        } else {
            page.table(CollapseTable.of(store.collapse(), work.measurements()));
        }
        List<NamedFigure> drawn = new ArrayList<>(figures.of(work.section(), own));
        if (work.section() == Section.COMBIDIGITS) {
            SourceMap.of(work.data(), embeddings).ifPresent(drawn::add);
        }
        for (NamedFigure figure : drawn) {
            write(figure, folder.resolve("figures"));
            page.picture(
                    "sections/" + name + "/figures/" + figure.name() + ".svg",
                    figure.figure().title(),
                    figure.figure().caption());
        }
    }

    private static void tables(ResultPage page, Section section, Analysis own) {
        for (String slice : SLICES.getOrDefault(section, List.of())) {
            own.ranking(slice)
                    .filter(r -> !r.standings().isEmpty())
                    .ifPresent(
                            r -> page.table(RankingTables.of(r, own.medians()).best()));
        }
        if (section == Section.AGGREGATION_FOCUS) {
            own.ranking(Slice.AGGREGATIONS_OF_KMEANS.name())
                    .flatMap(PublishedAggregation::table)
                    .ifPresent(page::table);
        }
        page.link(
                "sections/" + section.wireName() + "/tables/README.md",
                "All tables of this section, as text, Markdown, LaTeX and CSV");
    }

    private void write(NamedFigure figure, Path folder) {
        try {
            figure.figure().write(folder, figure.name(), options.csv());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
