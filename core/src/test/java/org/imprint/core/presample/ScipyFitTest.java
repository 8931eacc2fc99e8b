package org.imprint.core.presample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Expected values: scipy 1.10.1 {@code weibull_min.fit}, whose path is that of 1.14.1 (fixtures prefilter.weibull and scipy_weibull.json). */
class ScipyFitTest {

    private static final double PENALTY = 100 * Math.log(Double.MAX_VALUE);

    @Test
    void endsWhereScipyEnds() {
        JsonNode cases = Fixtures.json("weibull.json");
        assertThat(cases.size()).isEqualTo(4);
        for (JsonNode c : cases) {
            float[] x = floats(c.get("distances"));
            WeibullFit fit = ScipyFit.of(x);
            int outside = outside(x, fit.loc());
            assertThat(outside).isEqualTo(c.get("n_outside_support").asInt());
            assertThat(penalised(x, fit))
                    .isLessThanOrEqualTo(c.get("nll_float64_at_params").asDouble() + 0.5);
            if (outside == 0) {
                double[] expected = Fixtures.doubleArray(c.get("params_c_loc_scale"));
                assertThat(fit.c()).isCloseTo(expected[0], within(2e-3 * expected[0]));
                assertThat(fit.loc()).isCloseTo(expected[1], within(2e-3 * expected[1]));
                assertThat(fit.scale()).isCloseTo(expected[2], within(2e-3 * expected[2]));
                for (JsonNode q : c.get("quantiles")) {
                    double[] p = Fixtures.doubleArray(q.get("quantile"));
                    assertQuantile(fit.quantile(p[0]), Fixtures.number(q.get("q_low")));
                    assertQuantile(fit.quantile(p[1]), Fixtures.number(q.get("q_high")));
                }
            }
        }
    }

    private static void assertQuantile(double actual, double expected) {
        if (Double.isInfinite(expected)) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(actual).isCloseTo(expected, within(1e-3 * expected));
        }
    }

    @Test
    void startsAtTheMomentsOfTheData() {
        for (JsonNode c : Fixtures.json("weibull.json")) {
            double[] start = ScipyFit.start(floats(c.get("distances")));
            double[] expected = Fixtures.doubleArray(c.get("start_mm_float64"));
            for (int i = 0; i < 3; i++) {
                assertThat(start[i]).isCloseTo(expected[i], within(1e-4));
            }
        }
    }

    @Test
    void startsWhereScipyStartsWithTheValueThatScipyFinds() {
        for (JsonNode c : Fixtures.json("scipy_weibull.json").get("fits")) {
            float[] x = floats(c.get("x"));
            double[] start = ScipyFit.start(x);
            double[] expected = Fixtures.doubleArray(c.get("start"));
            for (int i = 0; i < 3; i++) {
                assertThat(start[i]).isCloseTo(expected[i], within(1e-11 * Math.abs(expected[i])));
            }
            double value = c.get("objective_at_start").asDouble();
            assertThat(ScipyFit.objective(x, start)).isCloseTo(value, within(3e-7 * Math.abs(value)));
        }
    }

    /**
     * Two of the eight samples are left out, because scipy itself does not settle there: changes of the data by one last place
     * move its c between 0.41 and 0.69 for the seven values, and between 3164 and 13031 for the sample skewed to the left.
     */
    @Test
    void agreesWithScipyOnOtherSamples() {
        int compared = 0;
        for (JsonNode c : Fixtures.json("scipy_weibull.json").get("fits")) {
            if (c.get("name").asText().equals("left") || c.get("n").asInt() == 7) {
                continue;
            }
            float[] x = floats(c.get("x"));
            WeibullFit fit = ScipyFit.of(x);
            double[] expected = Fixtures.doubleArray(c.get("scipy"));
            assertThat(outside(x, fit.loc())).isEqualTo(c.get("outside").asInt());
            assertThat(fit.c()).as(c.get("name") + " " + x.length).isCloseTo(expected[0], within(2e-3 * expected[0]));
            assertThat(fit.loc()).isCloseTo(expected[1], within(2e-3 * expected[1]));
            assertThat(fit.scale()).isCloseTo(expected[2], within(2e-3 * expected[2]));
            compared++;
        }
        assertThat(compared).isEqualTo(6);
    }

    @Test
    void failsForEqualValuesAsScipyDoes() {
        assertThatThrownBy(() -> ScipyFit.of(new float[] {2, 2, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("values for a Weibull fit in reference semantics must differ");
    }

    private static double penalised(float[] x, WeibullFit fit) {
        double sum = 0;
        for (float value : x) {
            double inside = new WeibullFit(fit.c(), fit.loc(), fit.scale()).negativeLogLikelihood(new float[] {value});
            sum += Double.isFinite(inside) ? inside : PENALTY + Math.log(fit.scale());
        }
        return sum;
    }

    private static int outside(float[] x, double loc) {
        int count = 0;
        for (float value : x) {
            count += value < (float) loc ? 1 : 0;
        }
        return count;
    }

    static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
