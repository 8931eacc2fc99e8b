package org.imprint.core.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.ImprintException;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.Estimate;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.junit.jupiter.api.Test;

/**
 * Accuracies by numpy 1.24.2 and scikit-learn 1.2.1, {@code NearestCentroid()}, on folds drawn anew with {@code RandomState(seed)} of the stream's
 * 32 bits: x[c, i, j] = ((7c + 13j) % 11 − 5) / 4 + ((131i + 277j + 59c + 17ij) % 997 − 498) / 256, classes of 12, 13, 14 and 20 rows of 6 numbers,
 * 4 folds, 3 repeats, seed 11.
 */
class LearningCurveTest {

    private static final int[] COUNTS = {12, 13, 14, 20};
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final Recipe MEANS = Preset.JANSON.recipe(1);
    private static final CurvePlan PLAN = new CurvePlan(4, 3, 11);

    private static Task task(int... counts) {
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            FloatMatrix rows = FloatMatrix.zeros(counts[c], 6);
            for (int i = 0; i < counts[c]; i++) {
                for (int j = 0; j < 6; j++) {
                    rows.data()[rows.offset(i) + j] = ((7 * c + 13 * j) % 11 - 5) * 0.25f
                            + ((131 * i + 277 * j + 59 * c + 17 * i * j) % 997 - 498) / 256f;
                }
            }
            classes.add(new ClassRows(c, rows));
        }
        return Task.of(classes);
    }

    private static LearningCurve curve() {
        return LearningCurve.of(task(COUNTS), NAMES, MEANS, PLAN, Parallel.serial());
    }

    @Test
    void asksEachRowWithPartsOfTheOthers() {
        LearningCurve curve = curve();
        assertThat(curve.sizes()).containsExactly(new double[] {2.9375, 3.9375, 5.875, 7.8125, 11.0625}, within(1e-12));
        assertThat(curve.accuracies())
                .containsExactly(
                        new double[] {
                            0.6892655367231639,
                            0.711864406779661,
                            0.7175141242937852,
                            0.7457627118644068,
                            0.7231638418079096
                        },
                        within(1e-12));
        assertThat(curve.sizesOf(2)).containsExactly(3.0, 4.0, 5.5, 7.5, 10.5);
        assertThat(curve.accuraciesOf(2))
                .containsExactly(
                        new double[] {
                            0.7142857142857143,
                            0.7619047619047619,
                            0.8333333333333333,
                            0.8809523809523809,
                            0.8333333333333333
                        },
                        within(1e-12));
    }

    @Test
    void forecastsByThePowerLawOfTheMeasuredSizes() {
        LearningCurve curve = curve();
        Forecast forecast = curve.forecast();
        double[] errors = new double[5];
        for (int s = 0; s < 5; s++) {
            errors[s] = 1 - curve.accuracies()[s];
        }
        PowerLaw law = PowerLaw.fit(curve.sizes(), errors);
        assertThat(forecast.law().c()).isEqualTo(law.c());
        assertThat(forecast.law().error(30)).isCloseTo(law.error(30), within(1e-12));
        Estimate there = forecast.accuracy(11);
        Estimate twice = forecast.accuracy(29.5);
        assertThat(twice.value()).isEqualTo(1 - forecast.law().error(29.5));
        assertThat(twice.low()).isLessThan(twice.value());
        assertThat(twice.high() - twice.low()).isGreaterThan(there.high() - there.low());
        Estimate gain = forecast.gain(14.75, 29.5);
        assertThat(gain.value())
                .isCloseTo(twice.value() - forecast.accuracy(14.75).value(), within(1e-12));
        assertThat(forecast.gain(20, 20)).isEqualTo(new Estimate(0, 0, 0));
    }

    /** A law without noise: resamples are all alike, and what was measured says what comes. */
    @Test
    void saysHowManyExamplesAnAccuracyTakes() {
        double[] sizes = {5, 7, 10, 14, 20, 28, 40};
        double[] errors = new double[sizes.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = 0.8 * Math.pow(sizes[i], -0.5);
        }
        PowerLaw law = PowerLaw.fit(sizes, errors);
        Forecast forecast = Forecast.of(sizes, errors, new PowerLaw[] {law, law});
        assertThat(forecast.accuracy(100).low()).isCloseTo(0.92, within(1e-6));
        Needed needed = forecast.needed(0.92, 1000); // 0.8 / sqrt(n) = 0.08 at n = 100
        assertThat(needed.about().orElseThrow()).isCloseTo(100, within(1e-3));
        assertThat(needed.from().orElseThrow()).isCloseTo(100, within(4.0));
        assertThat(needed.to().orElseThrow()).isCloseTo(100, within(4.0));
        assertThat(forecast.needed(0.92, 90))
                .isEqualTo(new Needed(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        assertThatThrownBy(() -> forecast.needed(1, 90)).hasMessage("accuracy must be in (0, 1), was 1.0");
    }

    @Test
    void resultsDoNotDependOnThreads() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            LearningCurve threaded = LearningCurve.of(task(COUNTS), NAMES, MEANS, PLAN, Parallel.on(pool, 3));
            assertThat(threaded.accuracies()).isEqualTo(curve().accuracies());
            assertThat(threaded.forecast().accuracy(40))
                    .isEqualTo(curve().forecast().accuracy(40));
            assertThat(threaded.forecastOf(1).gain(13, 26))
                    .isEqualTo(curve().forecastOf(1).gain(13, 26));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aClassOfTooFewRowsIsNamed() {
        assertThat(new CurvePlan(5, 5, 0).fewestRows()).isEqualTo(10);
        assertThatThrownBy(() ->
                        LearningCurve.of(task(12, 9, 12, 12), NAMES, MEANS, CurvePlan.ofSeed(0), Parallel.serial()))
                .isInstanceOf(ImprintException.class)
                .hasMessage("class b must have at least 10 examples for a learning curve by 5 folds, was 9");
        assertThatThrownBy(() -> new CurvePlan(1, 5, 0)).hasMessage("curve.folds must be in [2, 100], was 1");
    }
}
