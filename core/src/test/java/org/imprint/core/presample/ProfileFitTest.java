package org.imprint.core.presample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

class ProfileFitTest {

    /** Expected values: scipy 1.10.1 in float64, its simplex restarted six times to 1e-11 (fixture scipy_weibull.json). */
    @Test
    void findsTheMostLikelyDistributionWhereThereIsOne() {
        int compared = 0;
        for (JsonNode c : Fixtures.json("scipy_weibull.json").get("fits")) {
            if (!c.has("nll") || c.get("scipy_float64_tight").get(0).asDouble() < 1) {
                continue;
            }
            float[] x = ScipyFitTest.floats(c.get("x"));
            WeibullFit fit = ProfileFit.of(x);
            double[] expected = Fixtures.doubleArray(c.get("scipy_float64_tight"));
            assertThat(fit.negativeLogLikelihood(x))
                    .isCloseTo(
                            c.get("nll").asDouble(),
                            within(1e-9 * Math.abs(c.get("nll").asDouble())));
            assertThat(fit.c()).isCloseTo(expected[0], within(1e-5));
            assertThat(fit.loc()).isCloseTo(expected[1], within(1e-5));
            assertThat(fit.scale()).isCloseTo(expected[2], within(1e-5));
            compared++;
        }
        assertThat(compared).isEqualTo(4);
    }

    /** Where the density would be infinite at its lower end: the exponential from the smallest value on, in closed form. */
    @Test
    void isTheExponentialDistributionWhereTheLikelihoodHasNoBound() {
        for (JsonNode c : Fixtures.json("scipy_weibull.json").get("fits")) {
            if (c.get("name").asText().equals("spiky")) {
                float[] x = ScipyFitTest.floats(c.get("x"));
                double min = Double.POSITIVE_INFINITY;
                double mean = 0;
                for (float value : x) {
                    min = Math.min(min, value);
                    mean += value / (double) x.length;
                }
                WeibullFit fit = ProfileFit.of(x);
                assertThat(fit.c()).isEqualTo(1);
                assertThat(fit.loc()).isEqualTo(min);
                assertThat(fit.scale()).isCloseTo(mean - min, within(1e-12));
            }
        }
    }

    @Test
    void holdsAllValuesAndIsAtLeastAsLikelyAsScipysFit() {
        for (JsonNode c : Fixtures.json("weibull.json")) {
            float[] x = ScipyFitTest.floats(c.get("distances"));
            WeibullFit fit = ProfileFit.of(x);
            for (float value : x) {
                assertThat((double) value).isGreaterThanOrEqualTo(fit.loc());
            }
            if (c.get("n_outside_support").asInt() == 0) {
                assertThat(fit.negativeLogLikelihood(x))
                        .isLessThanOrEqualTo(
                                c.get("nll_float64_at_float64_params").asDouble() + 1e-9);
            }
        }
    }

    @Test
    void givesNearlyScipysThresholdsWhereScipyHoldsAllValues() {
        for (JsonNode c : Fixtures.json("weibull.json")) {
            if (c.get("n_outside_support").asInt() == 0) {
                WeibullFit fit = ProfileFit.of(ScipyFitTest.floats(c.get("distances")));
                for (JsonNode q : c.get("quantiles")) {
                    double[] p = Fixtures.doubleArray(q.get("quantile"));
                    double low = Fixtures.number(q.get("q_low"));
                    assertThat(fit.quantile(p[0])).isCloseTo(low, within(1e-3 * low));
                    if (p[1] < 1) {
                        double high = Fixtures.number(q.get("q_high"));
                        assertThat(fit.quantile(p[1])).isCloseTo(high, within(1e-3 * high));
                    }
                }
            }
        }
    }

    /** The published fit of the second class jumps between c = 0.961 and 0.973 under such changes (fixture prefilter.weibull). */
    @Test
    void hardlyMovesWhenTheLastBitsOfTheDataChange() {
        SplittableRandom rng = new SplittableRandom(2);
        for (JsonNode c : Fixtures.json("weibull.json")) {
            float[] x = ScipyFitTest.floats(c.get("distances"));
            WeibullFit fit = ProfileFit.of(x);
            for (int trial = 0; trial < 8; trial++) {
                float[] shaken = x.clone();
                for (int i = 0; i < x.length; i++) {
                    shaken[i] = rng.nextBoolean() ? Math.nextUp(x[i]) : Math.nextDown(x[i]);
                }
                WeibullFit other = ProfileFit.of(shaken);
                for (double p : new double[] {0, 0.05, 0.5, 0.95}) {
                    assertThat(other.quantile(p)).isCloseTo(fit.quantile(p), within(1e-5));
                }
            }
        }
    }

    @Test
    void movesAndScalesWithTheData() {
        float[] x = ScipyFitTest.floats(Fixtures.json("weibull.json").get(0).get("distances"));
        float[] moved = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.round(x[i] * 4096) / 4096f;
            moved[i] = 4 * x[i] + 8;
        }
        WeibullFit fit = ProfileFit.of(x);
        WeibullFit other = ProfileFit.of(moved);
        assertThat(other.c()).isCloseTo(fit.c(), within(1e-6));
        assertThat(other.loc()).isCloseTo(4 * fit.loc() + 8, within(1e-6));
        assertThat(other.scale()).isCloseTo(4 * fit.scale(), within(1e-6));
    }

    @Test
    void staysFiniteForTwoValues() {
        WeibullFit two = ProfileFit.of(new float[] {1, 3});
        assertThat(two.loc()).isLessThanOrEqualTo(1);
        assertThat(two.quantile(0.5)).isBetween(1.0, 3.0);
    }

    /** Expected quantiles: scipy's {@code gumbel_l.fit}, the limit of large c. */
    @Test
    void nearsTheGumbelDistributionForDataSkewedToTheLeft() {
        for (JsonNode c : Fixtures.json("scipy_weibull.json").get("fits")) {
            if (c.get("name").asText().equals("left")) {
                double[] expected = Fixtures.doubleArray(c.get("gumbel_quantiles_05_50_95"));
                WeibullFit fit = ProfileFit.of(ScipyFitTest.floats(c.get("x")));
                assertThat(fit.quantile(0.05)).isCloseTo(expected[0], within(5e-3));
                assertThat(fit.quantile(0.5)).isCloseTo(expected[1], within(5e-3));
                assertThat(fit.quantile(0.95)).isCloseTo(expected[2], within(5e-3));
            }
        }
    }
}
