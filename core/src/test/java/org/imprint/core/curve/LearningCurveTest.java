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
        Estimate twice = forecast.accuracy(29.5);
        assertThat(twice.value()).isEqualTo(1 - forecast.law().error(29.5));
        assertThat(twice.low()).isLessThan(twice.value());
        Estimate gain = forecast.gain(14.75, 29.5);
        assertThat(gain.value())
                .isCloseTo(twice.value() - forecast.accuracy(14.75).value(), within(1e-12));
        assertThat(forecast.gain(20, 20).value()).isZero();
    }

    /**
     * By hand: with c = 0.5 held by all, errors at n = 100 are 0.1, 0.12 and 0.14, spread 0.02; at 400 0.05, 0.07, 0.08, spread 0.0152752523; their
     * differences 0.05, 0.05, 0.06, spread 0.0057735027. Sizes give δ = 0, as their law is exact.
     */
    @Test
    void intervalsAreThoseOfTheFormula() {
        double[] sizes = {4, 8, 16, 32, 64};
        double[] errors = new double[5];
        for (int i = 0; i < 5; i++) {
            errors[i] = 1 / Math.sqrt(sizes[i]);
        }
        PowerLaw[] resampled = {new PowerLaw(0, 1, 0.5), new PowerLaw(0.02, 1, 0.5), new PowerLaw(0.02, 1.2, 0.5)};
        Forecast forecast = Forecast.of(sizes, errors, 10_000, resampled);
        Estimate hundred = forecast.accuracy(100);
        assertThat(hundred.value()).isCloseTo(0.9, within(1e-9));
        assertThat(hundred.high() - hundred.value()).isCloseTo(1.959963984540054 * 1.3 * 0.02, within(1e-9));
        Estimate gain = forecast.gain(100, 400);
        assertThat(gain.value()).isCloseTo(0.05, within(1e-9));
        assertThat(gain.high() - gain.value())
                .isCloseTo(
                        1.959963984540054 * Math.hypot(1.3 * 0.005773502691896258, 0.4 * 0.015275252316519466),
                        within(1e-9));
    }

    /**
     * Sizes 2, 4, 8, 16 with a law of 0.5 n^−0.5 up to 8; at 16 it is off by 0.025 and nothing else is measured, so δ = 0.025. Resamples are
     * all alike: of 96 rows p is (96 · error + 2) / 100, (1.3 σ)² = p (1 − p) / 100.
     */
    @Test
    void whatHalfOfTheSizesWereOffWidensTheIntervalAndNoIntervalIsWithoutWidth() {
        double[] sizes = {2, 4, 8, 16};
        double[] errors = {0.5 / Math.sqrt(2), 0.25, 0.5 / Math.sqrt(8), 0.15};
        PowerLaw one = new PowerLaw(0, 1, 0.5);
        Forecast forecast = Forecast.of(sizes, errors, 96, new PowerLaw[] {one, one});
        Estimate twice = forecast.accuracy(32);
        double p = (96 * forecast.law().error(32) + 2) / 100;
        assertThat(twice.high() - twice.value())
                .isCloseTo(1.959963984540054 * Math.hypot(Math.sqrt(p * (1 - p) / 100), 0.7 * 0.025), within(1e-9));
        Forecast right = Forecast.of(sizes, new double[4], 96, new PowerLaw[] {one, one});
        Estimate within = right.accuracy(16); // p = 0.02
        assertThat(within.value()).isEqualTo(1);
        assertThat(within.low()).isCloseTo(1 - 1.959963984540054 * 0.014, within(1e-9));
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
        Forecast forecast = Forecast.of(sizes, errors, Integer.MAX_VALUE - 4, new PowerLaw[] {law, law});
        assertThat(forecast.accuracy(100).low()).isCloseTo(0.92, within(1e-4));
        Needed needed = forecast.needed(0.92, 1000); // 0.8 / sqrt(n) = 0.08 at n = 100
        assertThat(needed.about().orElseThrow()).isCloseTo(100, within(1e-3));
        assertThat(needed.from().orElseThrow()).isCloseTo(100, within(4.0));
        assertThat(needed.to().orElseThrow()).isCloseTo(100, within(4.0));
        assertThat(forecast.needed(0.92, 90))
                .isEqualTo(new Needed(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(forecast.needed(0.1, 90).about()).hasValue(5);
        assertThat(forecast.needed(0.1, 90).from()).hasValue(5);
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
        assertRefused("class b must have at least 2 examples for a learning curve, was 1", 12, 1, 12, 12);
        assertRefused(
                "examples of a class must be at least 10 in the middle (median) of classes for a learning curve by 5 folds,"
                        + " was 9",
                12,
                9,
                3,
                12);
        assertThatThrownBy(() -> new CurvePlan(1, 5, 0)).hasMessage("curve.folds must be in [2, 100], was 1");
    }

    private static void assertRefused(String message, int... counts) {
        assertThatThrownBy(() -> LearningCurve.of(task(counts), NAMES, MEANS, CurvePlan.ofSeed(0), Parallel.serial()))
                .isInstanceOf(ImprintException.class)
                .hasMessage(message);
    }

    /** A class of few rows is learned whole where others are halved, and one row of it is always there. */
    @Test
    void aSmallClassTakesPart() {
        LearningCurve curve =
                LearningCurve.of(task(12, 12, 3, 12), NAMES, MEANS, CurvePlan.ofSeed(0), Parallel.serial());
        assertThat(curve.sizesOf(2)[0]).isGreaterThanOrEqualTo(1);
        assertThat(curve.sizesOf(2)[4])
                .as("one of three is asked in three of five folds")
                .isEqualTo(2);
        assertThat(curve.sizesOf(0)[4]).isCloseTo(9.6, within(1e-12));
    }
}
