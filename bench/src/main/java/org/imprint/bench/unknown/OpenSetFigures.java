package org.imprint.bench.unknown;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.core.data.Task;
import org.imprint.core.episode.Episode;
import org.imprint.core.episode.EpisodeDraws;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.OpenSetScores;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.KnownScoreChoice;
import org.imprint.core.unknown.LeftOutRows;

/**
 * Measures how well each score tells unknown images of real data from known ones, and which one is chosen where none is asked for; prints
 * Markdown tables for {@code docs/unknowns.md}.
 *
 * <pre>
 *   java -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.unknown.OpenSetFigures KNOWN.h5 UNKNOWN.h5 [TASKS [SHOTS ...]]
 * </pre>
 *
 * <p>Each seeded task learns SHOTS rows of classes of KNOWN and asks 50 others of each. Unknown are 50 rows of each class of UNKNOWN beside all
 * classes of KNOWN, and then half of the classes of KNOWN beside the other half. Values are means over tasks; the regret of a choice is
 * the AUROC of the best score less that of the chosen one.
 */
public final class OpenSetFigures {

    private static final int QUERIES = 50;
    private static final long SEED = 17121997;

    private OpenSetFigures() {}

    /** Arguments: KNOWN.h5 UNKNOWN.h5 [TASKS [SHOTS ...]]. */
    public static void main(String[] args) {
        LabelledTask known = LabelledTask.read(args[0]);
        LabelledTask unknown = LabelledTask.read(args[1]);
        int tasks = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        int[] shots = args.length > 3
                ? Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray()
                : new int[] {5, 20, 100};
        System.out.println("| known | unknown | recipe | shots | "
                + KnownScore.SIMPLEST_FIRST.stream().map(KnownScore::wireName).collect(Collectors.joining(" | "))
                + " | chosen | regret, most |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<String, Recipe> recipes = new LinkedHashMap<>();
            recipes.put("mean", Preset.QI.recipe(1));
            recipes.put("k-means, k = 20", Preset.PAPER.recipe(20));
            for (Optional<LabelledTask> others : List.of(Optional.of(unknown), Optional.<LabelledTask>empty())) {
                recipes.forEach((name, recipe) -> {
                    for (int n : shots) {
                        Result[] all = play(known, others, recipe, n, tasks, Parallel.on(pool, threads));
                        String half = known.name() + ", half of the classes";
                        System.out.println("| " + (others.isPresent() ? known.name() : half) + " | "
                                + others.map(LabelledTask::name).orElse("the other half") + " | " + name + " | " + n
                                + " | " + Result.cells(all) + " |");
                    }
                });
            }
        } finally {
            pool.shutdown();
        }
    }

    private static Result[] play(
            LabelledTask known, Optional<LabelledTask> others, Recipe recipe, int shots, int tasks, Parallel parallel) {
        int classes = known.task().size();
        int ways = others.isPresent() ? classes : classes / 2;
        EpisodeDraws draws = new EpisodeDraws(
                known.task(), known.names(), new EpisodeShape(ways, shots, QUERIES, classes - ways), SEED);
        Result[] all = new Result[tasks];
        parallel.forEach(tasks, i -> {
            Episode episode = draws.draw(i);
            FloatMatrix asked = episode.queries(known.task());
            FloatMatrix unknown =
                    others.map(o -> unknown(o, i)).orElseGet(() -> asked.rows(ways * QUERIES, asked.rows()));
            Learned learned = Learned.of(episode.support(known.task()), recipe, Parallel.serial());
            all[i] = Result.of(learned, asked.rows(0, ways * QUERIES), unknown);
        });
        return all;
    }

    private static FloatMatrix unknown(LabelledTask others, int i) {
        Task task = others.task();
        EpisodeDraws draws = new EpisodeDraws(task, others.names(), new EpisodeShape(task.size(), 1, QUERIES, 0), SEED);
        return draws.draw(i).queries(task);
    }

    /**
     * What one task gave.
     *
     * @param aurocs by score
     * @param rates FPR95 by score
     */
    private record Result(Map<KnownScore, Double> aurocs, Map<KnownScore, Double> rates, KnownScoreChoice choice) {

        static Result of(Learned learned, FloatMatrix known, FloatMatrix unknown) {
            Parallel serial = Parallel.serial();
            Set<KnownScore> wanted = LeftOutRows.candidates(learned.task(), false, true);
            LeftOutRows rows = learned.leftOut(wanted, serial);
            ScoredRows ofKnown = learned.ask(known, serial);
            ScoredRows ofUnknown = learned.ask(unknown, serial);
            Map<KnownScore, Double> aurocs = new EnumMap<>(KnownScore.class);
            Map<KnownScore, Double> rates = new EnumMap<>(KnownScore.class);
            for (KnownScore score : wanted) {
                KnownScoreChoice named = rows.named(score);
                OpenSetScores scores = OpenSetScores.of(
                        doubles(ofKnown.known(named, learned.task(), learned.temperature(), serial)),
                        new boolean[known.rows()],
                        doubles(ofUnknown.known(named, learned.task(), learned.temperature(), serial)));
                aurocs.put(score, scores.value(OpenSetMeasure.AUROC));
                rates.put(score, scores.value(OpenSetMeasure.FPR95));
            }
            return new Result(aurocs, rates, rows.choose(serial));
        }

        private static double[] doubles(float[] values) {
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }

        double regret() {
            return aurocs.values().stream().mapToDouble(a -> a).max().orElseThrow() - aurocs.get(choice.score());
        }

        /** Returns AUROC and FPR95 of each score in per cent, which scores were chosen how often, and the regret. */
        static String cells(Result[] all) {
            String scores = KnownScore.SIMPLEST_FIRST.stream()
                    .map(s -> all[0].aurocs.containsKey(s) ? mean(all, s) : "–")
                    .collect(Collectors.joining(" | "));
            Map<String, Long> chosen = Arrays.stream(all)
                    .collect(Collectors.groupingBy(
                            r -> r.choice.score().wireName(), TreeMap::new, Collectors.counting()));
            return String.format(
                    Locale.ROOT,
                    "%s | %s | %.2f, %.2f",
                    scores,
                    chosen.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", ")),
                    100
                            * Arrays.stream(all)
                                    .mapToDouble(Result::regret)
                                    .average()
                                    .orElseThrow(),
                    100 * Arrays.stream(all).mapToDouble(Result::regret).max().orElseThrow());
        }

        private static String mean(Result[] all, KnownScore score) {
            return String.format(
                    Locale.ROOT,
                    "%.1f, %.1f",
                    100
                            * Arrays.stream(all)
                                    .mapToDouble(r -> r.aurocs.get(score))
                                    .average()
                                    .orElseThrow(),
                    100
                            * Arrays.stream(all)
                                    .mapToDouble(r -> r.rates.get(score))
                                    .average()
                                    .orElseThrow());
        }
    }
}
