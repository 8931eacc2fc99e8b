package org.imprint.study.figure.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.axis.Axis;
import org.imprint.study.figure.canvas.Dash;
import org.imprint.study.figure.canvas.Filling;
import org.imprint.study.figure.canvas.Look;
import org.imprint.study.figure.canvas.Marker;
import org.imprint.study.figure.chart.Key;
import org.imprint.study.figure.chart.LegendPlace;
import org.imprint.study.figure.chart.LineChart;
import org.imprint.study.figure.chart.PanelOptions;
import org.imprint.study.figure.chart.Panels;
import org.imprint.study.figure.chart.Point;
import org.imprint.study.figure.chart.Rule;
import org.imprint.study.figure.chart.Series;
import org.imprint.study.figure.chart.Sharing;
import org.imprint.study.stats.significance.Correlation;

/** The paper's figures on neural collapse: NC1 itself, gain against NC1, the best k against d. */
public final class CollapseFigures {

    private static final String ACCURACY = "accuracy, %";

    /** NC1 at which the paper divides collapsed tasks from others. */
    private static final double DIVIDE = 1;

    /** Points between markers of one place. */
    private static final double APART = 5;

    private CollapseFigures() {}

    /** Draws figure 11a: NC1 over d with a line for each backbone, and NC1 of data sets as points. */
    public static Figure collapse(List<TaskCollapse> tasks, List<DataSetCollapse> dataSets) {
        Checks.require(!tasks.isEmpty() || !dataSets.isEmpty(), "a figure of NC1 needs at least one value", 0);
        List<String> backbones = PaperFigures.distinct(Stream.concat(
                tasks.stream().map(TaskCollapse::backbone), dataSets.stream().map(DataSetCollapse::backbone)));
        List<LineChart> charts = new ArrayList<>();
        if (!tasks.isEmpty()) {
            charts.add(taskChart(tasks, backbones));
        }
        if (!dataSets.isEmpty()) {
            charts.add(dataSetChart(dataSets, backbones));
        }
        int remappings = tasks.stream().mapToInt(t -> t.nc1().size()).sum();
        String caption = "NC1 of " + Counted.of(backbones.size(), "backbone")
                + (tasks.isEmpty()
                        ? ""
                        : " on tasks of d classes in one (" + remappings + " remappings in all, mean with 95 % band)")
                + (tasks.isEmpty() || dataSets.isEmpty() ? "" : " and")
                + (dataSets.isEmpty()
                        ? ""
                        : " on "
                                + Counted.of(
                                        (int) dataSets.stream()
                                                .map(DataSetCollapse::dataSet)
                                                .distinct()
                                                .count(),
                                        "data set"))
                + "; below the dotted line, NC1 < 1, classes are collapsed. Points of one place are drawn side by side.";
        PanelOptions options = new PanelOptions(1, 0.6 * Figure.PAGE, 105, false, Sharing.NONE, LegendPlace.BELOW);
        return Panels.of(options, charts).figure("Neural collapse", caption);
    }

    private static LineChart taskChart(List<TaskCollapse> tasks, List<String> backbones) {
        List<Series> series = IntStream.range(0, backbones.size())
                .mapToObj(i -> Series.of(
                        backbones.get(i),
                        tasks.stream()
                                .filter(t -> t.backbone().equals(backbones.get(i)))
                                .map(CollapseFigures::point)
                                .toList(),
                        Look.of(i)))
                .toList();
        double[] ds =
                tasks.stream().mapToDouble(TaskCollapse::d).distinct().sorted().toArray();
        return LineChart.of("", Axis.linear("d, classes in one").ticksAt(ds), Axis.log("NC1"), series)
                .with(Rule.level("", DIVIDE, Look.reference(Dash.DOTTED)));
    }

    /** A band that would reach zero, which a logarithmic axis has not, ends at half the smallest value. */
    private static Point point(TaskCollapse task) {
        double[] values = task.nc1().stream().mapToDouble(v -> v).toArray();
        Point p = Point.aroundMean(task.d(), values);
        double least = DoubleStream.of(values).filter(v -> v > 0).min().orElse(Double.NaN) / 2;
        return p.hasInterval() ? new Point(p.x(), p.y(), Math.max(p.low(), least), p.high()) : p;
    }

    private static LineChart dataSetChart(List<DataSetCollapse> values, List<String> backbones) {
        List<String> names = PaperFigures.distinct(values.stream().map(DataSetCollapse::dataSet));
        List<Series> series = IntStream.range(0, backbones.size())
                .mapToObj(i -> Series.of(
                        backbones.get(i),
                        values.stream()
                                .filter(v -> v.backbone().equals(backbones.get(i)))
                                .map(v -> Point.of(names.indexOf(v.dataSet()), v.nc1()))
                                .toList(),
                        Look.of(i).pointsOnly().withShift(shift(i, backbones.size()))))
                .toList();
        return LineChart.of("", Axis.named("", names), Axis.log("NC1"), series)
                .with(Rule.level("", DIVIDE, Look.reference(Dash.DOTTED)));
    }

