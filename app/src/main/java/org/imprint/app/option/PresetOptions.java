package org.imprint.app.option;

import org.imprint.core.Checks;
import org.imprint.core.gen.ProxyGenerator;
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
            description = "qi, hosoda, janson, paper or oracle. Default: ${DEFAULT-VALUE}.")
    private Preset recipe;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "20",
            description = "Proxies per class, where the recipe has k. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = RecipeOptions.DEFAULT_SEED,
            description = "Seed, in [0, 4294967295]. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private RidgeOption ridges;

    /** Returns the preset named. */
    public Preset preset() {
        return recipe;
    }

    /** Returns k. */
    public int k() {
        return Checks.inRange("--k", k, 1, ProxyGenerator.MAX_K);
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns the recipe; λ is yet to be put in where {@link Recipe#needsLambda} says so. */
    public Recipe recipe() {
        return preset().recipe(k());
    }

    /** Returns which λ least squares takes. */
    public RidgeRule ridges() {
        return ridges.rule();
    }
}
