package org.imprint.bench.unknown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProperScores;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.calibration.ReliabilityDiagram;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.episode.Episode;
import org.imprint.core.episode.EpisodeDraws;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.LeftOutRows;

/**
 * Measures over seeded tasks of all classes of a file what is said of thresholds, probabilities and prediction sets, and prints
 * Markdown tables for {@code docs/unknowns.md}.
 *
 * <pre>
 *   java -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.unknown.CoverageFigures KNOWN.h5 [TASKS [SHOTS ...]]
 * </pre>
 *
 * <p>Each task learns SHOTS rows of each class and asks 50 others of each. Values are means over tasks. Sets come, as a classifier's do, from
 * leave-one-out where it is exact and from ten folds elsewhere.
 */
public final class CoverageFigures {

    private static final int QUERIES = 50;
    private static final long SEED = 17121997;
    private static final double[] ALPHAS = {0.01, 0.05, 0.1};
    private static final double[] STATED = {0.8, 0.9, 0.95};
    private static final Set<KnownScore> SCORES =
            Set.of(KnownScore.PROXY, KnownScore.ENERGY, KnownScore.SOFTMAX, KnownScore.NEIGHBOURS);

    private CoverageFigures() {}

    /** Arguments: KNOWN.h5 [TASKS [SHOTS ...]]. */
    public static void main(String[] args) {
        LabelledTask data = LabelledTask.read(args[0]);
        int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        int[] shots = args.length > 2
                ? Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray()
                : new int[] {5, 10, 30, 50, 100};
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<String, Recipe> recipes = new LinkedHashMap<>();
            recipes.put("mean", Preset.QI.recipe(1));
            recipes.put("k-means, k = 20", Preset.PAPER.recipe(20));
            recipes.forEach((name, recipe) -> {
                for (int n : shots) {
                    print(data, name, n, play(data, recipe, n, tasks, Parallel.on(pool, threads)));
                }
            });
        } finally {
            pool.shutdown();
        }
    }

    private static Map<String, String> play(LabelledTask data, Recipe recipe, int shots, int tasks, Parallel parallel) {
        EpisodeShape shape = new EpisodeShape(data.task().size(), shots, QUERIES, 0);
        EpisodeDraws draws = new EpisodeDraws(data.task(), data.names(), shape, SEED);
        Figures[] all = new Figures[tasks];
        parallel.forEach(tasks, i -> {
            Episode episode = draws.draw(i);
            Learned learned = Learned.of(episode.support(data.task()), recipe, Parallel.serial());
            all[i] = Figures.of(learned, learned.ask(episode.queries(data.task()), Parallel.serial()));
        });
        Map<String, String> means = new LinkedHashMap<>();
        for (String figure : all[0].values().keySet()) {
            double[] values =
                    Arrays.stream(all).mapToDouble(f -> f.values().get(figure)).toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double s = Math.sqrt(
                    Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (tasks - 1));
            means.put(figure, String.format(Locale.ROOT, "%.2f ± %.2f", mean, 1.96 * s / Math.sqrt(tasks)));
        }
        int[] truth = IntStream.range(0, tasks)
                .flatMap(i -> Arrays.stream(Learned.truth(data.task().size(), QUERIES)))
                .toArray();
        means.put("ECE, T found", error(Arrays.stream(all).map(Figures::found).toList(), truth));
        means.put("ECE, T = 1", error(Arrays.stream(all).map(Figures::plain).toList(), truth));
        return means;
    }

    /** Returns the debiased ECE of all tasks' answers, in per cent. */
    private static String error(List<DoubleMatrix> probabilities, int[] truth) {
        double error = ReliabilityDiagram.of(DoubleMatrix.concat(probabilities), truth, ReliabilityDiagram.BINS)
                .debiasedError();
        return String.format(Locale.ROOT, "%.2f", 100 * error);
    }

    private static void print(LabelledTask data, String recipe, int shots, Map<String, String> figures) {
        System.out.println("| data | recipe | shots | " + String.join(" | ", figures.keySet()) + " |");
        System.out.println(figures.keySet().stream()
                .map(k -> " ---")
                .collect(Collectors.joining(" |", "| --- | --- | --- |", " |")));
        System.out.println("| " + data.name() + " | " + recipe + " | " + shots + " | "
                + String.join(" | ", figures.values()) + " |");
        System.out.println();
    }

    /**
     * What one task gave.
     *
     * @param values by name, shares in per cent
     * @param found probabilities of its queries
     * @param plain those of T = 1
     */
    private record Figures(Map<String, Double> values, DoubleMatrix found, DoubleMatrix plain) {

        static Figures of(Learned learned, ScoredRows asked) {
            int[] truth = Learned.truth(learned.task().size(), QUERIES);
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("right", 100 * asked.accuracy(truth));
            LeftOutRows rows = learned.leftOut(SCORES, Parallel.serial());
            for (KnownScore score : KnownScore.SIMPLEST_FIRST) {
                if (SCORES.contains(score)) {
                    float[] known =
                            asked.known(rows.named(score), learned.task(), learned.temperature(), Parallel.serial());
                    for (double alpha : ALPHAS) {
                        values.put(
                                score.wireName() + " " + percent(alpha),
                                100 * refused(thresholds(learned, rows.of(score), alpha), asked.answers(), known));
                    }
                }
            }
            DoubleMatrix found = asked.probabilities(learned.temperature());
            DoubleMatrix plain = asked.probabilities(Temperature.ONE);
            sets(learned, found, truth, values);
            values.put("log-loss, T found", ProperScores.of(found, truth).logLoss());
            values.put("log-loss, T = 1", ProperScores.of(plain, truth).logLoss());
            return new Figures(values, found, plain);
        }

        private static RejectThresholds thresholds(Learned learned, float[] scores, double alpha) {
            return RejectThresholds.of(
                    scores, learned.found().answers(), learned.task().size(), alpha);
        }

        private static double refused(RejectThresholds thresholds, int[] answers, float[] known) {
            return IntStream.range(0, known.length)
                            .filter(i -> known[i] < thresholds.value(answers[i]))
                            .count()
                    / (double) known.length;
        }

        private static void sets(Learned learned, DoubleMatrix asked, int[] truth, Map<String, Double> values) {
            List<ConformalThreshold> thresholds = learned.sets(STATED, Parallel.serial());
            for (int s = 0; s < STATED.length; s++) {
                ConformalThreshold threshold = thresholds.get(s);
                List<int[]> sets = new ArrayList<>();
                for (int i = 0; i < truth.length; i++) {
                    sets.add(threshold.set(asked.row(i)));
                }
                long held = IntStream.range(0, truth.length)
                        .filter(i -> asked.get(i, truth[i]) >= threshold.value())
                        .count();
                values.put("covered " + percent(STATED[s]), 100.0 * held / truth.length);
                values.put(
                        "classes " + percent(STATED[s]),
                        sets.stream().mapToInt(set -> set.length).average().orElseThrow());
            }
        }

        private static String percent(double share) {
            return Math.round(100 * share) + " %";
        }
    }
}
