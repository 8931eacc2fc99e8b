package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.ClusteredLeastSquaresGenerator;
import org.imprint.core.gen.RandomGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.presample.FewShot;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;

class RecipeTrialsTest {

    private static final Task TASK = Task.of(IntStream.range(0, 4)
            .mapToObj(c -> new ClassRows(c, Tasks.shifted(Tasks.blobs(3, 9 + c, 6, 40 + c), 2)))
            .toList());
    private static final Task NOISY = Tasks.gaussian(4, 11, 5, 3);

    private static List<Recipe> all() {
        List<Recipe> recipes = new ArrayList<>(RecipeList.grid());
        recipes.addAll(RecipeList.presets());
        Recipe paper = Preset.PAPER.published();
        recipes.add(paper.with(new NearestProxy(Metric.MAHALANOBIS)));
        recipes.add(paper.with(new NearestProxy(Metric.MANHATTAN)));
        recipes.add(paper.with(new RandomGenerator(2)));
        recipes.add(paper.with(new ClusteredLeastSquaresGenerator(2, 0.3)));
        recipes.add(new Recipe(
                paper.pre(), new FewShot(3), paper.generator(), paper.post(), paper.inf(), paper.aggregation()));
        return recipes.stream().map(r -> r.withLambda(0.1)).toList();
    }

    /** Each recipe alone, by the ordinary way from training rows to answers, is the reference for all at once. */
    @Test
    void everyRecipeIsAnsweredAsItIsAlone() {
        for (Task task : List.of(TASK, NOISY)) {
            List<Recipe> recipes = all();
            Folds folds = Folds.stratified(task, 3, 2, 8);
            RecipeTrials trials = RecipeTrials.of(task, recipes, folds, 7, Parallel.serial());
            assertThat(trials.trainingShare().orElseThrow()).isCloseTo(2.0 / 3, within(1e-15));
            for (int r = 0; r < recipes.size(); r++) {
                assertThat(trials.shares(r))
                        .as(recipes.get(r).toString())
                        .isEqualTo(alone(task, recipes.get(r), folds));
            }
        }
    }

    private static double[] alone(Task task, Recipe recipe, Folds folds) {
        FloatMatrix rows =
                FloatMatrix.concat(task.classes().stream().map(ClassRows::rows).toList());
        int[] truth = IntStream.range(0, task.size())
                .flatMap(c -> IntStream.generate(() -> c).limit(task.get(c).size()))
                .toArray();
        double[] right = new double[truth.length];
        for (int fold = 0; fold < folds.count(); fold++) {
            Head head = Imprinter.imprint(
                    folds.training(task, fold), recipe, Run.of(Semantics.CORRECTED, 7, Parallel.serial()));
            for (int i : folds.testedIn(fold)) {
                right[i] += head.answer(rows.row(i)).classIndex() == truth[i] ? 1 : 0;
            }
        }
        for (int i = 0; i < right.length; i++) {
            right[i] /= folds.repeats();
        }
        return right;
    }

    @Test
    void threadsChangeNothing() {
        Folds folds = Folds.stratified(NOISY, 3, 1, 8);
        double[][] serial =
                RecipeTrials.of(NOISY, all(), folds, 7, Parallel.serial()).shares();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            assertThat(RecipeTrials.of(NOISY, all(), folds, 7, Parallel.on(pool, 4))
                            .shares())
                    .isDeepEqualTo(serial);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void rowsApartAreAnsweredByTheirLabels() {
        Task tested = Task.of(List.of(NOISY.get(2), NOISY.get(0)));
        Recipe all = RecipeList.grid().get(5 * 36 + 1);
        RecipeTrials trials = RecipeTrials.of(NOISY, tested, List.of(all), 7, Parallel.serial());
        assertThat(trials.tested()).isEqualTo(22);
        assertThat(trials.shares(0)).containsOnly(1.0); // every row is its own nearest
        assertThatThrownBy(() -> RecipeTrials.of(tested, NOISY, List.of(all), 7, Parallel.serial()))
                .hasMessage("tested classes must be among those of training, was 1");
    }

    @Test
    void namesTheRowThatCannotBeUsed() {
        FloatMatrix rows = NOISY.get(1).rows().copy();
        rows.data()[3 * 5 + 2] = Float.NaN;
        Task bad = NOISY.map(c -> c.label() == 1 ? c.with(rows) : c);
        assertThatThrownBy(() -> RecipeTrials.of(
                        bad, RecipeList.presets(), Folds.stratified(bad, 3, 1, 1), 7, Parallel.serial()))
                .hasMessage("class 1, row 3: embedding must be finite, was NaN at position 2");
    }

    @Test
    void theGridHas216RecipesAndTheShortListIsPartOfWhatPeopleKnow() {
        assertThat(RecipeList.grid()).hasSize(216).doesNotHaveDuplicates();
        assertThat(RecipeList.presets()).hasSize(7).contains(Preset.PAPER.published(), Preset.QI.published());
    }
}
