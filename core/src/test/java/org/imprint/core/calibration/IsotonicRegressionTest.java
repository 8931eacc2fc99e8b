package org.imprint.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Expected values by scikit-learn 1.2.1 and numpy 1.24.2.
 *
 * <pre>
 *   i = arange(50); x = ((i*37) % 41)/16 - 1; y = ((i*i*7 + i*13) % 31)/10 + x      # 41 distinct x
 *   IsotonicRegression(out_of_bounds="clip").fit(x, y).predict(q); the same of y &gt; median(y)
 * </pre>
 */
class IsotonicRegressionTest {

    private static final double[] X =
            IntStream.range(0, 50).mapToDouble(i -> i * 37 % 41 / 16.0 - 1).toArray();
    private static final double[] Y = IntStream.range(0, 50)
            .mapToDouble(i -> (i * i * 7 + i * 13) % 31 / 10.0 + X[i])
            .toArray();
    private static final double[] Q = {-3, -1, -0.97, -0.3, 0, 0.111, 0.5, 0.77, 1.2, 1.4999, 1.6, 9};

    private static double[] values(double[] x, double[] y, double... at) {
        IsotonicRegression f = IsotonicRegression.fit(x, y);
        return Arrays.stream(at).map(f::value).toArray();
    }

    @Test
    void ofNumbers() {
        double[] expected = {
            0.19999999999999996,
            0.19999999999999996,
            0.374857142857143,
            1.2652777777777777,
            1.6794117647058822,
            1.6794117647058822,
            1.6794117647058822,
            1.817,
            3.045583333333333,
            3.1979166666666665,
            3.1979166666666665,
            3.1979166666666665
        };

        assertThat(values(X, Y, Q)).containsExactly(expected, within(1e-12));
    }

    @Test
    void ofRightAndWrong() {
        double[] sorted = Y.clone();
        Arrays.sort(sorted);
        double median = (sorted[24] + sorted[25]) / 2;
        double[] right = Arrays.stream(Y).map(y -> y > median ? 1 : 0).toArray();
        double most = 0.9090909090909091;

        assertThat(values(X, right, Q))
                .containsExactly(
                        new double[] {0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, most, most, most, most}, within(1e-12));
    }

    @Test
    void keepsWhatRisesAndPoolsWhatFalls() {
        assertThat(values(new double[] {1, 2, 3}, new double[] {1, 5, 6}, 1, 2, 3))
                .containsExactly(1, 5, 6);
        assertThat(values(new double[] {1, 2, 3}, new double[] {6, 5, 1}, 0, 2, 9))
                .containsExactly(4, 4, 4);
    }

    @Test
    void bothZerosAreOnePoint() {
        assertThat(values(new double[] {0.0, -0.0}, new double[] {1, 3}, 0.0, -0.0))
                .containsExactly(2, 2);
    }

    @Test
    void saysNothingOfNoNumber() {
        assertThat(IsotonicRegression.fit(X, Y).value(Double.NaN)).isNaN();
        assertThat(IsotonicRegression.fit(X, Y).value(Double.POSITIVE_INFINITY))
                .isEqualTo(IsotonicRegression.fit(X, Y).value(9));
    }

    @Test
    void refusesWhatIsNoPoint() {
        assertThatThrownBy(() -> IsotonicRegression.fit(new double[0], new double[0]))
                .hasMessage("isotonic regression needs at least one point, was 0");
        assertThatThrownBy(() -> IsotonicRegression.fit(X, new double[2]))
                .hasMessage("y must be as many as x, 50, was 2");
        assertThatThrownBy(() -> IsotonicRegression.fit(new double[] {1, Double.NaN}, new double[2]))
                .hasMessage("point 1 must be finite, was (NaN, 0.0)");
    }
}
