package org.imprint.app.option;

import org.imprint.core.Checks;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.ridge.RidgeRule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a recipe and the numbers it needs. */
public final class RecipeOptions {

    /** The first seed of the published study. */
    public static final String DEFAULT_SEED = "17121997";

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
            defaultValue = DEFAULT_SEED,
            description = "Seed, in [0, 4294967295]. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            defaultValue = "corrected",
            description = "corrected, or reference for the published code's numbers, defects included."
                    + " Default: ${DEFAULT-VALUE}.")
    private Semantics semantics;

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

    /** Returns the semantics named. */
    public Semantics semantics() {
        return semantics;
    }

    /** Returns a fresh run. */
    public Run run(Parallel parallel) {
        return Run.of(semantics(), seed, parallel);
    }
}
