package org.imprint.study.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.Semantics;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.core.gen.CovarianceMaxGenerator;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.study.analysis.method.Titles;

/** Stores of the shape of the paper's, with invented numbers that rise and fall as real ones do. */
public final class SyntheticStore {

    private static final Path PAPER = Path.of("../configs/paper");
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Session SESSION = new Session(
            "configs/paper/section-5.1.yaml",
            START,
            "lab-1",
            4711,
            "0.1.0",
            "17.0.15 Temurin",
            "Linux amd64, 2 processors",
            0);
    private static final int ONE_IN_FAILS = 4000;

    private SyntheticStore() {}

    /** Returns a source of all runs of files in {@code configs/paper}. */
    public static ReportSource of(String name, List<String> files, long limit) {
        List<DataChoice> data =
                combinations(files).map(Combination::data).distinct().toList();
        return new ReportSource(
                name,
                settings(data),
                Stream.concat(combinations(files), combinations(files).map(SyntheticStore::laterSeed))
                        .limit(limit)
                        .map(SyntheticStore::run),
                collapse(data),
                Instant.parse("2026-11-24T12:34:56Z"),
                "0.1.0",
                List.of());
    }

    private static Stream<Combination> combinations(List<String> files) {
        return files.stream()
                .flatMap(f -> SweepFile.read(PAPER.resolve(f)).sweep().combinations());
    }

    private static Combination laterSeed(Combination c) {
        return new Combination(c.data(), c.method(), c.seed() + 1);
    }

    private static StoredRun run(Combination c) {
        Instant at = START.plusSeconds(3600);
        GeneratorKind gen = c.method().generator().kind();
        boolean draws = gen.usesK() && gen != CovarianceMaxGenerator.KIND;
        long first = 17121997;
        SplittableRandom random = new SplittableRandom(
                31L * Titles.configuration(c.method()).hashCode() + c.data().hashCode() * 7L + c.seed());
        if (random.nextInt(ONE_IN_FAILS) == 0) {
            return new StoredRun(
                    c,
                    new Outcome.Failed(
                            gen.wireName() + ": class 7 has " + (random.nextInt(3) + 1) + " rows, fewer than it needs"),
                    Optional.empty(),
                    Optional.empty(),
                    SESSION,
                    at);
        }
        CountedScores scores = CountedScores.of(counts(
                c,
                draws
                        ? random
                        : new SplittableRandom(
                                31L * Titles.configuration(c.method()).hashCode()
                                        + c.data().hashCode())));
        Cost cost = new Cost(
                1e-3
                                * Math.max(1, c.method().generator().k())
                                * (gen.usesK() ? 40 : 3)
                                * (0.8 + 0.4 * random.nextDouble())
                        + 1e-4,
                0.02 + 0.01 * random.nextDouble());
        boolean again = !draws && c.seed() != first;
        Outcome outcome = again
                ? new Outcome.EqualTo(
                        new Combination(c.data(), c.method(), first),
                        gen.wireName() + " does not draw: the seed makes no difference")
                : new Outcome.Done(scores, cost);
        return new StoredRun(c, outcome, Optional.of(scores), Optional.of(cost), SESSION, at);
    }

