package org.imprint.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.core.random.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedDifferenceTest {

    /** scipy 1.17.1: ttest_rel(a, b).confidence_interval(0.95) of ten pairs of accuracies. */
    @Test
    void ofTasksAgreesWithSciPy() {
        double[] a = {0.812, 0.790, 0.805, 0.833, 0.771, 0.798, 0.820, 0.809, 0.795, 0.816};
        double[] b = {0.801, 0.794, 0.790, 0.815, 0.768, 0.783, 0.811, 0.808, 0.779, 0.805};
        PairedDifference found = PairedDifference.ofTasks(
                IntStream.range(0, 10).mapToDouble(i -> a[i] - b[i]).toArray());
        assertThat(found.mean()).isCloseTo(0.0095, within(1e-15));
        assertThat(found.low()).isCloseTo(0.004294853325352507, within(1e-12));
        assertThat(found.high()).isCloseTo(0.014705146674647465, within(1e-12));
        assertThat(found.isClear()).isTrue();
        assertThat(found.reversed().estimate()).isEqualTo(new Estimate(-found.mean(), -found.high(), -found.low()));
    }

    @Test
    void oneTaskSaysNothingAndEqualOnesLeaveNoRoom() {
        PairedDifference one = PairedDifference.ofTasks(new double[] {0.3});
        assertThat(one.estimate()).isEqualTo(new Estimate(0.3, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(one.isClear()).isFalse();
        assertThat(PairedDifference.ofTasks(new double[4]).estimate()).isEqualTo(new Estimate(0, 0, 0));
    }

    /** The published formula in Python 3 with z = scipy 1.17.1 norm.ppf(0.975): p12 = (f12 + 1) / (n + 2), p21 likewise. */
    @ParameterizedTest
    @CsvSource({
        "59, 6, 11, 3, -0.06329113924050633, -0.16634087565110223, 0.04288408552764543",
        "20, 0, 0, 0, 0.0, -0.12599125675906162, 0.12599125675906162",
        "880, 45, 24, 51, 0.021, 0.004527261977713193, 0.03738890568695746",
        "0, 1, 0, 0, 1.0, -0.7335359280789577, 1",
        "0, 30, 0, 0, 1.0, 0.8169314699449379, 1"
    })
    void ofExamplesIsTheAdjustedWaldInterval(
            int both, int first, int second, int neither, double mean, double low, double high) {
        PairedDifference found = PairedDifference.ofExamples(answers(both + neither, first, second));
        assertThat(found.mean()).isCloseTo(mean, within(1e-15));
        assertThat(found.low()).isCloseTo(low, within(1e-13));
        assertThat(found.high()).isCloseTo(high, within(1e-13));
        assertThat(found.pairs()).isEqualTo(both + first + second + neither);
    }

    /** Nadeau and Bengio 2003, formula 9, (1/J + n₂/n₁) σ² with J = K and σ² = K s'²: of 5 folds (1/5 + 1/4) 5 s'² = 2.25 s'². */
    @Test
    void ofFoldsIsWiderByTheCorrectionForSharedTrainingRows() {
        double[] differences = answers(931, 45, 24);
        PairedDifference examples = PairedDifference.ofExamples(differences);
        PairedDifference folds = PairedDifference.ofFolds(differences, 0.8);
        assertThat(folds.mean()).isEqualTo(examples.mean());
        assertThat(folds.standardError()).isCloseTo(1.5 * examples.standardError(), within(1e-15));
        assertThat(folds.high() - folds.low()).isCloseTo(1.5 * (examples.high() - examples.low()), within(1e-15));
        assertThatThrownBy(() -> PairedDifference.ofFolds(differences, 1.5))
                .hasMessageStartingWith("share of training rows must be in [");
    }

    private static double[] answers(int same, int first, int second) {
        double[] differences = new double[same + first + second];
        Arrays.fill(differences, 0, first, 1);
        Arrays.fill(differences, first, first + second, -1);
        return differences;
    }

    @Test
    void holdsTheTrueDifferenceOf95In100Samples() {
        NumpyRandom stream = new NumpyRandom(7);
        assertThat(covered(
                        0.06,
                        () -> PairedDifference.ofTasks(IntStream.range(0, 25)
                                .mapToDouble(i -> 0.06 + stream.nextDouble() - stream.nextDouble())
                                .toArray())))
                .isBetween(0.94, 0.96);
        assertThat(covered(
                        0.06,
                        () -> PairedDifference.ofExamples(IntStream.range(0, 60)
                                .mapToDouble(i -> drawn(stream.nextDouble()))
                                .toArray())))
                .isBetween(0.94, 0.97);
    }

    private static double drawn(double u) {
        return u < 0.1 ? 1 : u < 0.14 ? -1 : 0;
    }

    private static double covered(double truth, Supplier<PairedDifference> sample) {
        long held = Stream.generate(sample)
                .limit(5000)
                .filter(d -> d.low() <= truth && truth <= d.high())
                .count();
        return held / 5000.0;
    }

    @Test
    void refusesWhatIsNoDifference() {
        assertThatThrownBy(() -> PairedDifference.ofTasks(new double[0]))
                .hasMessage("a paired difference needs at least one pair, was 0");
        assertThatThrownBy(() -> PairedDifference.ofTasks(new double[] {0, Double.NaN}))
                .hasMessage("difference 1 must be finite, was NaN");
        assertThatThrownBy(() -> PairedDifference.ofExamples(new double[] {0, 1.5}))
                .hasMessage("difference of example 1 must be in [-1.0, 1.0], was 1.5");
    }
}
