package org.imprint.app.option;

import org.imprint.classifier.state.KChoice;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.recipe.Preset;

/**
 * The proxies per class that were asked for: a number, or that the examples are to say.
 *
 * @param most the number, or the most that the examples may say
 * @param choice who says it
 */
public record GivenK(int most, KChoice choice) {

    /** Reads a number or {@code auto}. */
    static GivenK parse(String word) {
        if (word.equals(KChoice.AUTO.wireName())) {
            return new GivenK(Preset.PUBLISHED_K, KChoice.AUTO);
        }
        try {
            return new GivenK(Checks.inRange("--k", Integer.parseInt(word), 1, ProxyGenerator.MAX_K), KChoice.GIVEN);
        } catch (NumberFormatException e) {
            throw new ImprintException(
                    "--k must be a number in [1, " + ProxyGenerator.MAX_K + "], or auto, was " + word, e);
        }
    }

    /** Returns the number. @throws ImprintException if the examples are to say it */
    int number() {
        Checks.require(
                choice == KChoice.GIVEN,
                "--k must be a number here: auto is for imprint fit, whose classes have each their own",
                choice.wireName());
        return most;
    }
}
