package org.imprint.lab.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.lab.analysis.Analysis;
import org.imprint.lab.analysis.Ranking;
import org.imprint.lab.analysis.RunTimes;
import org.imprint.lab.figure.BoxChart;
import org.imprint.lab.figure.Figure;
import org.imprint.lab.figure.paper.BestK;
import org.imprint.lab.figure.paper.CollapseFigures;
import org.imprint.lab.figure.paper.PaperFigures;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.GeneratorMethod;

/** The paper's figures that some results suffice for. What they do not suffice for is not there. */
public final class Gallery {

    /** The k whose generation times are drawn. */
    private static final Set<Integer> TIMED_KS = Set.of(1, 5, 20);

    private Gallery() {}

    /**
     * Draws figures.
     *
     * @param analysis of the runs
     * @param collapse neural collapse, perhaps none
     * @return critical-difference diagrams first ({@code cd-SLICE}), then {@code generation-time}, {@code accuracy-over-k},
     *     {@code few-shot}, {@code accuracy-per-task}, {@code best-k}, {@code best-k-accuracy}, {@code collapse}, {@code gain}
     */
    public static List<NamedFigure> of(Analysis analysis, List<CollapseResult> collapse) {
        List<NamedFigure> figures = new ArrayList<>();
        for (Ranking ranking : analysis.rankings()) {
            ranking.comparison()
                    .filter(c -> c.methods().size() > 1)
                    .ifPresent(c ->
                            figures.add(new NamedFigure("cd-" + ranking.slice().name(), PaperFigures.cd(c))));
        }
        times(analysis.runTimes()).ifPresent(f -> figures.add(new NamedFigure("generation-time", f)));
        CurveFigures curves = new CurveFigures(analysis.medians());
        curves.accuracyOverK().ifPresent(f -> figures.add(new NamedFigure("accuracy-over-k", f)));
        curves.fewShot().ifPresent(f -> figures.add(new NamedFigure("few-shot", f)));
        curves.accuracyPerTask().ifPresent(f -> figures.add(new NamedFigure("accuracy-per-task", f)));
        CollapseGallery collapsed = new CollapseGallery(analysis.medians(), collapse);
        List<BestK> best = collapsed.bestK();
        if (!best.isEmpty()) {
            figures.add(new NamedFigure("best-k", CollapseFigures.bestK(best)));
            figures.add(new NamedFigure("best-k-accuracy", CollapseFigures.bestKAccuracy(best)));
        }
        collapsed.collapse().ifPresent(f -> figures.add(new NamedFigure("collapse", f)));
        collapsed.gain().ifPresent(f -> figures.add(new NamedFigure("gain", f)));
        return figures;
    }

    private static Optional<Figure> times(RunTimes times) {
        List<BoxChart.Group> rows = times.rows().stream()
                .filter(r -> !r.generator().method().usesK()
                        || TIMED_KS.contains(r.generator().k()))
                .map(r -> new BoxChart.Group(
                        name(r), r.medians().stream().filter(s -> s > 0).toList()))
                .filter(g -> !g.values().isEmpty())
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(PaperFigures.generationTime(rows));
    }

    private static String name(RunTimes.Row row) {
        GeneratorMethod generator = row.generator().method();
        return generator.usesK()
                ? CurveFigures.name(generator) + ", k = " + row.generator().k()
                : generator.wireName();
    }
}
