package org.imprint.study.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.study.analysis.DataKind;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.median.Curves;
import org.imprint.study.analysis.median.Medians;
import org.imprint.study.analysis.method.Methods;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.chart.Point;
import org.imprint.study.figure.paper.Curve;
import org.imprint.study.figure.paper.FewShotCurves;
import org.imprint.study.figure.paper.PaperFigures;
import org.imprint.study.figure.paper.ProxyCurves;
import org.imprint.study.figure.paper.TaskCurves;

/** Figures 6, 10 and 11b: accuracy over k, over samples per class, and over k for several classes in one; L2 everywhere, max. */
final class CurveFigures {

    private static final int[] FEW_SHOT_KS = {1, 5, 20};
    private static final int GROUPS_A_PAGE = 12;
    private static final int BACKBONES_A_PAGE = 6;
    private static final int DATA_SETS_A_PAGE = 4;
    private static final double NORMAL_95 = 1.96;

    private final Medians medians;
    private final TrainRows trainRows;
    private final Curves curves;

    CurveFigures(Medians medians, TrainRows trainRows) {
        this.medians = medians;
        this.trainRows = trainRows;
        this.curves = Curves.of(medians);
    }

    static Method kmeans(int k) {
        return Methods.normalized(new KMeansGenerator(k));
    }

    /** Returns the places of the groups of all classes of one data set. */
    private List<Integer> plain() {
        return places().filter(g -> DataKind.of(data(g)).isPlain()).boxed().toList();
    }

    /** Returns the places of the groups of all classes. */
    private IntStream places() {
        return IntStream.range(0, medians.groups().size()).filter(g -> DataKind.isWhole(data(g)));
    }

    private DataChoice data(int g) {
        return medians.groups().get(g).data();
    }

    /** Draws figure 6, some groups on each page; no page if no group has two k of one generator. */
    List<Figure> accuracyOverK() {
        List<ProxyCurves> groups = plain().stream()
                .map(this::proxies)
                .filter(p -> p.generators().stream().anyMatch(c -> c.points().size() > 1))
                .toList();
        return parts(groups, GROUPS_A_PAGE).stream()
                .map(PaperFigures::accuracyOverK)
                .toList();
    }

    /** Divides a list; the last part may be short. */
    private static <T> List<List<T>> parts(List<T> all, int size) {
        return IntStream.iterate(0, i -> i < all.size(), i -> i + size)
                .mapToObj(i -> all.subList(i, Math.min(all.size(), i + size)))
                .toList();
    }

    private ProxyCurves proxies(int g) {
        List<Curve> lines = new ArrayList<>();
        curves.overK(g, kmeans(1)).forEach((generator, byK) -> {
            if (generator.usesK()) {
                lines.add(new Curve(generator.title(), points(byK)));
            }
        });
        String title = data(g).backbone() + ", " + DataKind.of(data(g)).title();
        return new ProxyCurves(
                title,
                lines,
                single(g, MeanGenerator.KIND),
                single(g, LeastSquaresGenerator.KIND),
                single(g, AllGenerator.KIND));
    }

    private OptionalDouble single(int g, GeneratorKind generator) {
        OptionalDouble percent = medians.accuracy(g, Methods.normalized(generator.only()));
        return percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent;
    }

    private static List<Point> points(SortedMap<Integer, Double> percentByK) {
        return percentByK.entrySet().stream()
                .map(e -> Point.of(e.getKey(), e.getValue() / 100))
                .toList();
    }

    /** Draws figure 10, some backbones and data sets on each page; no page if there are no runs of few shots. */
    List<Figure> fewShot() {
        List<FewShotCurves> cells = plain().stream()
                .map(g -> new FewShotCurves(
                        data(g).backbone(), DataKind.of(data(g)).title(), fewShot(g)))
                .filter(c -> !c.curves().isEmpty())
                .toList();
        List<Figure> pages = new ArrayList<>();
        for (List<String> rows : parts(distinct(cells, FewShotCurves::backbone), BACKBONES_A_PAGE)) {
            for (List<String> columns : parts(distinct(cells, FewShotCurves::dataSet), DATA_SETS_A_PAGE)) {
                List<FewShotCurves> there = cells.stream()
                        .filter(c -> rows.contains(c.backbone()) && columns.contains(c.dataSet()))
                        .toList();
                if (!there.isEmpty()) {
                    pages.add(PaperFigures.fewShot(there));
                }
            }
        }
        return pages;
    }

    private static List<String> distinct(List<FewShotCurves> cells, Function<FewShotCurves, String> name) {
        return cells.stream().map(name).distinct().toList();
    }

