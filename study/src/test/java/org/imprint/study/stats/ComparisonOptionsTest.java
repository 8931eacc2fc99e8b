package org.imprint.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprint.core.Semantics;
import org.imprint.study.stats.significance.SignedRankMethod;
import org.junit.jupiter.api.Test;

class ComparisonOptionsTest {

    private static final ComparisonOptions DEFAULTS = ComparisonOptions.defaults();

    @Test
    void refusesAlphaOutsideTheOpenInterval() {
        assertThatThrownBy(() -> DEFAULTS.withAlpha(0)).hasMessage("alpha must be in (0, 1), was 0.0");
        assertThatThrownBy(() -> DEFAULTS.withAlpha(1)).hasMessage("alpha must be in (0, 1), was 1.0");
        assertThatThrownBy(() -> DEFAULTS.withAlpha(Double.NaN)).hasMessage("alpha must be in (0, 1), was NaN");
    }

    @Test
    void refusesWhatThePublishedCodeDoesNotHaveInReferenceSemantics() {
        ComparisonOptions reference = DEFAULTS.withSemantics(Semantics.REFERENCE);
        assertThat(reference.withAlpha(0.1).alpha()).isEqualTo(0.1);
        assertThatThrownBy(() -> reference.withPostHoc(PostHoc.NEMENYI))
                .hasMessage("reference semantics need Wilcoxon's test with Holm's correction, was nemenyi");
        assertThatThrownBy(() -> reference.withSignedRank(SignedRankMethod.EXACT))
                .hasMessage("reference semantics need signed_rank auto, was exact");
        assertThatThrownBy(() -> reference.withDirection(Direction.LOWER_IS_BETTER))
                .hasMessage("reference semantics need higher_is_better, was lower_is_better");
        assertThatThrownBy(() -> reference.withMissing(Missing.REFUSE))
                .hasMessage("reference semantics need drop_blocks, was refuse");
    }

    @Test
    void constantsAreFoundByTheirWireNames() {
        assertThat(PostHoc.of("nemenyi")).isEqualTo(PostHoc.NEMENYI);
        assertThat(SignedRankMethod.of("asymptotic")).isEqualTo(SignedRankMethod.ASYMPTOTIC);
        assertThat(Direction.of("lower_is_better")).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(Missing.of("drop_methods")).isEqualTo(Missing.DROP_METHODS);
        assertThatThrownBy(() -> PostHoc.of("tukey"))
                .hasMessage("post_hoc must be one of wilcoxon_holm, nemenyi, was tukey");
    }
}
