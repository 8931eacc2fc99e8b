package org.imprint.app.option;

import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.ridge.RidgeRule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A recipe, and whether it is carried out as published or as meant. */
public final class RecipeOptions {

    /** The first seed of the published study. */
    public static final String DEFAULT_SEED = "17121997";

    @Mixin
    private PresetOptions chosen;

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            defaultValue = "corrected",
            description = "corrected, or reference for the published code's numbers, defects included."
                    + " Default: ${DEFAULT-VALUE}.")
    private Semantics semantics;

    /** Returns the preset named. */
    public Preset preset() {
        return chosen.preset();
    }

    /** Returns k. */
    public int k() {
        return chosen.k();
    }

    /** Returns the seed. */
    public long seed() {
        return chosen.seed();
    }

    /** Returns the recipe; λ is yet to be put in where {@link Recipe#needsLambda} says so. */
    public Recipe recipe() {
        return chosen.recipe();
    }

    /** Returns which λ least squares takes for embeddings of a backbone, as {@link PresetOptions#ridges(String)}. */
    public RidgeRule ridges(String backbone) {
        return chosen.ridges(backbone);
    }

    /** Returns the semantics named. */
    public Semantics semantics() {
        return semantics;
    }

    /** Returns a fresh run. */
    public Run run(Parallel parallel) {
        return Run.of(semantics(), seed(), parallel);
    }
}
