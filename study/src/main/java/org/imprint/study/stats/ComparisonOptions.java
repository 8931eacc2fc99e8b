package org.imprint.study.stats;

import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.study.stats.significance.SignedRankMethod;

/**
 * How methods are compared.
 *
 * @param alpha α in (0, 1), the level of Friedman's test and of all pairs together
 * @param postHoc how pairs are told apart
 * @param signedRank distribution of the signed-rank test
 * @param direction which scores are good
 * @param missing what happens to gaps
 * @param semantics {@code reference} for the published diagrams; allows no choice but α
 */
public record ComparisonOptions(
        double alpha,
        PostHoc postHoc,
        SignedRankMethod signedRank,
        Direction direction,
        Missing missing,
        Semantics semantics) {

    /** Checks α, and that reference semantics come with the published code's choices. */
    public ComparisonOptions {
        Checks.require(alpha > 0 && alpha < 1, "alpha must be in (0, 1)", alpha);
        if (semantics.isReference()) {
            Checks.require(
                    postHoc == PostHoc.WILCOXON_HOLM,
                    "reference semantics need Wilcoxon's test with Holm's correction",
                    postHoc.wireName());
            Checks.require(
                    signedRank == SignedRankMethod.AUTO,
                    "reference semantics need signed_rank auto",
                    signedRank.wireName());
            Checks.require(
                    direction == Direction.HIGHER_IS_BETTER,
                    "reference semantics need higher_is_better",
                    direction.wireName());
            Checks.require(missing == Missing.DROP_BLOCKS, "reference semantics need drop_blocks", missing.wireName());
        }
    }

    /** Returns α = 0.05, Wilcoxon and Holm, SciPy's choice of distribution, higher is better, complete blocks, corrected. */
    public static ComparisonOptions defaults() {
        return new ComparisonOptions(
                0.05,
                PostHoc.WILCOXON_HOLM,
                SignedRankMethod.AUTO,
                Direction.HIGHER_IS_BETTER,
                Missing.DROP_BLOCKS,
                Semantics.CORRECTED);
    }

    /** Returns these options at another level. */
    public ComparisonOptions withAlpha(double level) {
        return new ComparisonOptions(level, postHoc, signedRank, direction, missing, semantics);
    }

    /** Returns these options with another test of pairs. */
    public ComparisonOptions withPostHoc(PostHoc other) {
        return new ComparisonOptions(alpha, other, signedRank, direction, missing, semantics);
    }

    /** Returns these options with another distribution of the signed-rank test. */
    public ComparisonOptions withSignedRank(SignedRankMethod other) {
        return new ComparisonOptions(alpha, postHoc, other, direction, missing, semantics);
    }

    /** Returns these options with another direction. */
    public ComparisonOptions withDirection(Direction other) {
        return new ComparisonOptions(alpha, postHoc, signedRank, other, missing, semantics);
    }

    /** Returns these options with another treatment of gaps. */
    public ComparisonOptions withMissing(Missing other) {
        return new ComparisonOptions(alpha, postHoc, signedRank, direction, other, semantics);
    }

    /** Returns these options in other semantics. */
    public ComparisonOptions withSemantics(Semantics other) {
        return new ComparisonOptions(alpha, postHoc, signedRank, direction, missing, other);
    }
}
