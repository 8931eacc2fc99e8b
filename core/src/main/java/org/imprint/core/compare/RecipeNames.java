package org.imprint.core.compare;

import java.util.List;
import java.util.Optional;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;

/**
 * Names of recipes that are compared with each other, as short as tells them apart: GEN with its k, such as {@code k-means k = 5}; with
 * the preset's name where GEN is there several times, such as {@code mean (qi)}; else with NORMpre, NORMpost, NORMinf and AGG, such as
 * {@code mean (none, l2, l2; nearest by euclidean)}.
 */
public final class RecipeNames {

    private RecipeNames() {}

    /** Returns the name of each recipe, in their order. @param recipes all that are compared */
    public static List<String> of(List<Recipe> recipes) {
        return recipes.stream().map(r -> name(r, recipes)).toList();
    }

    private static String name(Recipe recipe, List<Recipe> all) {
        String generator = generator(recipe.generator());
        long alike = all.stream()
                .filter(r -> generator(r.generator()).equals(generator))
                .count();
        if (alike == 1) {
            return generator;
        }
        Optional<Preset> preset = preset(recipe);
        return preset.map(p -> generator + " (" + p.wireName() + ")").orElse(generator + " (" + steps(recipe) + ")");
    }

    /** A preset of another k is none, and least squares of any λ is the oracle's. */
    private static Optional<Preset> preset(Recipe recipe) {
        return recipe.generator() instanceof LeastSquaresGenerator
                ? Preset.of(recipe.with(Preset.ORACLE.published().generator()))
                : Preset.of(recipe);
    }

    private static String generator(ProxyGenerator generator) {
        boolean hasK = generator.kind().usesK();
        return generator.kind().title() + (hasK ? " k = " + generator.k() : "");
    }

    private static String steps(Recipe recipe) {
        return recipe.pre().wireName() + ", " + recipe.post().wireName() + ", "
                + recipe.inf().wireName() + "; " + aggregation(recipe);
    }

    private static String aggregation(Recipe recipe) {
        String by = " by " + recipe.aggregation().distance().replace('_', ' ');
        return recipe.aggregation().voters().isPresent()
                ? recipe.aggregation().voters().getAsInt() + "-NN" + by
                : "max" + by;
    }
}
