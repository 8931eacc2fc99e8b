package org.imprint.study.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprint.lab.result.CollapseResult;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.median.RunTimes;
import org.imprint.study.analysis.ranking.Ranking;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.chart.BoxChart;
import org.imprint.study.figure.paper.BestK;
import org.imprint.study.figure.paper.CollapseFigures;
import org.imprint.study.figure.paper.PaperFigures;
import org.imprint.study.stats.Comparison;

/** One choice of figures: what the results suffice for, and why not for the rest. */
final class Choice {

    /** The k whose generation times are drawn. */
    private static final Set<Integer> TIMED_KS = Set.of(1, 5, 20);

    /** Pages of one kind; more would be looked at by nobody. */
    private static final int MOST_PAGES = 6;

    private final Analysis analysis;
    private final List<CollapseResult> collapse;
    private final TrainRows trainRows;
    private final List<NamedFigure> figures = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Choice(Analysis analysis, List<CollapseResult> collapse, TrainRows trainRows) {
        this.trainRows = trainRows;
        this.analysis = analysis;
        this.collapse = collapse;
    }

    Gallery gallery() {
        analysis.rankings().forEach(this::criticalDifference);
        add("generation-time", times(analysis.runTimes()), "no run tells what GEN took");
        CurveFigures curves = new CurveFigures(analysis.medians(), trainRows);
        add(
                "accuracy-over-k",
                curves.accuracyOverK(),
                "no group of all classes of one data set has a generator with two k (L2 everywhere, max of inner products)");
        add("few-shot", curves.fewShot(), "there are no runs with few samples of each class (k-means, L2 everywhere)");
        add("accuracy-per-task", curves.accuracyPerTask(), "there are no runs with several classes in one");
        CollapseGallery collapsed = new CollapseGallery(analysis.medians(), curves, collapse);
        List<BestK> best = collapsed.bestK();
        String noBest = "there are no runs with several classes in one";
        add("best-k", best.isEmpty() ? Optional.empty() : Optional.of(CollapseFigures.bestK(best)), noBest);
        add(
                "best-k-accuracy",
                best.isEmpty() ? Optional.empty() : Optional.of(CollapseFigures.bestKAccuracy(best)),
                noBest);
        add("collapse", collapsed.collapse(), "the store has no NC1 above zero; imprint collapse measures it");
        if (collapsed.otherSplits() > 0) {
            leftOut.add(
                    "collapse and gain: of data measured on several splits one is drawn, train before val before test; left out: "
                            + collapsed.otherSplits() + ".");
        }
        add("gain", collapsed.gain(), "nothing was both measured for NC1 and run with k = 1 and k = 5");
        return new Gallery(figures, leftOut);
    }

    private void criticalDifference(Ranking ranking) {
        String name = "cd-" + ranking.slice().name();
        if (ranking.comparison().isEmpty()) {
            leftOut.add(name + ": " + ranking.whyNoComparison());
            return;
        }
        Comparison comparison = ranking.comparison().get();
        if (comparison.methods().size() < 2) {
            leftOut.add(name + ": " + comparison.verdict().sentence());
        } else if (ranking.groups().size() < 2) {
            leftOut.add(name + ": average ranks need two groups or more, there is one.");
        } else {
            Figure figure = PaperFigures.cd(comparison)
                    .withTitle("Critical difference: " + ranking.slice().title());
            figures.add(new NamedFigure(name, 1, figure));
        }
    }

    private void add(String kind, Optional<Figure> figure, String whyNot) {
        add(kind, figure.stream().toList(), whyNot);
    }

    private void add(String kind, List<Figure> pages, String whyNot) {
        if (pages.isEmpty()) {
            leftOut.add(kind + ": " + whyNot + ".");
        }
        for (int page = 1; page <= Math.min(MOST_PAGES, pages.size()); page++) {
            Figure figure = pages.get(page - 1);
            String title =
                    pages.size() == 1 ? figure.title() : figure.title() + ", page " + page + " of " + pages.size();
            figures.add(new NamedFigure(kind, page, figure.withTitle(title)));
        }
        if (pages.size() > MOST_PAGES) {
            int more = pages.size() - MOST_PAGES;
            leftOut.add(kind + ": " + more + " of " + pages.size() + " pages " + (more == 1 ? "is" : "are")
                    + " left out; --filter chooses other groups.");
        }
    }

    private static Optional<Figure> times(RunTimes times) {
        List<BoxChart.Group> rows = times.rows().stream()
                .filter(r -> !r.generator().kind().usesK()
                        || r.together()
                        || TIMED_KS.contains(r.generator().k()))
                .map(r -> new BoxChart.Group(
                        r.title(), r.medians().stream().filter(s -> s > 0).toList()))
                .filter(g -> !g.values().isEmpty())
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(PaperFigures.generationTime(rows));
    }
}
