package org.imprint.classifier;

import java.util.Optional;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.state.KChoice;
import org.imprint.classifier.state.Keeping;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.store.Precision;

/**
 * How a classifier is made; {@link #standard} does for most.
 *
 * @param recipe GEN, NORMs and AGG; where GEN asks for the λ of the backbone, it is taken from its descriptor
 * @param seed of all random draws, in [0, 4294967295]
 * @param precision how embeddings of examples are kept
 * @param keeping what is kept of examples
 * @param certainty what is asked beside answers: unknown images, probabilities, sets of classes
 * @param k whether the recipe says how many proxies a class has, or the examples do, up to the recipe's k
 */
public record FitOptions(
        Recipe recipe, long seed, Precision precision, Keeping keeping, Certainty certainty, KChoice k) {

    /** Seed unless told otherwise, the first one of the published study. */
    public static final long DEFAULT_SEED = 17121997;

    /** Returns the paper's recipe with k = {@value Preset#PUBLISHED_K}; all examples are kept, as they are. */
    public static FitOptions standard() {
        return new FitOptions(
                Preset.PAPER.published(),
                DEFAULT_SEED,
                Precision.FLOAT32,
                Keeping.EXAMPLES,
                Certainty.standard(),
                KChoice.GIVEN);
    }

    /** Returns the options with another recipe. */
    public FitOptions with(Recipe other) {
        return new FitOptions(other, seed, precision, keeping, certainty, k);
    }

    /** Returns the options in which somebody else says how many proxies a class has. */
    public FitOptions with(KChoice other) {
        return new FitOptions(recipe, seed, precision, keeping, certainty, other);
    }

    /** Returns the options with another seed. */
    public FitOptions withSeed(long other) {
        return new FitOptions(recipe, other, precision, keeping, certainty, k);
    }

    /** Returns the options with another precision. */
    public FitOptions with(Precision other) {
        return new FitOptions(recipe, seed, other, keeping, certainty, k);
    }

    /** Returns the options that keep something else of examples. */
    public FitOptions with(Keeping other) {
        return new FitOptions(recipe, seed, precision, other, certainty, k);
    }

    /** Returns the options with something else asked beside answers. */
    public FitOptions with(Certainty other) {
        return new FitOptions(recipe, seed, precision, keeping, other, k);
    }

    /**
     * Returns the options of a classifier that says of images that they are of none of its classes.
     *
     * @param alpha the share of images of known classes for which that may be wrong, in (0, 0.5]
     */
    public FitOptions rejecting(double alpha) {
        return with(certainty.with(Optional.of(Rejection.of(alpha))));
    }

    /** Returns the options of a classifier that answers every image with a class. */
    public FitOptions withoutUnknown() {
        return with(certainty.with(Optional.empty()));
    }
}
