package org.imprint.app.compare;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.option.RecipeOptions;
import org.imprint.app.option.RidgeOption;
import org.imprint.core.compare.Folds;
import org.imprint.core.compare.RecipeList;
import org.imprint.core.data.Task;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.data.DataException;
import org.imprint.vision.ridge.RidgeRule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recipes are compared, and how. */
final class CompareOptions {

    @Option(
            names = "--grid",
            description =
                    "Compare 216 recipes: mean, k-means with 2, 5 and 20, least squares and all rows, with each NORM, by the"
                            + " largest product, the nearest proxy and votes of 5 and 20. Default: the presets, and k-means with 2, 5 and 20.")
    private boolean grid;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Parts that the images are cut into; each is answered by what the others teach. Default: 5.")
    private Integer folds;

    @Option(
            names = "--repeats",
            paramLabel = "R",
            description = "How often they are cut anew. More say more of how the images were cut. Default: 1.")
    private Integer repeats;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = RecipeOptions.DEFAULT_SEED,
            description = "Seed of folds and draws, in [0, 4294967295]. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private RidgeOption ridges;

    private static final int DEFAULT_FOLDS = 5;

    /** Returns the seed. */
    long seed() {
        return seed;
    }

    /** Returns whether folds were asked for. */
    boolean hasFolds() {
        return folds != null || repeats != null;
    }

    /** Returns the folds of embeddings. @throws DataException if no class has two of them, naming where */
    Folds folds(LabelledEmbeddings of) {
        Task task = of.task();
        if (of.size() == task.size()) {
            throw new DataException(
                    of.name() + ": must have a class with at least 2 images, so that one can be tested, has 1 in each: "
                            + String.join(", ", of.classNames()));
        }
        return Folds.stratified(task, folds == null ? DEFAULT_FOLDS : folds, repeats == null ? 1 : repeats, seed);
    }

    /** Returns the rule for λ. @throws org.imprint.core.ImprintException if one was given for none of these */
    RidgeRule ridges(List<LabelledEmbeddings> all) {
        return ridges.rule()
                .requireFor(all.stream().map(e -> e.madeBy().backbone()).toList());
    }

    /** Tells, once, for which backbones least squares is left out because nobody says λ. */
    static void tellOfNoLambda(List<LabelledEmbeddings> all, RidgeRule rule, PrintWriter err) {
        Set<String> unknown = all.stream()
                .filter(e -> e.lambda(rule).isEmpty())
                .map(e -> e.madeBy().backbone())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!unknown.isEmpty()) {
            err.println("imprint: least squares is left out: nobody states the ridge λ of "
                    + String.join(" and ", unknown) + "; give --lambda. " + RidgeRule.HOW_TO_CHOOSE);
        }
    }

    /** Returns the recipes for some embeddings, λ put in; without least squares where nobody says λ. */
    List<Recipe> recipes(LabelledEmbeddings embeddings, RidgeRule rule) {
        OptionalDouble lambda = embeddings.lambda(rule);
        List<Recipe> recipes = new ArrayList<>(grid ? RecipeList.grid() : RecipeList.presets());
        if (lambda.isPresent()) {
            recipes.replaceAll(r -> r.withLambda(lambda.getAsDouble()));
        } else {
            recipes.removeIf(Recipe::needsLambda);
        }
        return recipes;
    }
}
