package org.imprint.study.stats.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FriedmanTest {

    @Test
    void correctsForTiesAsRDoes() {
        // R 4.2.2: friedman.test(rbind(c(1,2,3,4), c(1,1,2,3), c(2,2,2,1), c(5,5,6,7), c(3,1,2,4)))
        Friedman test =
                Friedman.of(new double[][] {{1, 1, 2, 5, 3}, {2, 1, 2, 5, 1}, {3, 2, 2, 6, 2}, {4, 3, 1, 7, 4}});
        assertThat(test.statistic()).isCloseTo(5.590909090909091, within(1e-13));
        assertThat(test.degrees()).isEqualTo(3);
        assertThat(test.p()).isCloseTo(0.133301232903053, within(1e-14));
    }

    @Test
    void isNotANumberIfEveryBlockIsOneTie() {
        Friedman test = Friedman.of(new double[][] {{1, 2}, {1, 2}, {1, 2}});
        assertThat(test.statistic()).isNaN();
        assertThat(test.p()).isNaN();
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> Friedman.of(new double[2][5]))
                .hasMessage("Friedman's test needs at least three methods, was 2");
        assertThatThrownBy(() -> Friedman.of(new double[3][0]))
                .hasMessage("Friedman's test needs at least one block, was 0");
    }
}
