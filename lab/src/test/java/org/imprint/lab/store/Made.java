package org.imprint.lab.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.core.gen.AllGenerator;
import org.imprint.core.gen.KMeansGenerator;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.norm.QuantileNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Predictions;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WirePresampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/** Combinations and outcomes made from a seed, with every feature a record can have. */
public final class Made {

    public static final Session SESSION = new Session(
            "sweeps/ä \"quoted\".yaml",
            Instant.parse("2026-03-01T10:20:30.123456789Z"),
            "höst\nname",
            4711,
            "0.1.0",
            "17.0.10 Vendor",
            "Linux amd64, 2 processors",
            1234);

    private Made() {}

    public static Settings settings() {
        Settings base = Settings.of(Semantics.CORRECTED);
        return new Settings(
                base.semantics(),
                base.revision(),
                new TreeMap<>(Map.of("resnet18", 1e-4)),
                new TreeMap<>(Map.of("MNIST/resnet18/train", input("a"))));
    }

    static InputFile input(String digit) {
        return new InputFile("MNIST", "resnet18", "train", digit.repeat(64), 100, 512);
    }

    /** 2 data choices, 8 methods, 3 seeds: 48 combinations. */
    public static Grid grid() {
        return new Grid(List.of(data("none", 3), continual()), methods(), List.of(0L, 17121997L, Combination.MAX_SEED));
    }

    public static DataChoice data(String mapping, int classes) {
        List<Integer> split = new ArrayList<>();
        Map<Integer, Integer> labels = new TreeMap<>();
        for (int c = 0; c < classes; c++) {
            split.add(c);
            labels.put(c + 1000, c % 2 == 0 ? c : LabelMapping.LEFT_OUT);
        }
        return new DataChoice(
                "resnet18",
                List.of("MNIST", "naïve'; DROP \"runs\"\n\t,ü"),
                new LabelMapping(mapping, labels),
                new TaskSplits("all", List.of(split)));
    }

    public static DataChoice continual() {
        return new DataChoice(
                "vit_b_16",
                List.of("USPS"),
                LabelMapping.none(),
                new TaskSplits("steps", List.of(List.of(0, 1), List.of(2))));
    }

    private static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Presampling presampling :
                List.of(new KeepAll(), Presampling.of(Optional.of(WirePresampling.band(0L, 0.9)), OptionalInt.of(5)))) {
            for (Aggregation aggregation :
                    List.of(new MaxInnerProduct(), new NearestVote(3, Metric.COSINE, Weighting.INVERSE_DISTANCE))) {
                methods.add(new Method(
                        new NoNorm(), new QuantileNorm(), new L2Norm(), presampling, new AllGenerator(), aggregation));
                methods.add(new Method(
                        new L2Norm(), new NoNorm(), new NoNorm(), presampling, new KMeansGenerator(20), aggregation));
            }
        }
        return methods;
    }

    /** An outcome of every kind in turn. */
    public static Outcome outcome(int i, Combination other) {
        SplittableRandom random = new SplittableRandom(i);
        Cost cost = new Cost(random.nextDouble(), random.nextInt(3));
        return switch (i % 6) {
            case 0 -> new Outcome.Done(CountedScores.of(counts(random, 3, 10)), cost);
            case 1 -> new Outcome.EqualTo(other, "regel: \"m = 1\"\nüber " + i % 4);
            case 2 -> new Outcome.Failed("Fehler in Zeile\n\t'x'; \"y\", ∑ " + i % 5);
            case 3 ->
                new Outcome.Done(
                        new CountedScores(
                                counts(random, 3, 10),
                                Optional.of(counts(random, 3, 20)),
                                List.of(
                                        new StepCounts(List.of(20), List.of(random.nextInt(21))),
                                        new StepCounts(List.of(20, 10), List.of(3, 10))),
                                Optional.of(Predictions.of(random.ints(30, 0, 3).toArray()))),
                        cost);
            case 4 ->
                new Outcome.Done(
                        new PublishedScores(
                                100 * random.nextDouble(),
                                List.of(100.0, random.nextDouble(), 0.0),
                                i % 4 == 0 ? List.of() : List.of(5, 6, 7),
                                i % 8 == 4 ? OptionalDouble.empty() : OptionalDouble.of(33.25)),
                        cost);
            default ->
                new Outcome.Done(
                        new CountedScores(
                                counts(random, 1000, 50),
                                Optional.empty(),
                                List.of(),
                                Optional.of(
                                        Predictions.of(random.ints(50, 0, 1000).toArray()))),
                        cost);
        };
    }

    static ClassCounts counts(SplittableRandom random, int classes, int size) {
        int n = classes * size;
        int[] truth = new int[n];
        int[] answers = new int[n];
        for (int i = 0; i < n; i++) {
            truth[i] = i / size;
            answers[i] = random.nextInt(4) > 0 ? truth[i] : random.nextInt(classes);
        }
        return ClassCounts.of(truth, answers, classes);
    }

    public static CollapseResult collapse(double nc1) {
        return new CollapseResult(
                "resnet18",
                List.of("MNIST"),
                "train",
                LabelMapping.none(),
                new CollapseMeasures(nc1, 0.25, 1, 2, 3, 4),
                new CollapseMeasures(Double.NaN, 0.5, 5, 6, 7, 8),
                60_000,
                10);
    }
}
