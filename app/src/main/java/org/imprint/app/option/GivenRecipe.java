package org.imprint.app.option;

import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.recipe.Preset;

/**
 * The recipe that was asked for: a preset, or that the examples are to say.
 *
 * @param preset the preset; empty if the examples are to say
 */
public record GivenRecipe(Optional<Preset> preset) {

    private static final String AUTO = "auto";

    /** Reads the name of a preset or {@code auto}. */
    static GivenRecipe parse(String word) {
        if (word.equals(AUTO)) {
            return new GivenRecipe(Optional.empty());
        }
        try {
            return new GivenRecipe(Optional.of(Preset.of(word)));
        } catch (ImprintException e) {
            throw new ImprintException(
                    "--" + e.getMessage().replace(", was ", " (imprint fit takes " + AUTO + " too), was "), e);
        }
    }

    /** Returns the preset. @throws ImprintException if the examples are to say it */
    Preset named() {
        Checks.require(
                preset.isPresent(),
                "--recipe must be a preset here: auto is for imprint fit, see imprint compare",
                AUTO);
        return preset.orElseThrow();
    }
}
