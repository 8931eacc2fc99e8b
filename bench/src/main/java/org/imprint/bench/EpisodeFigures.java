package org.imprint.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.data.Task;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.episode.Episodes;
import org.imprint.core.episode.RecipeEpisodes;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.store.LabelledFile;

/**
 * Times 1,000 episodes of 5 ways and 5 shots by the five published recipes on an embeddings file, without and with unknown queries, and
 * prints one JSON line for each; then accuracies and open-set measures of 1 and 5 shots as a table.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.EpisodeFigures FILE.h5 [REPEATS [LAMBDA]]
 * </pre>
 */
public final class EpisodeFigures {

    private static final int THREADS = 2;
    private static final long SEED = 17121997;

    private final List<String> names;
    private final Task task;
    private final List<Recipe> recipes;
    private final Parallel parallel;

    private EpisodeFigures(LabelledFile file, double lambda, Parallel parallel) {
        int[] labels = file.taskLabels();
        this.names = IntStream.of(labels).mapToObj(file::className).toList();
        this.task = Task.of(file.rows(), file.labels(), labels);
        this.recipes = Arrays.stream(Preset.values())
                .map(p -> p.recipe(Preset.PUBLISHED_K, lambda))
                .toList();
        this.parallel = parallel;
    }

    /** Runs all. Arguments: FILE.h5 [REPEATS [LAMBDA]]. */
    public static void main(String[] args) {
        int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        double lambda = args.length > 2 ? Double.parseDouble(args[2]) : 0.01;
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            EpisodeFigures figures =
                    new EpisodeFigures(LabelledFile.read(Path.of(args[0]), true), lambda, Parallel.on(pool, THREADS));
            for (int unknown : new int[] {0, Math.min(5, figures.task.size() - 5)}) {
                figures.time(new EpisodeShape(5, 5, EpisodeShape.QUERIES, unknown), repeats);
            }
            for (int shots : new int[] {1, 5}) {
                figures.table(shots);
            }
        } finally {
            pool.shutdown();
        }
    }

    private List<RecipeEpisodes> play(EpisodeShape shape) {
        return new Episodes(task, names, shape, Episodes.TASKS, SEED).play(recipes, parallel);
    }

    private void time(EpisodeShape shape, int repeats) {
        List<Double> seconds = new ArrayList<>();
        for (int r = -1; r < repeats; r++) {
            long start = System.nanoTime();
            play(shape);
            if (r >= 0) { // the first warms up
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        seconds.sort(null);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"episodes\", \"who\": \"imprint, %s\", \"shape\": \"1000 x %d-way %d-shot, %d unknown ways, %d recipes, d = %d\", "
                        + "\"median_s\": %.2f, \"best_s\": %.2f, \"load\": %.1f}",
                Blas.description(),
                shape.ways(),
                shape.shots(),
                shape.unknownWays(),
                recipes.size(),
                task.dim(),
                seconds.get(seconds.size() / 2),
                seconds.get(0),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    private void table(int shots) {
        List<RecipeEpisodes> results =
                play(new EpisodeShape(5, shots, EpisodeShape.QUERIES, Math.min(5, task.size() - 5)));
        for (int r = 0; r < results.size(); r++) {
            RecipeEpisodes result = results.get(r);
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%d shots  %-7s  accuracy %s",
                    shots,
                    Preset.values()[r].wireName(),
                    text(result.accuracy())));
            for (OpenSetMeasure m : OpenSetMeasure.values()) {
                if (result.hasUnknown()) {
                    line.append("  ")
                            .append(m.title())
                            .append(' ')
                            .append(text(result.openSet().get(m)));
                }
            }
            System.out.println(line);
        }
    }

    private static String text(Estimate e) {
        return String.format(Locale.ROOT, "%.2f ± %.2f %%", 100 * e.value(), 100 * (e.high() - e.value()));
    }
}
