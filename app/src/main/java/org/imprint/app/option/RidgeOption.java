package org.imprint.app.option;

import java.util.List;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.recipe.Preset;
import org.imprint.vision.ridge.GivenRidge;
import org.imprint.vision.ridge.RidgeRule;
import picocli.CommandLine.Option;

/** Which ridge λ least squares takes; the same for every command that imprints. */
public final class RidgeOption {

    @Option(
            names = "--lambda",
            paramLabel = "[BACKBONE=]VALUE",
            description = {RidgeRule.SENTENCE + " Repeatable.", RidgeRule.HOW_TO_CHOOSE})
    private List<GivenRidge> given = List.of();

    /** Refuses λ beside recipes of which none takes it. @throws org.imprint.core.ImprintException naming them */
    public void requireTakenBy(List<Preset> recipes) {
        Checks.require(
                given.isEmpty() || recipes.stream().anyMatch(p -> p.recipe(1).needsLambda()),
                "--lambda must go with least squares, the recipe " + Preset.ORACLE.wireName(),
                "given with " + recipes.stream().map(Preset::wireName).collect(Collectors.joining(", ")));
    }

    /** Returns the rule with what was given. */
    public RidgeRule rule() {
        return RidgeRule.of(given);
    }
}