    private List<Curve> fewShot(int g) {
        int most = trainRows.mostShots(data(g)).orElse(Integer.MAX_VALUE);
        List<Curve> lines = new ArrayList<>();
        for (int k : FEW_SHOT_KS) {
            int least = k;
            lines.add(new Curve(
                    "k = " + k,
                    curves.fewShot(g, kmeans(k)).stream()
                            .filter(s -> s.n() >= least && s.n() <= most)
                            .map(CurveFigures::point)
                            .toList()));
        }
        SortedMap<Integer, Point> everyRow = new TreeMap<>();
        for (int m : medians.methodsIn(g)) {
            Method method = medians.methods().get(m);
            int k = method.generator().k();
            if (k != ProxyGenerator.EVERY_ROW
                    && k <= most
                    && method.presampling().fewShot().orElse(0) == k) {
                curves.fewShot(g, kmeans(k)).stream().filter(s -> s.n() == k).forEach(s -> everyRow.put(k, point(s)));
            }
        }
        lines.add(new Curve("k = n", List.copyOf(everyRow.values())));
        return lines.stream().filter(c -> !c.points().isEmpty()).toList();
    }

    private static Point point(Curves.Shots shots) {
        double half = NORMAL_95 * shots.spread().stderr();
        return Double.isNaN(half)
                ? Point.of(shots.n(), shots.median() / 100)
                : new Point(
                        shots.n(), shots.median() / 100, (shots.median() - half) / 100, (shots.median() + half) / 100);
    }

    /** Draws figure 11b; empty if there is no task of d classes in one. */
    Optional<Figure> accuracyPerTask() {
        List<TaskCurves> panels = new ArrayList<>();
        for (InOne data : inOne()) {
            SortedMap<Integer, List<Point>> byD = new TreeMap<>();
            inOne(data, KMeansGenerator.KIND)
                    .forEach((d, byK) -> byD.put(
                            d,
                            byK.entrySet().stream()
                                    .map(e -> Point.aroundMean(e.getKey(), fractions(e.getValue())))
                                    .toList()));
            if (!byD.isEmpty()) {
                int most = byD.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(p -> (int) p.x())
                        .max()
                        .orElse(0);
                panels.add(new TaskCurves(label(data), byD, others(data.backbone(), most)));
            }
        }
        return panels.isEmpty() ? Optional.empty() : Optional.of(PaperFigures.accuracyPerTask(panels));
    }

    /**
     * Embeddings whose classes are put together d at a time.
     *
     * @param backbone of these
     * @param title of the data
     */
    record InOne(String backbone, String title) {

        /** Returns the name in figures: the backbone, and the data if there are several. */
        static String label(InOne data, List<InOne> all) {
            boolean one = all.stream().map(InOne::title).distinct().count() <= 1;
            return one ? data.backbone() : data.backbone() + ", " + data.title();
        }
    }

    /** Returns the embeddings that have tasks of d classes in one, backbone by backbone. */
    List<InOne> inOne() {
        return places().filter(g -> DataKind.of(data(g)).inOne().isPresent())
                .mapToObj(g -> of(data(g)))
                .distinct()
                .toList();
    }

    String label(InOne data) {
        return InOne.label(data, inOne());
    }

    private static InOne of(DataChoice data) {
        return new InOne(data.backbone(), DataKind.of(data).title());
    }

    /** Returns a configuration like those that the paper has of a generator: L2 everywhere, but none for kls, the oracle. */
    private static Method like(GeneratorKind generator) {
        ProxyGenerator one = generator.of(1);
        return generator.equals(ClusteredLeastSquaresGenerator.KIND) ? Methods.plain(one) : Methods.normalized(one);
    }

    /** Returns accuracies in per cent over the remappings, by d and k. */
    SortedMap<Integer, SortedMap<Integer, List<Double>>> inOne(InOne of, GeneratorKind generator) {
        SortedMap<Integer, SortedMap<Integer, List<Double>>> all = new TreeMap<>();
        places().filter(g -> of(data(g)).equals(of))
                .forEach(g -> DataKind.of(data(g))
                        .inOne()
                        .ifPresent(d -> curves.overK(g, like(generator), generator)
                                .forEach((k, percent) -> all.computeIfAbsent(d, x -> new TreeMap<>())
                                        .computeIfAbsent(k, x -> new ArrayList<>())
                                        .add(percent))));
        return all;
    }

    private List<Curve> others(String backbone, int mostK) {
        return places().filter(g -> data(g).backbone().equals(backbone))
                .filter(g -> DataKind.of(data(g)).inOne().isEmpty())
                .mapToObj(g -> new Curve(
                        DataKind.of(data(g)).title(),
                        points(curves.overK(g, kmeans(1), KMeansGenerator.KIND).headMap(mostK + 1))))
                .filter(c -> !c.points().isEmpty())
                .toList();
    }

    static double[] fractions(List<Double> percents) {
        return percents.stream().mapToDouble(p -> p / 100).toArray();
    }
}
