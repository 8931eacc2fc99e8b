package org.imprint.app.option;

import java.util.List;
import org.imprint.classifier.state.KChoice;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.ridge.RidgeRule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a recipe and the numbers it needs. */
public final class PresetOptions {

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = "paper",
            description =
                    "qi, hosoda, janson, paper or oracle; imprint fit takes auto too: the simplest that may be the best of these"
                            + " and k-means with 2 and 5, by cross-validation. Default: ${DEFAULT-VALUE}.")
    private GivenRecipe recipe;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "20",
            description =
                    "Proxies per class, where the recipe has k; imprint fit takes auto too: each class its own number, by what it"
                            + " gains on examples left out, at most " + Preset.PUBLISHED_K
                            + ". Default: ${DEFAULT-VALUE}.")
    private GivenK k;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = RecipeOptions.DEFAULT_SEED,
            description = "Seed, in [0, 4294967295]. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private RidgeOption ridges;

    /** Returns the preset named. @throws org.imprint.core.ImprintException if the examples are to say it */
    public Preset preset() {
        return recipe.named();
    }

    /** Returns whether the examples are to say the recipe. */
    public boolean isAuto() {
        return recipe.preset().isEmpty();
    }

    /** Returns who says k. */
    public KChoice choice() {
        return k.choice();
    }

    /**
     * Returns the recipe of which classes may have their own k, the most of it put in; λ as in {@link #recipe}. Where the examples are to
     * say the recipe, it is the paper's until they have.
     */
    public Recipe mostRecipe() {
        return recipe.preset().orElse(Preset.PAPER).recipe(k.most());
    }

    /** Returns k. @throws org.imprint.core.ImprintException if the examples are to say it */
    public int k() {
        return k.number();
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns the recipe; λ is yet to be put in where {@link Recipe#needsLambda} says so. */
    public Recipe recipe() {
        return preset().recipe(k());
    }

    /**
     * Returns which λ least squares takes for embeddings of a backbone.
     *
     * @throws org.imprint.core.ImprintException if one was given for another backbone, or beside a recipe that takes none
     */
    public RidgeRule ridges(String backbone) {
        RidgeRule rule = ridges.rule().requireFor(List.of(backbone));
        recipe.preset().ifPresent(p -> ridges.requireTakenBy(List.of(p)));
        return rule;
    }

    /** Returns which λ least squares takes. */
    public RidgeRule ridges() {
        return ridges.rule();
    }
}
