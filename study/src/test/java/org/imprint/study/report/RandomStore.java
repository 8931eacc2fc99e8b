package org.imprint.study.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.Semantics;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.gen.KMedoidsGenerator;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.MeanGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.study.analysis.method.Methods;

/** A store drawn at random: data of every kind, generators with k, few shots, folded runs, collapse on several splits. */
final class RandomStore {

    private static final int ROWS_PER_CLASS = 40;
    private static final List<GeneratorKind> WITH_K =
            List.of(KMeansGenerator.KIND, KMedoidsGenerator.KIND, RandomGenerator.KIND);
    private static final double[] NC1 = {0, Double.POSITIVE_INFINITY};

    private final SplittableRandom random;
    private final boolean complete;
    private final Answers answers;
    private final List<StoredRun> runs = new ArrayList<>();
    private final List<CollapseResult> collapse = new ArrayList<>();
    private final Map<String, InputFile> inputs = new TreeMap<>();

    private RandomStore(long seed, boolean complete, Answers answers) {
        this.random = new SplittableRandom(seed);
        this.complete = complete;
        this.answers = answers;
        int backbones = random.nextInt(1, 3);
        boolean severalInOne = random.nextBoolean();
        for (int b = 0; b < backbones; b++) {
            data("backbone-" + b, severalInOne);
        }
    }

    /**
     * Draws a store.
     *
     * @param complete whether every configuration was run on all data with every seed
     */
    static RandomStore of(long seed, boolean complete) {
        return of(seed, complete, Answers.COUNTED);
    }

    /** Draws a store whose scores are of one kind. */
    static RandomStore of(long seed, boolean complete, Answers answers) {
        return new RandomStore(seed, complete, answers);
    }

    /** What is known of the answers on test rows. */
    enum Answers {
        /** How many of each class were right. */
        COUNTED,
        /** The same, of three numbers alone, so that most medians tie. */
        TIED,
        /** A percentage of rows whose number is not known, as imported results have it. */
        PERCENTAGE;

        private Scores draw(double level, SplittableRandom random) {
            return switch (this) {
                case COUNTED -> ReportRuns.scores((int) Math.min(100, level + random.nextInt(20)));
                case TIED -> ReportRuns.scores(60 + 10 * random.nextInt(3));
                case PERCENTAGE ->
                    new PublishedScores(
                            100.0f * (4000 + random.nextInt(40)) / 7919, List.of(), List.of(), OptionalDouble.empty());
            };
        }
    }

    List<StoredRun> runs() {
        return runs;
    }

    List<CollapseResult> collapse() {
        return collapse;
    }

    Settings settings() {
        return new Settings(Semantics.CORRECTED, Settings.REVISION, new TreeMap<>(), new TreeMap<>(inputs));
    }

    ReportSource source() {
        return new ReportSource("random", settings(), runs.stream(), collapse, ReportRuns.NOON, "0.1.0", List.of());
    }

    private void data(String backbone, boolean severalInOne) {
        add(data(backbone, "MNIST", LabelMapping.none(), "all", 2));
        add(data(backbone, "ImageNet", LabelMapping.none(), "all", 2));
        add(data(backbone, "ImageNet", LabelMapping.none(), "other", 2));
        add(data(backbone, "CUB", mapping("pairs", 2), "all", 2));
        for (int d = 1; d <= 3; d++) {
            for (int r = 0; r < 2; r++) {
                add(data(backbone, "ImageNet", mapping("map" + d + "-" + r, d), "all", 2));
            }
        }
        if (severalInOne) {
            add(data(backbone, "Cars", mapping("map2-0", 2), "all", 2));
        }
    }

    private static LabelMapping mapping(String name, int d) {
        Map<Integer, Integer> labels = new HashMap<>();
        IntStream.range(0, 2 * d).forEach(old -> labels.put(old, old / d));
        return new LabelMapping(name, labels);
    }

    private DataChoice data(String backbone, String dataSet, LabelMapping mapping, String task, int classes) {
        InputFile file = new InputFile(dataSet, backbone, "train", "ab".repeat(32), classes * ROWS_PER_CLASS, 16);
        inputs.put(file.name(), file);
        List<Integer> all = IntStream.range(0, classes).boxed().toList();
        return new DataChoice(backbone, List.of(dataSet), mapping, new TaskSplits(task, List.of(all)));
    }

    private void add(DataChoice data) {
        double level = 50 + 20 * random.nextDouble();
        methods().forEach(method -> runs(data, method, level));
        folded(data, level);
        if (data.task().name().equals("all")) {
            for (String split : List.of("val", "train", "test")) {
                if (random.nextInt(3) > 0) {
                    double nc1 = random.nextInt(8) == 0 ? NC1[random.nextInt(2)] : 0.1 + 4 * random.nextDouble();
                    CollapseMeasures measures = new CollapseMeasures(nc1, 0.1, 1, 1, 9, 9);
                    collapse.add(new CollapseResult(
                            data.backbone(), data.dataSets(), split, data.mapping(), measures, measures, 80, 2));
                }
            }
        }
    }

    private static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        methods.add(Methods.normalized(new LeastSquaresGenerator(Ridge.ofBackbone())));
        methods.add(Methods.normalized(new MeanGenerator()));
        for (GeneratorKind generator : WITH_K) {
            for (int k : new int[] {2, 3, 5}) {
                methods.add(Methods.normalized(generator.of(k)));
            }
        }
        for (int k : new int[] {1, 5}) {
            Method kMeans = Methods.normalized(new KMeansGenerator(k));
            for (int n : new int[] {1, 3, 5, 20, 50}) {
                methods.add(Methods.withFewShot(kMeans, n));
            }
        }
        return methods;
    }

    private void runs(DataChoice data, Method method, double level) {
        for (long seed = 1; seed <= 3; seed++) {
            if (!complete && random.nextInt(12) == 0) {
                continue;
            }
            Combination c = new Combination(data, method, seed);
            if (!complete && random.nextInt(20) == 0) {
                runs.add(ReportRuns.failed(c, "no memory"));
                continue;
            }
            Scores scores = answers.draw(level, random);
            boolean together = method.generator().kind() == RandomGenerator.KIND;
            Cost cost = new Cost(together ? 0.01 * seed : 0.001 * (1 + random.nextInt(1000)), 0.25);
            runs.add(new StoredRun(
                    c,
                    new Outcome.Done(scores, cost),
                    Optional.of(scores),
                    Optional.of(cost),
                    ReportRuns.SESSION,
                    ReportRuns.NOON));
        }
    }

    /** k-means with k = 1 is the mean. */
    private void folded(DataChoice data, double level) {
        Method mean = Methods.normalized(new MeanGenerator());
        Method one = Methods.normalized(new KMeansGenerator(1));
        List<StoredRun> done = runs.stream()
                .filter(r -> r.combination().data().equals(data)
                        && r.combination().method().equals(mean)
                        && r.scores().isPresent())
                .toList();
        for (StoredRun run : done) {
            runs.add(new StoredRun(
                    new Combination(data, one, run.combination().seed()),
                    new Outcome.EqualTo(run.combination(), "one cluster is the mean"),
                    run.scores(),
                    run.cost(),
                    ReportRuns.SESSION,
                    ReportRuns.NOON));
        }
    }
}
