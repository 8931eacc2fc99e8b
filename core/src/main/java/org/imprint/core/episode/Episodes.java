package org.imprint.core.episode;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.Source;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.recipe.SmallTask;
import org.imprint.core.unknown.NeighbourDetector;

/**
 * Plays few-shot episodes: each recipe learns the same rows and answers the same queries.
 *
 * <pre>
 *   episode:   N classes × K rows learned,  N classes × 15 rows asked  (and as many of classes that were not learned)
 *   accuracy:  of the known queries, among the N classes
 *   unknown:   the head's score of its answer, or the cosine to the nearest examples; a higher one says "known"
 * </pre>
 *
 * <p>In corrected semantics. A recipe's own draws, such as those of k-means, have the same seed in each episode. Time O(T · (N·K + queries)
 * · d) for each recipe whose proxies are cheap; least squares of fewer rows than d numbers is solved over rows. Memory: one episode for
 * each thread. Results depend on neither threads nor on which other recipes play.
 */
@Source(
        paper =
                "O. Vinyals et al., Matching Networks for One Shot Learning, NeurIPS 2016, section 4.1; unknown queries: M. Boudiaf et al., "
                        + "Model-Agnostic Few-Shot Open-Set Recognition, 2022, section 5",
        url = "https://arxiv.org/abs/2206.09236",
        oracle = "numpy 1.24.2 and scikit-learn 1.2.1: NearestCentroid, KNeighborsClassifier, Ridge, roc_auc_score")
public final class Episodes {

    /** Episodes in the field's protocol. */
    public static final int TASKS = 1000;

    private final Task task;
    private final EpisodeDraws draws;
    private final EpisodeShape shape;
    private final int tasks;
    private final long seed;

    /**
     * Prepares episodes.
     *
     * @param task raw embeddings of all classes
     * @param names of the classes, for errors
     * @param tasks T in [2, 1,000,000]
     * @param seed of draws and recipes, in [0, 2^32 − 1]
     * @throws org.imprint.core.ImprintException if classes are too few, or one has too few rows
     */
    public Episodes(Task task, List<String> names, EpisodeShape shape, int tasks, long seed) {
        this.task = task;
        this.draws = new EpisodeDraws(task, names, shape, seed);
        this.shape = shape;
        this.tasks = Checks.inRange("episode.tasks", tasks, 2, 1_000_000);
        this.seed = seed;
    }

    /**
     * Plays all episodes by all recipes.
     *
     * @param recipes at least one, λ put in
     * @return one result for each recipe
     * @throws org.imprint.core.ImprintException if an embedding is not finite, or zero where its length is divided by, naming class and row
     */
    public List<RecipeEpisodes> play(List<Recipe> recipes, Parallel parallel) {
        Checks.require(!recipes.isEmpty(), "recipes must be at least one", 0);
        recipes.forEach(r -> Imprinter.requireUsable(task, r.pre()));
        List<Outcomes> outcomes =
                recipes.stream().map(r -> new Outcomes(shape, tasks)).toList();
        parallel.forEach(tasks, i -> {
            Episode episode = draws.draw(i);
            Task support = episode.support(task);
            FloatMatrix queries = episode.queries(task);
            double[] near = shape.unknownWays() > 0 ? near(support, queries) : new double[0];
            for (int r = 0; r < recipes.size(); r++) {
                Run run = Run.of(Semantics.CORRECTED, seed, Parallel.serial());
                Head head = SmallTask.imprint(support, recipes.get(r), run);
                outcomes.get(r).judge(i, head.answer(queries, Parallel.serial()), near);
            }
        });
        return outcomes.stream().map(Outcomes::result).toList();
    }

    /** Returns the score of each query by its nearest examples, of {@link NeighbourDetector}. */
    private static double[] near(Task support, FloatMatrix queries) {
        List<FloatMatrix> rows = support.classes().stream().map(ClassRows::rows).toList();
        int m = NeighbourDetector.neighbours(
                rows.stream().mapToInt(FloatMatrix::rows).toArray());
        float[] scores = NeighbourDetector.of(rows, m).scores(queries, Parallel.serial());
        double[] wide = new double[scores.length];
        Arrays.setAll(wide, q -> scores[q]);
        return wide;
    }
}
