package org.imprint.lab.plan;

import java.util.EnumSet;
import java.util.Set;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Method;

/**
 * The form that all methods which must give the same answers on some data share.
 *
 * @param method the form
 * @param drawsFromSeed whether runs with different seeds may differ
 * @param rules what led from the method to the form
 */
record Canonical(Method method, boolean drawsFromSeed, Set<FoldRule> rules) {

    private static final Set<FoldRule> OF_AGGREGATION =
            EnumSet.of(FoldRule.NEAREST_ALONE, FoldRule.ONE_VOTER, FoldRule.TWO_VOTERS, FoldRule.ALL_VOTE);
    private static final Set<FoldRule> OF_GENERATOR = EnumSet.of(FoldRule.ONE_CLUSTER, FoldRule.EVERY_ROW);

    /** Returns the rules by which two combinations of one form are equal: those of either that bear on what differs. */
    static Set<FoldRule> between(Combination a, Canonical ofA, Combination b, Canonical ofB) {
        if (a.equals(b)) {
            return EnumSet.of(FoldRule.LISTED_TWICE);
        }
        Set<FoldRule> rules = EnumSet.noneOf(FoldRule.class);
        rules.addAll(ofA.rules);
        rules.addAll(ofB.rules);
        if (a.method().aggregation().equals(b.method().aggregation())) {
            rules.removeAll(OF_AGGREGATION);
        }
        if (a.method().generator().equals(b.method().generator())) {
            rules.removeAll(OF_GENERATOR);
        }
        if (a.seed() != b.seed()) {
            rules.add(FoldRule.NO_DRAW);
        }
        return rules;
    }
}
