package org.imprint.core.compare;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;

/**
 * How often each of some recipes answers each of some rows rightly, all recipes on the same rows: shares [R, n], R recipes and n tested
 * rows.
 *
 * <p>Answers are those of {@link Imprinter} and {@link org.imprint.core.head.Head}, to the bit; what recipes have in common is done once
 * for all: proxies for each NORMpre, presampling, GEN and training rows; the second moments of least squares for each NORMpre; products
 * of queries and proxies for each NORMpost and NORMinf, see {@link org.imprint.core.head.SharedHead}. In corrected semantics. Immutable;
 * memory 8·R·n bytes.
 */
public final class RecipeTrials {

    private final List<Recipe> recipes;
    private final double[][] shares;
    private final OptionalDouble trainingShare;

    private RecipeTrials(List<Recipe> recipes, int[][] right, int[] rows, int repeats, OptionalDouble trainingShare) {
        this.recipes = List.copyOf(recipes);
        this.shares = Arrays.stream(right)
                .map(of -> Arrays.stream(rows)
                        .mapToDouble(i -> (double) of[i] / repeats)
                        .toArray())
                .toArray(double[][]::new);
        this.trainingShare = trainingShare;
    }

    /**
     * Tries recipes by repeated cross-validation: each row is answered by proxies that are made of the rows of other folds.
     *
     * @param task raw embeddings
     * @param recipes at least one, λ put in
     * @param folds of this task
     * @param seed of the recipes' own draws
     * @throws ImprintException if a row cannot be used, naming class and row
     */
    public static RecipeTrials of(Task task, List<Recipe> recipes, Folds folds, long seed, Parallel parallel) {
        check(task, recipes);
        int[] truth = truth(task);
        FloatMatrix all =
                FloatMatrix.concat(task.classes().stream().map(ClassRows::rows).toList());
        TrialPlan plan = new TrialPlan(recipes, seed, parallel);
        int[][] right = new int[recipes.size()][truth.length];
        for (int fold = 0; fold < folds.count(); fold++) {
            int[] tested = folds.testedIn(fold);
            List<int[]> answers = plan.answers(folds.training(task, fold), all.select(tested));
            count(answers, truth, tested, right);
        }
        int[] rows = IntStream.range(0, truth.length).filter(folds::isTested).toArray();
        return new RecipeTrials(recipes, right, rows, folds.repeats(), OptionalDouble.of(1 - 1.0 / folds.k()));
    }

    /**
     * Tries recipes on rows apart from the training rows.
     *
     * @param training raw embeddings
     * @param tested raw embeddings of classes of the same labels, perhaps not of all of them
     * @param recipes at least one, λ put in
     * @param seed of the recipes' own draws
     * @throws ImprintException if a row cannot be used, naming class and row, or a class is not among those of training
     */
    public static RecipeTrials of(Task training, Task tested, List<Recipe> recipes, long seed, Parallel parallel) {
        check(training, recipes);
        check(tested, recipes);
        List<Integer> labels = training.classes().stream().map(ClassRows::label).toList();
        int[] truth = tested.classes().stream()
                .flatMapToInt(
                        c -> IntStream.generate(() -> index(labels, c.label())).limit(c.size()))
                .toArray();
        FloatMatrix all = FloatMatrix.concat(
                tested.classes().stream().map(ClassRows::rows).toList());
        int[] rows = IntStream.range(0, truth.length).toArray();
        int[][] right = new int[recipes.size()][truth.length];
        count(new TrialPlan(recipes, seed, parallel).answers(training, all), truth, rows, right);
        return new RecipeTrials(recipes, right, rows, 1, OptionalDouble.empty());
    }

    private static int index(List<Integer> labels, int label) {
        Checks.require(labels.contains(label), "tested classes must be among those of training", label);
        return labels.indexOf(label);
    }

    private static void check(Task task, List<Recipe> recipes) {
        Checks.require(!recipes.isEmpty(), "a comparison needs at least one recipe", 0);
        recipes.stream().map(Recipe::pre).distinct().forEach(pre -> Imprinter.requireUsable(task, pre));
    }

    private static int[] truth(Task task) {
        return IntStream.range(0, task.size())
                .flatMap(c -> IntStream.generate(() -> c).limit(task.get(c).size()))
                .toArray();
    }

    private static void count(List<int[]> answers, int[] truth, int[] tested, int[][] right) {
        for (int r = 0; r < right.length; r++) {
            int[] of = answers.get(r);
            for (int i = 0; i < tested.length; i++) {
                right[r][tested[i]] += of[i] == truth[tested[i]] ? 1 : 0;
            }
        }
    }

    /** Returns the recipes, in the order in which they were given. */
    public List<Recipe> recipes() {
        return recipes;
    }

    /** Returns n, how many rows were tested. */
    public int tested() {
        return shares[0].length;
    }

    /** Returns the share of right answers of recipe r for each tested row, in [0, 1]: over repeats; rows class by class. */
    public double[] shares(int r) {
        return shares[r].clone();
    }

    /** Returns the shares of all recipes, [R, n]. */
    public double[][] shares() {
        return Arrays.stream(shares).map(double[]::clone).toArray(double[][]::new);
    }

    /** Returns the share of the rows that proxies were made of each time, (K − 1) / K; empty for rows apart. */
    public OptionalDouble trainingShare() {
        return trainingShare;
    }

    /** Returns which recipe is best and which others may be. @param seed of the draws behind intervals, in [0, 2^32 − 1] */
    public Contest contest(long seed, Parallel parallel) {
        return Contest.of(shares, trainingShare, Bootstrap.ofSeed(seed), parallel);
    }
}