    private static ClassCounts counts(Combination c, SplittableRandom random) {
        int classes = c.data().task().splits().stream().mapToInt(List::size).sum();
        SplittableRandom cell = new SplittableRandom(
                Titles.configuration(c.method()).hashCode() + 7L * c.data().hashCode());
        double rate = rate(c) + 0.005 * cell.nextGaussian();
        List<Integer> sizes = new ArrayList<>();
        List<Integer> correct = new ArrayList<>();
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            int size = 900 + 20 * i;
            double own = Math.min(
                    0.999,
                    Math.max(
                            0,
                            rate
                                    + 0.04
                                            * Math.sin(
                                                    3 * i + c.data().backbone().hashCode())
                                    + 0.02 * cell.nextGaussian()
                                    + 0.006 * random.nextGaussian()));
            sizes.add(size);
            correct.add((int) Math.round(size * own));
        }
        for (int i = 0; i < classes; i++) {
            int before = (i + classes - 1) % classes;
            answered.add(correct.get(i) + sizes.get(before) - correct.get(before));
        }
        return new ClassCounts(sizes, answered, correct);
    }

    /** Accuracy rises with k up to the number of modes, and with the generator. */
    private static double rate(Combination c) {
        var method = c.method();
        double d = classesPerLabel(c.data().mapping());
        int k = Math.max(1, method.generator().k());
        double base = 0.58
                + 0.04 * Math.floorMod(c.data().backbone().hashCode(), 5)
                + 0.01 * Math.floorMod(Labels.dataSets(c.data()).hashCode(), 7);
        double gen =
                switch (method.generator().wireName()) {
                    case "kmeans" -> 0.02;
                    case "ls", "kls" -> 0.05;
                    case "kmedoids" -> 0.01;
                    case "random" -> -0.05;
                    case "fps" -> -0.08;
                    case "cov_max" -> -0.03;
                    default -> 0;
                };
        double modes = method.generator().kind().usesK()
                ? 0.05 * Math.min(1, Math.log(k) / Math.log(Math.max(2, d))) - 0.002 * Math.max(0, k - d) / d
                : 0;
        double norm = method.pre().wireName().equals("l2") ? 0.015 : 0;
        double shots = method.presampling().fewShot().isPresent()
                ? -0.3 / Math.sqrt(method.presampling().fewShot().getAsInt())
                : 0;
        double vote = -0.01
                * Math.max(0, Math.log(Math.max(1, method.aggregation().voters().orElse(1))) - Math.log(k));
        return Math.min(0.995, base + gen + modes + norm + shots + vote - 0.02 * (d - 1));
    }

    private static Settings settings(List<DataChoice> data) {
        Map<String, Double> lambdas = new TreeMap<>();
        Map<String, InputFile> inputs = new TreeMap<>();
        for (DataChoice d : data) {
            lambdas.put(d.backbone(), 1e-4);
            for (String set : d.dataSets()) {
                for (String split : List.of("train", "test")) {
                    InputFile file = new InputFile(set, d.backbone(), split, "0123456789abcdef".repeat(4), 10_000, 512);
                    inputs.put(file.name(), file);
                }
            }
        }
        return new Settings(Semantics.CORRECTED, Settings.REVISION, new TreeMap<>(lambdas), new TreeMap<>(inputs));
    }

    private static List<CollapseResult> collapse(List<DataChoice> data) {
        Map<List<Object>, CollapseResult> results = new LinkedHashMap<>();
        IntStream.range(0, data.size()).forEach(i -> {
            DataChoice c = data.get(i);
            double d = classesPerLabel(c.mapping());
            double nc1 = (0.4
                                    + 0.15 * Math.floorMod(c.backbone().hashCode(), 7)
                                    + 0.01 * Math.floorMod(c.mapping().name().hashCode(), 17))
                            * d
                            * d
                    + Math.floorMod(Labels.dataSets(c).hashCode(), 5);
            CollapseMeasures measures = new CollapseMeasures(nc1, 0.1, 1, 1, 9, 9);
            results.putIfAbsent(
                    List.of(c.backbone(), c.dataSets(), c.mapping().name()),
                    new CollapseResult(
                            c.backbone(), c.dataSets(), "train", c.mapping(), measures, measures, 60_000, 10));
        });
        return List.copyOf(results.values());
    }

    /** Returns how many old classes share a new label on average, d of "d in 1"; 1 without remapping. */
    private static double classesPerLabel(LabelMapping mapping) {
        List<Integer> kept = mapping.newLabels().values().stream()
                .filter(label -> label != LabelMapping.LEFT_OUT)
                .toList();
        return kept.isEmpty()
                ? 1
                : kept.size() / (double) kept.stream().distinct().count();
    }
}
