package org.imprint.study.gallery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.study.analysis.CollapseOfData;
import org.imprint.study.analysis.DataKind;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.paper.BestK;
import org.imprint.study.figure.paper.CollapseFigures;
import org.imprint.study.figure.paper.DataSetCollapse;
import org.imprint.study.figure.paper.Gain;
import org.imprint.study.figure.paper.TaskCollapse;
import org.imprint.study.gallery.CurveFigures.InOne;

/** Figures 11a, 12 and A.8: NC1 by the textbook, what several proxies gain at some NC1, the best k for d classes in one. */
final class CollapseGallery {

    private static final int SEVERAL = 5;

    private final Medians medians;
    private final CurveFigures curves;
    private final CollapseOfData collapse;

    CollapseGallery(Medians medians, CurveFigures curves, List<CollapseResult> results) {
        this.medians = medians;
        this.curves = curves;
        this.collapse = CollapseOfData.of(results);
    }

    /** Returns how many measurements are not drawn, since the same data was measured on a split that goes before theirs. */
    int otherSplits() {
        return collapse.otherSplits();
    }

    /** Draws figure 11a; empty if there is no NC1 to draw. */
    Optional<Figure> collapse() {
        Map<InOne, SortedMap<Integer, List<Double>>> inOne = new LinkedHashMap<>();
        List<DataSetCollapse> dataSets = new ArrayList<>();
        for (CollapseResult result : collapse.results()) {
            double nc1 = CollapseOfData.nc1(result);
            DataKind kind = DataKind.of(result);
            if (!Double.isNaN(nc1)) {
                kind.inOne()
                        .ifPresentOrElse(
                                d -> inOne.computeIfAbsent(
                                                new InOne(result.backbone(), kind.title()), x -> new TreeMap<>())
                                        .computeIfAbsent(d, x -> new ArrayList<>())
                                        .add(nc1),
                                () -> dataSets.add(new DataSetCollapse(result.backbone(), kind.title(), nc1)));
            }
        }
        List<InOne> all = List.copyOf(inOne.keySet());
        List<TaskCollapse> tasks = new ArrayList<>();
        inOne.forEach((data, byD) ->
                byD.forEach((d, nc1) -> tasks.add(new TaskCollapse(InOne.label(data, all), d, nc1))));
        return tasks.isEmpty() && dataSets.isEmpty()
                ? Optional.empty()
                : Optional.of(CollapseFigures.collapse(tasks, dataSets));
    }

    /** Draws figure 12; empty if nothing was both measured and run with k = 1 and k = 5. */
    Optional<Figure> gain() {
        List<Gain> gains = new ArrayList<>();
        for (int g = 0; g < medians.groups().size(); g++) {
            DataChoice data = medians.groups().get(g).data();
            OptionalDouble nc1 = collapse.nc1(data);
            OptionalDouble one = medians.accuracy(g, CurveFigures.kmeans(1));
            OptionalDouble five = medians.accuracy(g, CurveFigures.kmeans(SEVERAL));
            if (nc1.isPresent() && one.isPresent() && five.isPresent()) {
                gains.add(new Gain(
                        data.backbone(),
                        DataKind.of(data).title(),
                        nc1.getAsDouble(),
                        one.getAsDouble() / 100,
                        five.getAsDouble() / 100));
            }
        }
        String inOne = DataKind.inOneTitle(
                collapse.results().stream().map(DataKind::of).toList());
        return gains.isEmpty() ? Optional.empty() : Optional.of(CollapseFigures.gain(gains, inOne));
    }

    /** Returns the best k of tasks of d classes in one, k-means and kls; means over the remappings. */
    List<BestK> bestK() {
        List<BestK> all = new ArrayList<>();
        for (GeneratorKind generator : List.of(KMeansGenerator.KIND, ClusteredLeastSquaresGenerator.KIND)) {
            for (InOne data : curves.inOne()) {
                curves.inOne(data, generator).forEach((d, byK) -> {
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
                            curves.label(data),
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
