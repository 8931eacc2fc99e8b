package org.imprint.study.stats.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentizedRangeTest {

    /** SciPy 1.10.1: stats.studentized_range.sf(q, k, np.inf). */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 0.4795001221869535",
        "2, 2.772, 0.04998410355105598",
        "3, 3.31449, 0.0500002823236112",
        "5, 3.857, 0.05006368399512795",
        "10, 4.474, 0.050013241593053315",
        "50, 6, 0.01940665253570628",
        "20, 0.5, 0.9999999999998205",
    })
    void hasScipysUpperTail(int k, double q, double expected) {
        // SciPy integrates to about 1e-10 of the value.
        assertThat(StudentizedRange.survival(q, k)).isCloseTo(expected, within(2e-10));
    }

    /** R 4.2.2: qtukey(alpha, k, Inf, lower.tail = FALSE), which iterates to four decimals or better. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.1, 2.326174307396593", "2, 0.01, 3.642772736395384",
        "3, 0.05, 3.314493157553005", "5, 0.05, 3.857655526851635",
        "10, 0.1, 4.129346399064975", "10, 0.01, 5.156635253137672",
        "20, 0.05, 5.011688794686765", "50, 0.05, 5.646026181741052",
    })
    void hasRsQuantiles(int k, double alpha, double expected) {
        assertThat(StudentizedRange.upperQuantile(alpha, k)).isCloseTo(expected, within(1e-6));
    }

    /** Table 5 of J. Demšar, JMLR 7, 2006: q over the root of 2, to three decimals. */
    @ParameterizedTest
    @CsvSource({
        "2, 1.960, 1.645",
        "3, 2.343, 2.052",
        "4, 2.569, 2.291",
        "5, 2.728, 2.459",
        "6, 2.850, 2.589",
        "7, 2.949, 2.693",
        "8, 3.031, 2.780",
        "9, 3.102, 2.855",
        "10, 3.164, 2.920",
    })
    void hasThePrintedTable(int k, double at05, double at10) {
        assertThat(StudentizedRange.upperQuantile(0.05, k) / Math.sqrt(2)).isCloseTo(at05, within(1e-3));
        assertThat(StudentizedRange.upperQuantile(0.10, k) / Math.sqrt(2)).isCloseTo(at10, within(1e-3));
    }

    @Test
    void isTheDifferenceOfTwoNormalNumbersForTwo() {
        // Law: X - Y has variance 2, so P(|X - Y| > q) = 2 (1 - F(q / root 2)); also far out, where 1 - P would be 0.
        for (double q : new double[] {1e-3, 0.5, 1, 3, 6, 12, 20}) {
            double expected = 2 * NormalDistribution.of(0, 1).survivalProbability(q / Math.sqrt(2));
            assertThat(StudentizedRange.survival(q, 2)).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @Test
    void quantileIsTheInverse() {
        for (int k = 2; k < 40; k += 7) {
            for (double alpha : new double[] {0.2, 0.05, 1e-6}) {
                double q = StudentizedRange.upperQuantile(alpha, k);
                assertThat(StudentizedRange.survival(q, k)).isCloseTo(alpha, within(1e-12 * alpha + 1e-15));
            }
        }
    }

    @Test
    void saysWhatItNeeds() {
        assertThat(StudentizedRange.survival(0, 3)).isEqualTo(1);
        assertThatThrownBy(() -> StudentizedRange.survival(1, 1))
                .hasMessage("a range needs at least two numbers, was 1");
        assertThatThrownBy(() -> StudentizedRange.upperQuantile(0, 3)).hasMessage("alpha must be in (0, 1), was 0.0");
    }
}
