package org.imprint.study.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.study.analysis.Medians;
import org.imprint.study.collapse.CollapseRun;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.paper.BestK;
import org.imprint.study.figure.paper.CollapseFigures;
import org.imprint.study.figure.paper.DataSetCollapse;
import org.imprint.study.figure.paper.Gain;
import org.imprint.study.figure.paper.TaskCollapse;

/** Figures 11a, 12 and A.8: NC1 by the textbook, what several proxies gain at some NC1, the best k for d classes in one. */
final class CollapseGallery {

    private static final int SEVERAL = 5;

    private final Medians medians;
    private final List<CollapseResult> results;
    private final int otherSplits;

    CollapseGallery(Medians medians, List<CollapseResult> results) {
        this.medians = medians;
        Map<List<Object>, CollapseResult> oneSplit = new LinkedHashMap<>();
        for (CollapseResult result : results) {
            oneSplit.merge(List.of(result.backbone(), kind(result)), result, CollapseGallery::preferred);
        }
        this.results = List.copyOf(oneSplit.values());
        this.otherSplits = results.size() - this.results.size();
    }

    /** Returns the one of the split that {@code imprint collapse} takes if none is named: a task counts once in a correlation. */
    private static CollapseResult preferred(CollapseResult a, CollapseResult b) {
        Comparator<CollapseResult> order = Comparator.comparingInt(CollapseGallery::place);
        return order.thenComparing(CollapseResult::split).compare(a, b) <= 0 ? a : b;
    }

    private static int place(CollapseResult result) {
        int place = CollapseRun.DEFAULT_SPLITS.indexOf(result.split());
        return place < 0 ? CollapseRun.DEFAULT_SPLITS.size() : place;
    }

    /** Returns how many measurements are not drawn, since the same data was measured on a split that goes before theirs. */
    int otherSplits() {
        return otherSplits;
    }

    private static Kind kind(CollapseResult result) {
        return new Kind(result.dataSets(), result.mapping());
    }

    /** Returns NC1 as a figure can have it: NaN where it is 0 or ∞. */
    private static double nc1(CollapseResult result) {
        double nc1 = result.textbook().nc1();
        return nc1 > 0 && Double.isFinite(nc1) ? nc1 : Double.NaN;
    }

    /** Draws figure 11a; empty if there is no NC1 to draw. */
    Optional<Figure> collapse() {
        Map<String, SortedMap<Integer, List<Double>>> inOne = new TreeMap<>();
        List<DataSetCollapse> dataSets = new ArrayList<>();
        for (CollapseResult result : results) {
            if (Double.isNaN(nc1(result))) {
                continue;
            }
            kind(result)
                    .inOne()
                    .ifPresentOrElse(
                            d -> inOne.computeIfAbsent(result.backbone(), b -> new TreeMap<>())
                                    .computeIfAbsent(d, x -> new ArrayList<>())
                                    .add(nc1(result)),
                            () -> dataSets.add(new DataSetCollapse(
                                    result.backbone(), kind(result).title(), nc1(result))));
        }
        List<TaskCollapse> tasks = new ArrayList<>();
        inOne.forEach((backbone, byD) -> byD.forEach((d, nc1) -> tasks.add(new TaskCollapse(backbone, d, nc1))));
        return tasks.isEmpty() && dataSets.isEmpty()
                ? Optional.empty()
                : Optional.of(CollapseFigures.collapse(tasks, dataSets));
    }

    /** Draws figure 12; empty if nothing was both measured and run with k = 1 and k = 5. */
    Optional<Figure> gain() {
        List<Gain> gains = new ArrayList<>();
        for (CollapseResult result : results) {
            OptionalDouble one = accuracy(result, 1);
            OptionalDouble five = accuracy(result, SEVERAL);
            if (one.isPresent() && five.isPresent() && !Double.isNaN(nc1(result))) {
                gains.add(new Gain(
                        result.backbone(),
                        kind(result).title(),
                        nc1(result),
                        one.getAsDouble() / 100,
                        five.getAsDouble() / 100));
            }
        }
        String inOne =
                Kind.inOneTitle(results.stream().map(CollapseGallery::kind).toList());
        return gains.isEmpty() ? Optional.empty() : Optional.of(CollapseFigures.gain(gains, inOne));
    }

    private OptionalDouble accuracy(CollapseResult result, int k) {
        return IntStream.range(0, medians.groups().size())
                .filter(g -> matches(medians.groups().get(g).data(), result))
                .mapToObj(g -> medians.accuracy(g, CurveFigures.kmeans(k)))
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static boolean matches(DataChoice data, CollapseResult result) {
        return data.backbone().equals(result.backbone())
                && data.dataSets().equals(result.dataSets())
                && data.mapping().equals(result.mapping())
                && data.task().name().equals(Kind.ALL);
    }

    /** Returns the best k of tasks of d classes in one, k-means and kls; means over the remappings. */
    List<BestK> bestK() {
        CurveFigures curves = new CurveFigures(medians);
        List<BestK> all = new ArrayList<>();
        for (GeneratorKind generator : List.of(KMeansGenerator.KIND, ClusteredLeastSquaresGenerator.KIND)) {
            for (String backbone : curves.backbones()) {
                curves.inOne(backbone, generator).forEach((d, byK) -> {
                    SortedMap<Integer, Double> means = new TreeMap<>();
                    byK.forEach((k, percents) -> means.put(
                            k,
                            percents.stream()
                                    .mapToDouble(p -> p / 100)
                                    .average()
                                    .orElseThrow()));
                    int best = means.entrySet().stream()
                            .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                            .orElseThrow()
                            .getKey();
                    all.add(new BestK(
                            generator.title(),
                            backbone,
                            d,
                            best,
                            means.get(best),
                            means.getOrDefault(1, Double.NaN),
                            means.getOrDefault(d, Double.NaN)));
                });
            }
        }
        return all;
    }
}
