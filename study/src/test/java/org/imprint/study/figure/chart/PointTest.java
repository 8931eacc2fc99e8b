package org.imprint.study.figure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PointTest {

    private static final double[] VALUES = {0.8, 0.85, 0.83, 0.9, 0.79};
    private static final Offset<Double> TIGHT = within(1e-15);

    /** numpy 1.24.2: 1.96 * np.std(v, ddof=1) / 5 ** .5. */
    private static final double HALF = 0.038507890100601454;

    @Test
    void intervalIsMeanOrMedianWithStandardErrors() {
        Point mean = Point.aroundMean(3, VALUES);
        Point median = Point.aroundMedian(3, VALUES);

        assertThat(mean.y()).isCloseTo(0.834, TIGHT);
        assertThat(mean.high() - mean.y()).isCloseTo(HALF, TIGHT);
        assertThat(median.y()).isEqualTo(0.83);
        assertThat(median.y() - median.low()).isCloseTo(HALF, TIGHT);
    }

    @Test
    void missingValuesAreLeftOut() {
        Point with = Point.aroundMedian(3, 0.8, 0.85, Double.NaN, 0.83, 0.9, 0.79);

        assertThat(with).isEqualTo(Point.aroundMedian(3, VALUES));
    }

    @Test
    void oneValueHasNoIntervalAndNoneIsMissing() {
        assertThat(Point.aroundMean(1, 0.5).hasInterval()).isFalse();
        assertThat(Point.aroundMean(1, 0.5).y()).isEqualTo(0.5);
        assertThat(Point.aroundMean(1).isThere()).isFalse();
    }

    /** numpy 1.24.2: np.quantile(v, .25) = 0.8. */
    @Test
    void quantileInterpolates() {
        assertThat(Point.quantile(Point.sorted(VALUES), 0.25)).isEqualTo(0.8);
        assertThat(Point.quantile(new double[] {1, 2}, 0.25)).isEqualTo(1.25);
    }

    @Test
    void refusesIntervalsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Point(1, 2, 3, Double.NaN))
                .withMessage("an interval must have both ends, was 3.0 and NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Point(1, 2, 3, 2))
                .withMessage("an interval must not end before it begins, was 3.0 and 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Point.of(Double.NaN, 1))
                .withMessage("x of a point must be finite, was NaN");
    }
}
