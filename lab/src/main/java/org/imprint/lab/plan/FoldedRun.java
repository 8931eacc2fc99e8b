package org.imprint.lab.plan;

import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.lab.sweep.Combination;

/**
 * A combination that is not run because another must give the same answers.
 *
 * @param combination what need not be run
 * @param rules why, at least one
 */
public record FoldedRun(Combination combination, Set<FoldRule> rules) {

    /** Copies the set. */
    public FoldedRun {
        rules = Set.copyOf(rules);
    }

    /** Returns the rule it is counted under: the first that applies, in the order of {@link FoldRule}. */
    public FoldRule firstRule() {
        return rules.stream().sorted().findFirst().orElseThrow();
    }

    /** Returns the reasons as one sentence without a full stop. */
    public String sentence() {
        return rules.stream().sorted().map(FoldRule::sentence).collect(Collectors.joining("; "));
    }
}