    private static double shift(int i, int count) {
        return APART * (i - (count - 1) / 2.0);
    }

    /**
     * Draws figure 12: the gain of k = 5 over k = 1 against NC1, with correlations in a table below.
     *
     * @param tasks those without a gain, or without an NC1 above zero, are left out, and the caption counts them
     * @param imageNet name of the data set whose tasks are correlated apart from the others where NC1 &gt; 1
     */
    public static Figure gain(List<Gain> tasks, String imageNet) {
        List<Gain> points = tasks.stream()
                .filter(p -> p.nc1() > 0 && Double.isFinite(p.nc1()) && Double.isFinite(p.percent()))
                .toList();
        Checks.require(!points.isEmpty(), "a figure of gains needs at least one task with a gain and an NC1", 0);
        int without = tasks.size() - points.size();
        List<String> dataSets = PaperFigures.distinct(points.stream().map(Gain::dataSet));
        List<String> backbones = PaperFigures.distinct(points.stream().map(Gain::backbone));
        List<Filling> fillings = fillings(dataSets, imageNet);
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < dataSets.size(); i++) {
            for (int j = 0; j < backbones.size(); j++) {
                String dataSet = dataSets.get(i);
                String backbone = backbones.get(j);
                List<Point> there = points.stream()
                        .filter(p -> p.dataSet().equals(dataSet) && p.backbone().equals(backbone))
                        .map(p -> Point.of(p.nc1(), p.percent()))
                        .toList();
                Look look = Look.of(j).pointsOnly().withColour(Look.of(i).colour());
                series.add(Series.of(dataSet + ", " + backbone, there, look.filledWith(fillings.get(i))));
            }
        }
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < dataSets.size(); i++) {
            Look bar = Look.reference(Dash.NONE).withMarker(Marker.BAR).withSize(6);
            Look filled = bar.withColour(Look.of(i).colour()).filledWith(fillings.get(i));
            keys.add(new Key(dataSets.get(i), filled));
        }
        for (int j = 0; j < backbones.size(); j++) {
            keys.add(new Key(
                    backbones.get(j),
                    Look.of(j)
                            .pointsOnly()
                            .withColour(Look.reference(Dash.SOLID).colour())));
        }
        LineChart chart = LineChart.of(
                        "",
                        Axis.log("NC1"),
                        Axis.linear("gain of k = 5 over k = 1, % of the accuracy at k = 1"),
                        series)
                .with(Rule.divide("", DIVIDE, Look.reference(Dash.DOTTED)));
        String caption = "Gain in accuracy of five proxies per class over one against NC1 of "
                + Counted.of(points.size(), "task") + " on " + Counted.of(backbones.size(), "backbone")
                + " (markers) and " + Counted.of(dataSets.size(), "data set")
                + " (colours and fillings; full for " + imageNet
                + "), with correlations; p-values are two-sided, the slope is that of the least-squares line."
                + (without == 0 ? "" : " Left out for lack of a value: " + Counted.of(without, "task") + ".");
        return new Panels(
                        PanelOptions.single(Figure.PAGE, 190, LegendPlace.RIGHT),
                        List.of(chart),
                        keys,
                        correlations(points, imageNet))
                .figure("Gain against neural collapse", caption);
    }

    private static List<Filling> fillings(List<String> dataSets, String imageNet) {
        List<String> others =
                dataSets.stream().filter(name -> !name.equals(imageNet)).toList();
        return dataSets.stream()
                .map(name -> name.equals(imageNet) ? Filling.FULL : Filling.outlined(others.indexOf(name)))
                .toList();
    }

    private static List<List<String>> correlations(List<Gain> points, String imageNet) {
        Predicate<Gain> collapsed = p -> p.nc1() < DIVIDE;
        Predicate<Gain> loose = p -> p.nc1() > DIVIDE;
        Predicate<Gain> isImageNet = p -> p.dataSet().equals(imageNet);
        return List.of(
                List.of("tasks", "n", "Pearson r", "p", "Spearman ρ", "p", "R²", "slope"),
                correlation("all", points, p -> true),
                correlation("NC1 < 1", points, collapsed),
                correlation("NC1 > 1", points, loose),
                correlation("NC1 > 1, " + imageNet, points, loose.and(isImageNet)),
                correlation("NC1 > 1, others", points, loose.and(isImageNet.negate())));
    }

    private static List<String> correlation(String name, List<Gain> points, Predicate<Gain> which) {
        double[] x = points.stream().filter(which).mapToDouble(Gain::nc1).toArray();
        double[] y = points.stream().filter(which).mapToDouble(Gain::percent).toArray();
        Correlation c = Correlation.of(x, y);
        return List.of(
                name,
                Integer.toString(c.n()),
                text("%.3f", c.pearson()),
                text("%.2g", c.pearsonP()),
                text("%.3f", c.spearman()),
                text("%.2g", c.spearmanP()),
                text("%.3f", c.rSquared()),
                text("%.3g", c.slope()));
    }

    private static String text(String format, double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.ROOT, format, value).replace('-', '−');
    }

    /** Draws figure A.8, first part: the best k against d, a line for each backbone, a panel for each GEN. */
    public static Figure bestK(List<BestK> points) {
        Checks.require(!points.isEmpty(), "a figure of the best k needs at least one point", 0);
        List<String> generators = PaperFigures.distinct(points.stream().map(BestK::generator));
        List<String> backbones = PaperFigures.distinct(points.stream().map(BestK::backbone));
        List<LineChart> charts = new ArrayList<>();
        double[] ks = points.stream().mapToDouble(BestK::k).distinct().sorted().toArray();
        boolean reached = points.stream().anyMatch(p -> p.d() >= ks[0])
                && points.stream().anyMatch(p -> p.d() <= ks[ks.length - 1]);
        for (String generator : generators) {
            List<Series> series = new ArrayList<>();
            for (int i = 0; i < backbones.size(); i++) {
                String backbone = backbones.get(i);
                List<Point> line = points.stream()
                        .filter(p ->
                                p.generator().equals(generator) && p.backbone().equals(backbone))
                        .map(p -> Point.of(p.d(), p.k()))
                        .toList();
                series.add(Series.of(backbone, line, Look.of(i).withShift(0.5 * shift(i, backbones.size()))));
            }
            LineChart chart =
                    LineChart.of(generator, dAxis(points), Axis.linear("best k").ticksAt(ks), series);
            charts.add(reached ? chart.with(Rule.diagonal("k = d", Look.reference(Dash.DOTTED))) : chart);
        }
        String caption = "The k of the highest accuracy on tasks that join d classes in one, for "
                + Counted.of(backbones.size(), "backbone") + " and " + Counted.of(generators.size(), "generator")
                + "; lines are moved sideways a little, so that equal ones can be told apart.";
        return Panels.of(PanelOptions.shared(generators.size(), Figure.PAGE, 140), charts)
                .figure("Best k against d", caption);
    }

    /** Draws figure A.8, second part: accuracy at the best k, at k = 1 and at k = d; GEN in rows, backbones in columns. */
    public static Figure bestKAccuracy(List<BestK> points) {
        Checks.require(!points.isEmpty(), "a figure of the best k needs at least one point", 0);
        List<String> generators = PaperFigures.distinct(points.stream().map(BestK::generator));
        List<String> backbones = PaperFigures.distinct(points.stream().map(BestK::backbone));
        List<LineChart> charts = new ArrayList<>();
        for (String generator : generators) {
            for (String backbone : backbones) {
                List<BestK> here = points.stream()
                        .filter(p ->
                                p.generator().equals(generator) && p.backbone().equals(backbone))
                        .toList();
                List<Series> series = List.of(
                        accuracies("best k", here.stream().map(p -> Point.of(p.d(), 100 * p.atBest())), Look.of(0)),
                        accuracies(
                                "k = d",
                                here.stream().map(p -> Point.of(p.d(), 100 * p.atD())),
                                Look.of(1).asHollow()),
                        accuracies("k = 1", here.stream().map(p -> Point.of(p.d(), 100 * p.atOne())), Look.of(2)));
                Axis y = Axis.linear(generator + ", " + ACCURACY).within(0, 100);
                charts.add(LineChart.of(charts.size() < backbones.size() ? backbone : "", dAxis(points), y, series));
            }
        }
        String caption = "Accuracy at the best k, at k = d and at k = 1 on tasks that join d classes in one, for "
                + Counted.of(generators.size(), "generator") + " (rows) and "
                + Counted.of(backbones.size(), "backbone") + " (columns).";
        PanelOptions options = PanelOptions.shared(backbones.size(), Figure.PAGE, 100);
        return Panels.of(options, charts).figure("Accuracy at the best k", caption);
    }

    private static Series accuracies(String name, Stream<Point> points, Look look) {
        return Series.of(name, points.toList(), look);
    }

    private static Axis dAxis(List<BestK> points) {
        double[] ds = points.stream().mapToDouble(BestK::d).distinct().sorted().toArray();
        return Axis.linear("d, classes in one").ticksAt(ds);
    }
}
