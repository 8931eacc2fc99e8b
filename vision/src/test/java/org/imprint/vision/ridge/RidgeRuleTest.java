package org.imprint.vision.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeRuleTest {

    private static RidgeRule rule(String... words) {
        return RidgeRule.of(List.of(words).stream().map(GivenRidge::parse).toList());
    }

    /** The published code's own table, runner.py; the last has a card under another name. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 1e-4",
        "resnet50, 1e-4",
        "vit_b_16, 0.1",
        "swin_b, 0.05",
        "convnextv2-femto-1k-224, 0.05",
        "convnextv2-femto, 0.05"
    })
    void knowsThePublishedRidges(String backbone, double lambda) {
        assertThat(RidgeRule.standard().find(backbone, OptionalDouble.empty())).hasValue(lambda);
    }

    @Test
    void asksWhatIsGivenThenTheFileThenTheCard() {
        OptionalDouble file = OptionalDouble.of(3);
        assertThat(rule("1", "resnet18=2").find("resnet18", file)).hasValue(2);
        assertThat(rule("1", "mine=2").find("resnet18", file)).hasValue(1);
        assertThat(rule("mine=2").find("resnet18", file)).hasValue(3);
        assertThat(rule("mine=2").find("resnet18", OptionalDouble.empty())).hasValue(1e-4);
        assertThat(rule("mine=2").find("yours", OptionalDouble.empty())).isEmpty();
    }

    @Test
    void aBackboneThatIsNotThereIsMisspelt() {
        RidgeRule given = rule("resnet-18=2", "4");
        assertThatThrownBy(() -> given.requireFor(List.of("vit_b_16", "resnet18")))
                .hasMessage(
                        "backbone of --lambda must be one of resnet18, vit_b_16, was resnet-18; did you mean resnet18?");
        assertThat(given.requireFor(List.of("resnet-18"))).isSameAs(given);
    }

    @Test
    void nothingGivenIsDropped() {
        assertThatThrownBy(() -> rule("1", "2"))
                .hasMessage("--lambda must be given once for all backbones, was 1.0 and 2.0");
        assertThatThrownBy(() -> rule("a=1", "2", "a=1"))
                .hasMessage("--lambda must be given once for a, was a=1.0 and a=1.0");
    }

    @Test
    void textsAreReadAsTheyAreWritten() {
        assertThat(GivenRidge.parse("a=b=0.5")).isEqualTo(new GivenRidge(Optional.of("a=b"), 0.5));
        for (String text : List.of("0.25", "net=1.0E-4")) {
            assertThat(GivenRidge.parse(text)).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a=", "1,5", "a=b"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> GivenRidge.parse(text))
                .hasMessage("--lambda must be [BACKBONE=]VALUE such as 0.01, was '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "a=Infinity"})
    void lambdaIsPositiveAndFinite(String text) {
        assertThatThrownBy(() -> GivenRidge.parse(text)).hasMessageStartingWith("--lambda must be a finite number > 0");
    }

    @Test
    void whatNobodyStatesIsRefusedWithAStart() {
        // mean ‖x‖² / d = (9 + 16 + 36 + 25) / 4 = 21.5, a thousandth of it 0.0215, to two digits 0.022
        RidgeStart one = RidgeStart.of("mine", FloatMatrix.of(2, 2, new float[] {3, 4, 6, 5}), "train.h5");
        assertThat(RidgeRule.unknown(List.of(one)))
                .isEqualTo(
                        "least squares needs a ridge λ for mine, which is neither given nor stated by embeddings file,"
                                + " card or published table; a start is --lambda 0.022 (0.001 · mean ‖x‖² / d of train.h5); try ten"
                                + " times more and less, and take what is best on rows held out");
        assertThat(RidgeRule.unknown(List.of(new RidgeStart("a", 2e-7, "a.h5"), new RidgeStart("b", 30, "b.h5"))))
                .contains("for a, b,", "--lambda a=2.0E-7 --lambda b=30 (", "of a.h5, b.h5)");
    }

    @Test
    void theStartFollowsTheScale() {
        FloatMatrix x = FloatMatrix.of(1, 4, new float[] {10, -10, 10, -10});
        assertThat(RidgeStart.of("b", x, "x").lambda()).isEqualTo(0.1);
        assertThat(RidgeStart.of("b", FloatMatrix.zeros(2, 2), "x").lambda()).isEqualTo(1e-3);
    }
}
