package org.imprint.study.analysis.median;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    // pandas 1.5.3: s = pd.Series([91.06, 90.59, 90.12, 87.05, 86.79]); s.mean(), s.std(), s.sem(), s.quantile(…)
    private static final double[] SOME = {91.06, 90.59, 90.12, 87.05, 86.79};

    @Test
    void spreadIsThatOfPandas() {
        Spread spread = Spread.of(SOME);
        assertThat(spread.n()).isEqualTo(5);
        assertThat(spread.mean()).isCloseTo(89.122, within(1e-12));
        assertThat(spread.std()).isCloseTo(2.039502390290338, within(1e-12));
        assertThat(spread.stderr()).isCloseTo(0.9120931969925005, within(1e-12));
    }

    @Test
    void quantilesAreThoseOfNumPy() {
        assertThat(Spread.quantile(SOME, 0.25)).isCloseTo(87.05, within(1e-12));
        assertThat(Spread.quantile(SOME, 0.1)).isCloseTo(86.894, within(1e-12));
        assertThat(Spread.quantile(SOME, 1)).isEqualTo(91.06);
        assertThat(Spread.quantile(SOME, 0)).isEqualTo(86.79);
        assertThat(Spread.median(SOME)).isEqualTo(90.12);
        assertThat(Spread.median(3, 1)).isEqualTo(2);
    }

    @Test
    void oneNumberHasNoSpreadAndNoneHasNoMean() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(1, 7, Double.NaN, Double.NaN));
        assertThat(Spread.of()).isEqualTo(new Spread(0, Double.NaN, Double.NaN, Double.NaN));
        assertThat(Spread.median()).isNaN();
    }
}
