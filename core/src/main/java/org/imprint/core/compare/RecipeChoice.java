package org.imprint.core.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Estimate;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.text.Digits;

/**
 * The recipe that suits some examples: the {@linkplain Simplicity simplest} of those that may be the best in a {@link Contest} by
 * {@value #FOLDS}-fold cross-validation.
 *
 * <p>Where no class has two examples nothing can be tested, and it is the paper's recipe. Where there are few, most recipes may be the
 * best, and it is the mean.
 *
 * @param recipe what was chosen
 * @param reason why, as a sentence
 * @param contest what it was chosen from; empty where nothing could be tested
 */
public record RecipeChoice(Recipe recipe, String reason, Optional<Contest> contest) {

    /** K of the cross-validation. */
    public static final int FOLDS = 5;

    /**
     * Chooses from the short list.
     *
     * @param task raw embeddings, of at least two classes
     * @param lambda λ of least squares; empty leaves least squares out
     * @param seed of folds and draws, in [0, 2^32 − 1]
     * @throws ImprintException if a row cannot be used, naming class and row
     */
    public static RecipeChoice of(Task task, OptionalDouble lambda, long seed, Parallel parallel) {
        List<Recipe> recipes = RecipeList.presets().stream()
                .filter(r -> lambda.isPresent() || !r.needsLambda())
                .map(r -> lambda.isPresent() ? r.withLambda(lambda.getAsDouble()) : r)
                .toList();
        return among(recipes, task, seed, parallel);
    }

    /**
     * Chooses from some recipes.
     *
     * @param recipes at least one, λ put in
     */
    public static RecipeChoice among(List<Recipe> recipes, Task task, long seed, Parallel parallel) {
        if (task.classes().stream().allMatch(c -> c.size() < 2)) {
            return new RecipeChoice(
                    Preset.PAPER.published(),
                    "the paper's recipe, since no class has 2 examples of which one could be tested",
                    Optional.empty());
        }
        Folds folds = Folds.stratified(task, FOLDS, 1, seed);
        Contest contest = RecipeTrials.of(task, recipes, folds, seed, parallel).contest(seed, parallel);
        int chosen = Simplicity.simplestOfTheBest(contest, recipes);
        int n = task.classes().stream().mapToInt(ClassRows::size).sum();
        String how = folds.k() + "-fold cross-validation of " + Digits.count(n, "example");
        return new RecipeChoice(
                recipes.get(chosen), reason(contest, RecipeNames.of(recipes), chosen, how), Optional.of(contest));
    }

    private static String reason(Contest contest, List<String> names, int chosen, String how) {
        long alike =
                IntStream.range(0, contest.size()).filter(contest::mayBeBest).count();
        String best = names.get(contest.best());
        if (alike == 1) {
            String others = contest.size() == 2 ? "the other" : "the " + Digits.count(contest.size() - 1) + " others";
            return best + ", which beats " + others + " by " + how;
        }
        String simplest = names.get(chosen) + ", the simplest of " + Digits.count(alike) + " recipes out of "
                + Digits.count(contest.size()) + " that may be the best by " + how;
        if (chosen == contest.best()) {
            return simplest + "; it has the most right answers as well";
        }
        Estimate behind = contest.behind(chosen);
        return simplest + "; " + best + " has more right answers by " + points(behind.value()) + " points ("
                + points(behind.low()) + " to " + points(behind.high()) + ")";
    }

    private static String points(double share) {
        return Digits.fixed(100 * share, 1);
    }
}
