package org.imprint.study.figure.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Look;
import org.imprint.study.figure.canvas.Marker;
import org.imprint.study.figure.chart.BoxChart;
import org.imprint.study.figure.chart.CdDiagram;
import org.imprint.study.figure.chart.LegendPlace;
import org.imprint.study.figure.chart.LineChart;
import org.imprint.study.figure.chart.PanelOptions;
import org.imprint.study.figure.chart.Panels;
import org.imprint.study.figure.chart.Point;
import org.imprint.study.figure.chart.Rule;
import org.imprint.study.figure.chart.Series;
import org.imprint.study.figure.chart.Sharing;
import org.imprint.study.stats.Comparison;

/** The paper's figures, each from typed numbers. */
public final class PaperFigures {

    private static final String ACCURACY = "accuracy, %";
    private static final String PROXIES = "k, proxies per class";
    private static final double[] KS = {1, 2, 3, 5, 10, 20, 50, 100};

    /** The k whose accuracies order the lines of figure 6. */
    private static final int ORDERING_K = 5;

    /** Generators that always look the same, whichever others are there. */
    private static final List<String> GENERATORS =
            List.of("k-means", "k-medoids", "k-cov-max", "k-random", "k-fps", "k-least-squares");

    private PaperFigures() {}

    /** Draws average ranks and what is not told apart. */
    public static Figure cd(Comparison comparison) {
        return CdDiagram.of(comparison).figure();
    }

    /** Draws figure 6, accuracy over k for each GEN, one panel a group, at most three beside each other. */
    public static Figure accuracyOverK(List<ProxyCurves> groups) {
        Checks.require(!groups.isEmpty(), "accuracy over k needs at least one group", 0);
        List<String> order = namesByAccuracy(groups);
        List<LineChart> charts = groups.stream().map(g -> proxyChart(g, order)).toList();
        PanelOptions options = groups.size() == 1
                ? PanelOptions.single(0.75 * Figure.PAGE, 150, LegendPlace.RIGHT)
                : PanelOptions.shared(columns(groups.size(), 3), Figure.PAGE, 105)
                        .withSharedY(Sharing.NONE);
        String caption = "Test accuracy over the number k of proxies per class for "
                + Counted.of(order.size(), "way") + " to generate them (in order of accuracy at k = " + ORDERING_K
                + ") in "
                + Counted.of(groups.size(), "group")
                + "; mean and least squares have one proxy per class, \"all\" takes every training row.";
        return Panels.of(options, charts).figure("Accuracy over k", caption);
    }

    private static List<String> namesByAccuracy(List<ProxyCurves> groups) {
        Function<String, Double> accuracy = name -> groups.stream()
                .flatMap(g -> g.generators().stream())
                .filter(c -> c.name().equals(name))
                .mapToDouble(c -> c.at(ORDERING_K))
                .filter(a -> !Double.isNaN(a))
                .average()
                .orElse(-1);
        return groups.stream()
                .flatMap(g -> g.generators().stream())
                .map(Curve::name)
                .distinct()
                .sorted(Comparator.comparing(accuracy).reversed())
                .toList();
    }

    private static LineChart proxyChart(ProxyCurves group, List<String> order) {
        List<Series> series = new ArrayList<>();
        for (String name : order) {
            Curve curve = group.generators().stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElse(new Curve(name, List.of()));
            series.add(curve.series(generatorLook(name, order)));
        }
        // Larger than other markers: k-means with k = 1 is the mean and lies inside.
        Look hollow = Look.reference(Dash.NONE).asHollow().withSize(7);
        group.mean()
                .ifPresent(a -> series.add(
                        0, Series.of("mean", List.of(Point.of(1, 100 * a)), hollow.withMarker(Marker.CIRCLE))));
        group.leastSquares()
                .ifPresent(a -> series.add(
                        0,
                        Series.of("least squares", List.of(Point.of(1, 100 * a)), hollow.withMarker(Marker.DIAMOND))));
        LineChart chart = LineChart.of(
                group.group(),
                Axis.log(PROXIES).ticksAt(KS),
                Axis.linear(ACCURACY).within(0, 100),
                series);
        return group.all().isEmpty() || Double.isNaN(group.all().getAsDouble())
                ? chart
                : chart.with(Rule.level("all", 100 * group.all().getAsDouble(), Look.reference(Dash.DASHED)));
    }

    private static Look generatorLook(String name, List<String> order) {
        int known = GENERATORS.indexOf(name);
        int unknown =
                order.stream().filter(n -> !GENERATORS.contains(n)).toList().indexOf(name);
        return Look.of(known >= 0 ? known : GENERATORS.size() + unknown);
    }

    /** Draws figure 10, accuracy over samples per class: backbones in rows, data sets in columns, a line for each k. */
    public static Figure fewShot(List<FewShotCurves> cells) {
        Checks.require(!cells.isEmpty(), "few-shot curves need at least one backbone and data set", 0);
        List<String> backbones = distinct(cells.stream().map(FewShotCurves::backbone));
        List<String> dataSets = distinct(cells.stream().map(FewShotCurves::dataSet));
        List<String> names =
                distinct(cells.stream().flatMap(c -> c.curves().stream()).map(Curve::name));
        double[] ns = cells.stream()
                .flatMap(c -> c.curves().stream())
                .flatMap(c -> c.points().stream())
                .mapToDouble(Point::x)
                .distinct()
                .sorted()
                .toArray();
        List<LineChart> charts = new ArrayList<>();
        for (String backbone : backbones) {
            for (String dataSet : dataSets) {
                List<Series> series = cells.stream()
                        .filter(c ->
                                c.backbone().equals(backbone) && c.dataSet().equals(dataSet))
                        .flatMap(c -> c.curves().stream())
                        .map(c -> c.series(Look.of(names.indexOf(c.name()))))
                        .toList();
                charts.add(LineChart.of(
                        charts.size() >= dataSets.size()
                                ? ""
                                : backbones.size() == 1 ? backbone + ", " + dataSet : dataSet,
                        Axis.log("n, samples per class").ticksAt(ns),
                        Axis.linear(backbones.size() == 1 ? ACCURACY : backbone + ", " + ACCURACY)
                                .within(0, 100),
                        series));
            }
        }
        PanelOptions options = new PanelOptions(
                dataSets.size(), Figure.PAGE, backbones.size() == 1 ? 110 : 84, true, Sharing.ROW, LegendPlace.BELOW);
        String caption = "Test accuracy over the number n of training samples per class for "
                + Counted.of(backbones.size(), "backbone") + " and " + Counted.of(dataSets.size(), "data set")
                + "; lines are medians over seeds, bands are ± 1.96 standard errors.";
        return Panels.of(options, charts).figure("Accuracy with few samples", caption);
    }

