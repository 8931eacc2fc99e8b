package org.imprint.core.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values by scipy 1.10.1, {@code nnls([1, n^-c], errors)} for c = 0.05, 0.10, …, 2.00, the least residual. */
class PowerLawTest {

    private static final double[] N = {5, 7, 10, 14, 20, 28, 40};

    @Test
    void leastSquaresWithBothSharesFree() {
        PowerLaw law = PowerLaw.fit(N, new double[] {.42, .36, .31, .275, .24, .222, .2});
        assertThat(law.a()).isCloseTo(0.13424991820546603, within(1e-12));
        assertThat(law.b()).isCloseTo(0.8818614404267285, within(1e-12));
        assertThat(law.c()).isCloseTo(0.7, within(1e-12));
        assertThat(law.error(80)).isCloseTo(0.17529275422940896, within(1e-12));
    }

    @Test
    void errorsThatFallTowardsNothingAndErrorsThatRise() {
        PowerLaw falling = PowerLaw.fit(N, new double[] {.5, .4, .3, .25, .18, .14, .1});
        assertThat(falling.a()).isCloseTo(0.0023879433864783224, within(1e-12));
        assertThat(falling.b()).isCloseTo(1.687571636950084, within(1e-12));
        PowerLaw steep = PowerLaw.fit(new double[] {1, 10, 100}, new double[] {0.9, 0.04, 0});
        assertThat(steep.a()).isZero();
        PowerLaw rising = PowerLaw.fit(N, new double[] {.1, .11, .1, .12, .11, .13, .12});
        assertThat(rising.a()).isCloseTo(0.11285714285714286, within(1e-12));
        assertThat(rising.b()).isZero();
        assertThat(rising.examples(0.12)).hasValue(1);
        assertThat(rising.examples(0.11)).isEmpty();
    }

    @Test
    void findsALawAgainAndSaysHowManyExamplesAnErrorTakes() {
        double[] errors = new double[N.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = 0.05 + 0.8 * Math.pow(N[i], -0.5);
        }
        PowerLaw law = PowerLaw.fit(N, errors);
        assertThat(law.a()).isCloseTo(0.05, within(1e-9));
        assertThat(law.b()).isCloseTo(0.8, within(1e-9));
        // 0.05 + 0.8 / sqrt(n) = 0.1 at n = 256
        assertThat(law.examples(0.1).orElseThrow()).isCloseTo(256, within(1e-4));
        assertThat(law.examples(0.05 - 1e-6)).isEmpty();
        assertThat(new PowerLaw(0.1, 2, 1).error(1)).isEqualTo(1);
    }

    /** Of one size the mean is all that can be said: (.42 + .36 + .3 + .25) / 4. */
    @Test
    void sizesThatDoNotDifferSayNothingOfOthers() {
        for (double size : new double[] {1, 3, 7.1, 1e5}) {
            double[] n = {size, size, size * (1 + 1e-13), size};
            PowerLaw law = PowerLaw.fit(n, new double[] {.42, .36, .3, .25});
            assertThat(law.b()).as("b at size %s", size).isZero();
            assertThat(law.a()).isCloseTo(0.3325, within(1e-12));
        }
        PowerLaw large = PowerLaw.fit(new double[] {1e5, 2e5, 4e5}, new double[] {.02, .01, .005}); // 2000 / n
        assertThat(large.c()).isCloseTo(1, within(1e-12));
        assertThat(large.b()).isCloseTo(2000, within(1e-3));
    }

    @Test
    void tooFewPointsAreRefused() {
        assertThatThrownBy(() -> PowerLaw.fit(new double[] {1, 2}, new double[] {1, 1}))
                .hasMessage("points of a learning curve must be at least 3, was 2");
    }
}
