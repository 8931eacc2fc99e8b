package org.imprint.core.presample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.imprint.core.testing.Fixtures;
import org.junit.jupiter.api.Test;

/** Expected ends and counts: scipy 1.17.1 {@code fmin}, by {@code src/test/python/make_nelder_mead_fixture.py}. */
class NelderMeadTest {

    @Test
    void endsAtScipysPointAfterScipysNumberOfEvaluations() {
        JsonNode cases = Fixtures.json("nelder_mead.json");
        assertThat(cases.size()).isEqualTo(79);
        for (JsonNode c : cases) {
            ToDoubleFunction<double[]> f = function(c);
            int[] calls = new int[1];
            double[] start = Fixtures.doubleArray(c.get("start"));
            double[] end = NelderMead.minimise(
                    x -> {
                        calls[0]++;
                        return f.applyAsDouble(x);
                    },
                    start);
            assertThat(end).as(c.toString()).containsExactly(Fixtures.doubleArray(c.get("end")));
            assertThat(calls[0]).as(c.toString()).isEqualTo(c.get("calls").asInt());
            assertThat(start).containsExactly(Fixtures.doubleArray(c.get("start")));
        }
    }

    private static ToDoubleFunction<double[]> function(JsonNode c) {
        return switch (c.get("f").asText()) {
            case "rosenbrock" -> NelderMeadTest::rosenbrock;
            case "bowl" -> NelderMeadTest::bowl;
            case "slope" -> NelderMeadTest::slope;
            case "flat" -> x -> 7;
            case "drawn" -> {
                DoubleSupplier next = congruence(c.get("seed").asLong());
                yield x -> {
                    double value = next.getAsDouble();
                    return value % 29 == 0 ? Double.NaN : value;
                };
            }
            case "coarse" -> {
                DoubleSupplier next = congruence(c.get("seed").asLong());
                yield x -> next.getAsDouble() % 5;
            }
            default -> throw new IllegalArgumentException(c.toString());
        };
    }

    private static double rosenbrock(double[] x) {
        double a = x[1] - x[0] * x[0];
        double b = 1 - x[0];
        return 100 * (a * a) + b * b;
    }

    private static double bowl(double[] x) {
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            total += (i + 1) * ((x[i] - i) * (x[i] - i));
        }
        return total;
    }

    private static double slope(double[] x) {
        double total = 0;
        for (double e : x) {
            total -= e;
        }
        return total;
    }

    private static DoubleSupplier congruence(long seed) {
        long[] state = {seed};
        return () -> {
            state[0] = (state[0] * 1103515245L + 12345) % 2147483648L;
            return state[0] / 65536;
        };
    }
}
