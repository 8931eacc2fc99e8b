package org.imprint.study.stats;

import java.util.Optional;
import org.imprint.study.stats.significance.SignedRank;

/**
 * Two methods and whether they are told apart.
 *
 * @param first position of the first in {@link Comparison#methods()}
 * @param second position of the second
 * @param p p-value of the pair alone (of Nemenyi's test: already for all pairs)
 * @param adjustedP p-value corrected for all pairs
 * @param different whether they are told apart at α
 * @param signedRank signed-rank test, differences positive where the first is better; it carries the effect size. Empty for
 *     identical methods, which occur in {@code reference} semantics only
 */
public record MethodPair(
        int first, int second, double p, double adjustedP, boolean different, Optional<SignedRank> signedRank) {}
