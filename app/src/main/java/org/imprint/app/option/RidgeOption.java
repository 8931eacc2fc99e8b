package org.imprint.app.option;

import java.util.List;
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

    /** Returns the rule with what was given. */
    public RidgeRule rule() {
        return RidgeRule.of(given);
    }
}
