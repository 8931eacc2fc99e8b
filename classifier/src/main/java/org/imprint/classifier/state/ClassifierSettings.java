package org.imprint.classifier.state;

import java.util.Optional;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.core.proxycount.ProxyCountSearch;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.vision.store.Precision;

/**
 * What a classifier is made by; it does not change while the classifier lives.
 *
 * @param recipe GEN, NORMs and AGG, λ put in where GEN asks for one
 * @param seed of all random draws, in [0, 4294967295]
 * @param precision how embeddings of examples are kept: rounded to it before anything is made from them, so that a classifier
 *     read from a file is the one that was written
 * @param keeping what is kept of examples
 * @param certainty what is asked beside answers
 * @param k who says how many proxies a class has
 * @param dim d, the length of an embedding
 */
public record ClassifierSettings(
        Recipe recipe, long seed, Precision precision, Keeping keeping, Certainty certainty, KChoice k, int dim) {

    /** Checks seed, width, and that λ is put in. */
    public ClassifierSettings {
        Checks.require(seed >= 0 && seed <= 0xffffffffL, "seed must be in [0, 4294967295]", seed);
        Checks.inRange("embedding length", dim, 1, 1 << 20);
        Checks.require(
                recipe.withLambda(1).equals(recipe),
                "λ of least squares must be a number, in the recipe or the backbone's descriptor",
                "not given");
        if (keeping == Keeping.PROXIES) {
            requireNoExamples(certainty);
        }
        if (k == KChoice.AUTO) {
            ProxyCountSearch.requireChoosable(recipe);
        }
    }

    /** Checks that no score that needs examples is asked for. @throws ImprintException if one is */
    public void requireNoExamples() {
        requireNoExamples(certainty);
    }

    private static void requireNoExamples(Certainty asked) {
        Optional<KnownScore> score = asked.rejection().flatMap(Rejection::score).filter(KnownScore::needsExamples);
        if (score.isPresent()) {
            throw new ImprintException("the score " + score.get().wireName()
                    + " needs the examples, which are not kept: keep them, or ask for auto, proxy, energy or softmax");
        }
    }

    /** Returns the settings with something else kept of examples. */
    public ClassifierSettings with(Keeping other) {
        return new ClassifierSettings(recipe, seed, precision, other, certainty, k, dim);
    }

    /** Returns the settings with another share of known images that may be taken for none. @param alpha in (0, 0.5]; empty for none */
    public ClassifierSettings rejecting(Optional<Double> alpha) {
        Optional<KnownScore> score = certainty.rejection().flatMap(Rejection::score);
        Certainty asked = certainty.with(alpha.map(a -> new Rejection(a, score)));
        return new ClassifierSettings(recipe, seed, precision, keeping, asked, k, dim);
    }

    /** Returns the recipe of a class. @param count what was chosen for it; empty where the recipe says k */
    Recipe recipeOf(Optional<ProxyCount> count) {
        return count.map(c -> recipe.with(recipe.generator().kind().of(c.k()))).orElse(recipe);
    }

    /** Returns a fresh run: the same draws each time, so that a class's proxies hang on its rows alone. */
    public Run run(Parallel parallel) {
        return Run.of(Semantics.CORRECTED, seed, parallel);
    }
}
