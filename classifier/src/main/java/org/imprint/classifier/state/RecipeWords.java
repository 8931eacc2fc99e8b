package org.imprint.classifier.state;

import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;

/** Says for people what a recipe is. */
public final class RecipeWords {

    private RecipeWords() {}

    /** Returns the steps in their order, such as {@code NORMpre l2, kmeans k = 20, NORMpost l2, NORMinf l2, max}, with the preset's name if it is one. */
    public static String of(ClassifierSettings settings) {
        Recipe recipe = settings.recipe();
        String distance = recipe.aggregation().voters().isPresent()
                ? " of " + recipe.aggregation().voters().getAsInt() + " by "
                        + recipe.aggregation().distance()
                : "";
        return Preset.of(recipe).map(p -> p.wireName() + ": ").orElse("")
                + "NORMpre " + recipe.pre().wireName()
                + ", " + generator(settings)
                + (recipe.presampling().isAll() ? "" : " of some rows")
                + ", NORMpost " + recipe.post().wireName()
                + ", NORMinf " + recipe.inf().wireName()
                + ", " + recipe.aggregation().wireName() + distance;
    }

    /** Returns GEN with its k where it has one, such as {@code kmeans k = 20}, or {@code kmeans k = auto, at most 20} where examples say. */
    public static String generator(ClassifierSettings settings) {
        ProxyGenerator generator = settings.recipe().generator();
        boolean hasK = generator.k() > 1 && generator.k() < ProxyGenerator.EVERY_ROW;
        String most = settings.k() == KChoice.AUTO ? "auto, at most " : "";
        return generator.wireName() + (hasK ? " k = " + most + generator.k() : "");
    }
}