    /** Draws figure 11b, accuracy over k for tasks of d classes in one, with the other data sets dashed. */
    public static Figure accuracyPerTask(List<TaskCurves> backbones) {
        Checks.require(!backbones.isEmpty(), "accuracy per task needs at least one backbone", 0);
        List<Integer> ds = backbones.stream()
                .flatMap(b -> b.inOne().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> dataSets =
                distinct(backbones.stream().flatMap(b -> b.dataSets().stream()).map(Curve::name));
        List<LineChart> charts =
                backbones.stream().map(b -> taskChart(b, ds, dataSets)).toList();
        int columns = columns(backbones.size(), 3);
        double width = backbones.size() == 1 ? 0.6 * Figure.PAGE : Figure.PAGE;
        Panels panels = Panels.of(PanelOptions.shared(columns, width, 170), charts);
        String caption = "Test accuracy over the number k of proxies per class for "
                + Counted.of(backbones.size(), "backbone") + " on tasks that join d classes in one ("
                + Counted.of(ds.size(), "value")
                + " of d; mean over remappings with 95 % bands; the large point marks k = d)"
                + (dataSets.isEmpty()
                        ? "."
                        : ", and on " + Counted.of(dataSets.size(), "other data set") + " (dashed).")
                + (panels.isBroken() ? " The vertical axis is broken." : "");
        return panels.figure("Accuracy over k for d classes in one", caption);
    }

    private static LineChart taskChart(TaskCurves backbone, List<Integer> ds, List<String> dataSets) {
        List<Series> series = new ArrayList<>();
        for (Map.Entry<Integer, List<Point>> line : backbone.inOne().entrySet()) {
            int d = line.getKey();
            Look look = Look.shade(ds.indexOf(d), ds.size()).withSize(3.6);
            List<Point> points = line.getValue().stream().map(Curve::percent).toList();
            series.add(new Series("d = " + d, points, look, Set.of((double) d)));
        }
        for (Curve curve : backbone.dataSets()) {
            // From the second on: the first colour is that of the shades.
            int i = dataSets.indexOf(curve.name()) + 1;
            Dash dash =
                    Look.of(i).dash() == Dash.SOLID ? Dash.SHORT : Look.of(i).dash();
            series.add(curve.series(Look.of(i).withDash(dash).withSize(3)));
        }
        double[] ks = backbone.inOne().values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::x)
                .distinct()
                .sorted()
                .toArray();
        Axis x = Axis.linear(PROXIES);
        Axis y = Axis.linear(ACCURACY).within(0, 100).withBreak();
        return LineChart.of(backbone.backbone(), ks.length == 0 ? x : x.ticksAt(ks), y, series);
    }

    /** Draws the time of GEN, a row for each method: box and points over groups, on a logarithmic axis. */
    public static Figure generationTime(List<BoxChart.Group> methods) {
        long times = methods.stream().mapToLong(m -> m.values().size()).sum();
        String caption = "Time to generate proxies with " + Counted.of(methods.size(), "method") + " (" + times
                + " times in all; median over seeds for each group): quartiles, the farthest values within 1.5 box"
                + " lengths, and all values.";
        return new BoxChart(Axis.log("time to generate proxies, s"), methods)
                .figure("Time of generation", caption, 0.75 * Figure.PAGE);
    }

    /** Draws embeddings in two dimensions, a colour and marker for each label. */
    public static Figure map(EmbeddingMap map) {
        List<String> labels = distinct(map.points().stream().map(MapPoint::label));
        double size =
                Math.max(2, Math.min(4, 60 / Math.sqrt(Math.max(1, map.points().size()))));
        List<Series> series = IntStream.range(0, labels.size())
                .mapToObj(i -> Series.of(
                        labels.get(i),
                        map.points().stream()
                                .filter(p -> p.label().equals(labels.get(i)))
                                .map(p -> Point.of(p.x(), p.y()))
                                .toList(),
                        Look.of(i).pointsOnly().withSize(size)))
                .toList();
        LineChart chart = LineChart.of("", Axis.bare(map.xLabel()), Axis.bare(map.yLabel()), series);
        String caption = Counted.of(map.points().size(), "embedding") + " of " + Counted.of(labels.size(), "label")
                + " " + map.method() + ".";
        return Panels.of(PanelOptions.single(0.65 * Figure.PAGE, 220, LegendPlace.RIGHT), chart)
                .figure("Map of embeddings", caption);
    }

    /** Returns how many panels stand beside each other: four are two rows of two. */
    static int columns(int panels, int most) {
        return panels == 4 ? 2 : Math.min(most, panels);
    }

    static List<String> distinct(Stream<String> names) {
        return List.copyOf(names.collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new)));
    }
}
