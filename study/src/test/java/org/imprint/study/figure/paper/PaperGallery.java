package org.imprint.study.figure.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.chart.BoxChart;
import org.imprint.study.figure.chart.Point;

/** The paper's figures from made-up numbers, whole and with gaps. */
public final class PaperGallery {

    static final List<String> BACKBONES = List.of("resnet18", "resnet50", "vit_b_16", "swin_b");
    static final List<String> DATA_SETS = List.of("MNIST", "FashionMNIST", "CIFAR-10", "CombiDigits");
    private static final int[] KS = {1, 2, 3, 5, 10, 20, 50, 100};

    private PaperGallery() {}

    /** Returns all figures by name. */
    public static Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("fig06-one", PaperFigures.accuracyOverK(List.of(proxies("resnet18, CIFAR-10", 0.72))));
        figures.put(
                "fig06-five",
                PaperFigures.accuracyOverK(IntStream.range(0, 5)
                        .mapToObj(i -> proxies(BACKBONES.get(i % 4) + ", " + DATA_SETS.get(i % 3), 0.6 + 0.07 * i))
                        .toList()));
        figures.put("fig06-gaps", PaperFigures.accuracyOverK(List.of(gaps())));
        figures.put("fig10-grid", PaperFigures.fewShot(fewShot(4, 4)));
        figures.put("fig10-one", PaperFigures.fewShot(fewShot(1, 1)));
        figures.put("fig10-missing", PaperFigures.fewShot(fewShot(2, 3).subList(0, 4)));
        figures.put("fig11a", CollapseFigures.collapse(tasks(10), dataSets()));
        figures.put(
                "fig11a-sample", CollapseFigures.collapse(List.of(), dataSets().subList(0, 3)));
        figures.put("fig11b", PaperFigures.accuracyPerTask(perTask(4, 10, 0.5)));
        figures.put("fig11b-one", PaperFigures.accuracyPerTask(perTask(1, 10, 0.5)));
        figures.put("fig11b-unbroken", PaperFigures.accuracyPerTask(perTask(2, 3, 0.85)));
        figures.put("fig12", CollapseFigures.gain(gains(), "ImageNet"));
        figures.put("fig12-one", CollapseFigures.gain(gains().subList(0, 1), "ImageNet"));
        figures.put("figA8-k", CollapseFigures.bestK(bestK()));
        figures.put("figA8-accuracy", CollapseFigures.bestKAccuracy(bestK()));
        figures.put("time", PaperFigures.generationTime(times()));
        figures.put("map-pca", PaperFigures.map(EmbeddingMap.pca(clouds(400), labels(400))));
        figures.put("map-tsne", PaperFigures.map(EmbeddingMap.tsne(clouds(400), labels(400), 30, 1)));
        return figures;
    }

    static ProxyCurves proxies(String group, double level) {
        List<Curve> curves = new ArrayList<>();
        List<String> names = List.of("k-random", "k-means", "k-medoids", "k-cov-max", "k-fps");
        double[] slopes = {0.035, 0.05, 0.045, 0.02, 0.01};
        double[] starts = {-0.16, 0, -0.03, -0.12, -0.25};
        for (int i = 0; i < names.size(); i++) {
            double slope = slopes[i];
            double start = level + starts[i];
            curves.add(new Curve(
                    names.get(i),
                    IntStream.of(KS)
                            .mapToObj(k -> Point.of(k, Math.min(0.99, start + slope * Math.log(k))))
                            .toList()));
        }
        return new ProxyCurves(
                group,
                curves,
                OptionalDouble.of(level),
                OptionalDouble.of(Math.min(0.97, level + 0.15)),
                OptionalDouble.of(Math.min(0.99, level + 0.2)));
    }

    /** One line with one point, one with a hole, one without any. */
    static ProxyCurves gaps() {
        return new ProxyCurves(
                "resnet18, MNIST",
                List.of(
                        new Curve("k-means", List.of(Point.of(1, 0.8))),
                        new Curve(
                                "k-medoids",
                                List.of(
                                        Point.of(1, 0.7),
                                        Point.of(2, 0.74),
                                        Point.of(5, Double.NaN),
                                        Point.of(10, 0.8),
                                        Point.of(20, 0.82))),
                        new Curve("a generator with a name of forty letters", List.of())),
                OptionalDouble.of(0.8),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static List<FewShotCurves> fewShot(int backbones, int dataSets) {
        SplittableRandom random = new SplittableRandom(5);
        List<FewShotCurves> cells = new ArrayList<>();
        int[] ns = {10, 20, 50, 100, 200, 400};
        for (int b = 0; b < backbones; b++) {
            for (int s = 0; s < dataSets; s++) {
                List<Curve> curves = new ArrayList<>();
                for (int k : new int[] {1, 5, 20, 1000}) {
                    List<Point> points = new ArrayList<>();
                    for (int n : ns) {
                        double centre = 0.45 + 0.07 * b + 0.03 * Math.log(n) + 0.02 * Math.log(Math.min(k, n));
                        double[] seeds = IntStream.range(0, 5)
                                .mapToDouble(i -> centre + 0.1 / Math.sqrt(n) * random.nextGaussian())
                                .toArray();
                        if (k <= n || k == 1000) {
                            points.add(Point.aroundMedian(n, seeds));
                        }
                    }
                    curves.add(new Curve(k == 1000 ? "k = n" : "k = " + k, points));
                }
                cells.add(new FewShotCurves(BACKBONES.get(b), DATA_SETS.get(s), curves));
            }
        }
        return cells;
    }

    static List<TaskCollapse> tasks(int most) {
        SplittableRandom random = new SplittableRandom(6);
        List<TaskCollapse> tasks = new ArrayList<>();
        for (int b = 0; b < BACKBONES.size(); b++) {
            for (int d = 1; d <= most; d++) {
                double centre = 0.2 * (b + 1) * d;
                tasks.add(new TaskCollapse(
                        BACKBONES.get(b),
                        d,
                        IntStream.range(0, 10)
                                .mapToObj(i -> centre * (1 + 0.1 * random.nextGaussian()))
                                .toList()));
            }
        }
        return tasks;
    }

    static List<DataSetCollapse> dataSets() {
        List<DataSetCollapse> values = new ArrayList<>();
        for (int s = 0; s < DATA_SETS.size(); s++) {
            for (int b = 0; b < BACKBONES.size(); b++) {
                values.add(new DataSetCollapse(BACKBONES.get(b), DATA_SETS.get(s), 2.0 * (s + 1) + 0.1 * b));
            }
        }
        return values;
    }

    static List<TaskCurves> perTask(int backbones, int most, double level) {
        SplittableRandom random = new SplittableRandom(7);
        List<TaskCurves> panels = new ArrayList<>();
        for (int b = 0; b < backbones; b++) {
            TreeMap<Integer, List<Point>> inOne = new TreeMap<>();
            for (int d = 1; d <= most; d++) {
                List<Point> points = new ArrayList<>();
                for (int k = 1; k <= 15; k++) {
                    double centre = 0.97 - 0.006 * d - 0.012 * Math.abs(Math.log((double) k / d)) + 0.003 * b;
                    double[] values = IntStream.range(0, 10)
                            .mapToDouble(i -> centre + 0.004 * random.nextGaussian())
                            .toArray();
                    points.add(Point.aroundMean(k, values));
                }
                inOne.put(d, points);
            }
            List<Curve> dataSets = new ArrayList<>();
            for (int s = 0; s < DATA_SETS.size(); s++) {
                double start = level + 0.03 * s;
                dataSets.add(new Curve(
                        DATA_SETS.get(s),
                        IntStream.rangeClosed(1, 15)
                                .mapToObj(k -> Point.of(k, start + 0.02 * Math.log(k)))
                                .toList()));
            }
            panels.add(new TaskCurves(BACKBONES.get(b), inOne, dataSets));
        }
        return panels;
    }

    static List<Gain> gains() {
        SplittableRandom random = new SplittableRandom(8);
        List<Gain> gains = new ArrayList<>();
        for (String backbone : BACKBONES) {
            for (int i = 0; i < 30; i++) {
                double nc1 = 0.1 * Math.exp(3.5 * random.nextDouble());
                double gain = 0.02 * Math.log(1 + nc1) + 0.005 * random.nextGaussian();
                gains.add(new Gain(backbone, "ImageNet", nc1, 0.9, 0.9 + gain));
            }
            for (String dataSet : DATA_SETS) {
                double nc1 = 3 + 5 * random.nextDouble();
                gains.add(new Gain(backbone, dataSet, nc1, 0.7, 0.7 + 0.05 + 0.03 * random.nextGaussian()));
            }
        }
        return gains;
    }

    static List<BestK> bestK() {
        List<BestK> points = new ArrayList<>();
        for (String generator : List.of("k-means", "kls")) {
            for (int b = 0; b < BACKBONES.size(); b++) {
                for (int d = 1; d <= 10; d++) {
                    double best = generator.equals("kls") ? Math.max(1, d - b) : d;
                    double level = 0.97 - 0.01 * d + 0.003 * b;
                    points.add(new BestK(
                            generator, BACKBONES.get(b), d, best, level + 0.01, level - 0.02 * Math.log(d), level));
                }
            }
        }
        return points;
    }

    static List<BoxChart.Group> times() {
        SplittableRandom random = new SplittableRandom(9);
        List<String> names =
                List.of("mean", "k-means, k = 5", "k-means, k = 20", "kls, k = 1", "kls, k = 5", "kls, k = 20");
        double[] centres = {0.0029, 1.22, 1.73, 0.16, 1.37, 2.37};
        List<BoxChart.Group> groups = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            double centre = centres[i];
            groups.add(new BoxChart.Group(
                    names.get(i),
                    IntStream.range(0, 48)
                            .mapToObj(j -> centre * Math.exp(0.4 * random.nextGaussian()))
                            .toList()));
        }
        groups.add(new BoxChart.Group("one value", List.of(0.5)));
        groups.add(new BoxChart.Group("a method of forty letters that never ran", List.of(Double.NaN)));
        return groups;
    }

    /** Ten clouds in twenty dimensions. */
    static FloatMatrix clouds(int n) {
        SplittableRandom random = new SplittableRandom(10);
        float[] data = new float[n * 20];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 20; j++) {
                data[i * 20 + j] = (float) (random.nextGaussian() + (j == i % 10 ? 6 + i % 10 : 0));
            }
        }
        return FloatMatrix.of(n, 20, data);
    }

    static List<String> labels(int n) {
        return IntStream.range(0, n).mapToObj(i -> "class " + i % 10).toList();
    }
}
