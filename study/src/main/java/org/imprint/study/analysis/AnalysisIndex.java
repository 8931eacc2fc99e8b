package org.imprint.study.analysis;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.text.Escapes;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.median.RunCounts;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.analysis.table.Table;
import org.imprint.study.analysis.table.TableFormat;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.PostHoc;

/** The index of an analysis as Markdown: every table with what it shows, n and what is missing, and the appendix. */
final class AnalysisIndex {

    private final Analysis analysis;
    private final StringBuilder out = new StringBuilder();

    private AnalysisIndex(Analysis analysis) {
        this.analysis = analysis;
    }

    static String of(Analysis analysis, String source, boolean medians, Appendix appendix) {
        AnalysisIndex index = new AnalysisIndex(analysis);
        index.head(source);
        analysis.rankings().forEach(index::ranking);
        AnalysisTables tables = AnalysisTables.of(analysis);
        index.section(tables.runTimes());
        index.files("run-times");
        index.out.append('\n').append(appendix.markdown());
        index.missing(tables, medians);
        return index.out.toString();
    }

    private void head(String source) {
        Medians medians = analysis.medians();
        RunCounts counts = medians.counts();
        out.append("# Analysis\n\n");
        line(source);
        if (!analysis.options().filter().isEverything()) {
            line("Runs taken: " + analysis.options().filter() + ".");
        }
        line(String.format(
                Locale.ROOT,
                "%,d runs: %,d done, %,d equal to another, %,d failed; %,d groups (backbone, data sets, remapping, task), %,d"
                        + " configurations.",
                counts.all(),
                counts.done(),
                counts.equal(),
                counts.failed(),
                medians.groups().size(),
                medians.methods().size()));
        line(analysis.seeds().sentence());
        ComparisonOptions tests = analysis.options().comparison();
        String method = tests.postHoc() == PostHoc.WILCOXON_HOLM
                ? ", " + tests.signedRank().wireName()
                : "";
        line("Tests at α = " + tests.alpha() + ", " + tests.postHoc().wireName() + method + ", "
                + tests.semantics().wireName() + " semantics.");
    }

    private void ranking(Ranking ranking) {
        RankingTables tables = RankingTables.of(ranking, analysis.medians());
        section(tables.best());
        if (!ranking.standings().isEmpty()) {
            out.append('\n');
            tables.statistics().forEach(this::line);
        }
        Optional<Table> pairs = tables.pairs();
        files(ranking.slice().name());
        out.append("; all configurations: [csv](")
                .append(ranking.slice().name())
                .append("-all.csv)");
        if (pairs.isPresent()) {
            out.append("; pairs: ");
            forms(ranking.slice().name() + "-pairs");
        }
        out.append('\n');
    }

    private void section(Table table) {
        out.append("\n## ").append(Escapes.markdown(table.title())).append("\n\n");
        table.notes().forEach(this::line);
        if (!table.rows().isEmpty()) {
            out.append('\n').append(TableFormat.MARKDOWN.write(table));
        }
    }

    private void files(String name) {
        out.append("\nFiles: ");
        forms(name);
    }

    private void forms(String name) {
        out.append(Stream.of(TableFormat.values())
                .map(TableFormat::wireName)
                .map(ending -> "[" + ending + "](" + name + "." + ending + ")")
                .collect(Collectors.joining(", ")));
    }

    private void missing(AnalysisTables tables, boolean medians) {
        Table seeds = tables.seeds();
        Table leftOut = tables.leftOut();
        out.append("\n## What is missing\n\n");
        out.append("- Cells with an unusual number of seeds or failed runs: ")
                .append(seeds.rows().size())
                .append(", in [seeds.csv](seeds.csv).\n- Groups and configurations left out of tables: ")
                .append(leftOut.rows().size())
                .append(", in [left-out.csv](left-out.csv).\n");
        if (medians) {
            out.append("\nEvery median over the seeds: [medians.csv](medians.csv).\n");
        }
    }

    private void line(String sentence) {
        out.append(Escapes.markdown(sentence)).append('\n');
    }
}
