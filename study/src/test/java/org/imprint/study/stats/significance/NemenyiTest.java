package org.imprint.study.stats.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.study.stats.Comparison;
import org.imprint.study.stats.ComparisonOptions;
import org.imprint.study.stats.MethodPair;
import org.imprint.study.stats.PostHoc;
import org.imprint.study.stats.RankedMethod;
import org.imprint.study.stats.Tables;
import org.junit.jupiter.api.Test;

/** The example of J. Demšar, JMLR 7, 2006, section 3.2.2: four ways to tune C4.5 on 14 data sets, AUC. */
class NemenyiTest {

    private static final Map<String, double[]> DEMSAR = new LinkedHashMap<>();

    static {
        DEMSAR.put(
                "C4.5", new double[] {.763, .599, .954, .628, .882, .936, .661, .583, .775, 1, .940, .619, .972, .957});
        DEMSAR.put(
                "C4.5+m",
                new double[] {.768, .591, .971, .661, .888, .931, .668, .583, .838, 1, .962, .666, .981, .978});
        DEMSAR.put(
                "C4.5+cf",
                new double[] {.771, .590, .968, .654, .886, .916, .609, .563, .866, 1, .965, .614, .9751, .946});
        DEMSAR.put(
                "C4.5+m+cf",
                new double[] {.798, .569, .967, .657, .898, .931, .685, .625, .875, 1, .962, .669, .975, .970});
    }

    private static final ComparisonOptions NEMENYI =
            ComparisonOptions.defaults().withPostHoc(PostHoc.NEMENYI);

    @Test
    void hasThePrintedCriticalDifferences() {
        Nemenyi test = new Nemenyi(4, 14);
        assertThat(test.criticalDifference(0.05)).isCloseTo(1.25, within(5e-3));
        assertThat(test.criticalDifference(0.10)).isCloseTo(1.12, within(5e-3));
    }

    @Test
    void tellsApartWhatThePaperTellsApart() {
        Comparison at05 = Comparison.of(Tables.of(DEMSAR), NEMENYI);
        assertThat(at05.methods())
                .extracting(RankedMethod::label)
                .containsExactly("C4.5+m+cf", "C4.5+m", "C4.5+cf", "C4.5");
        // Average ranks as printed.
        double[] ranks = {1.964, 2.000, 2.893, 3.143};
        for (int i = 0; i < 4; i++) {
            assertThat(at05.methods().get(i).averageRank()).isCloseTo(ranks[i], within(5e-4));
        }
        // scipy.stats.friedmanchisquare, SciPy 1.10.1; the paper's 9.28 has no tie correction.
        assertThat(at05.friedman().orElseThrow().statistic()).isCloseTo(10.228346456692925, within(1e-12));
        assertThat(at05.friedman().orElseThrow().p()).isCloseTo(0.016721580328441323, within(1e-14));
        assertThat(at05.criticalDifference().orElseThrow()).isCloseTo(1.25, within(5e-3));
        assertThat(at05.pairs()).noneMatch(MethodPair::different);
        assertThat(Tables.bars(at05)).containsExactly(List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf", "C4.5"));

        // "At p = 0.10, CD is 1.12": C4.5 is worse than both with m; C4.5+cf cannot be told from either.
        Comparison at10 = Comparison.of(Tables.of(DEMSAR), NEMENYI.withAlpha(0.10));
        assertThat(Tables.bars(at10))
                .containsExactly(List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf"), List.of("C4.5+cf", "C4.5"));
        assertThat(at10.pairs()).filteredOn(MethodPair::different).hasSize(2);
        assertThat(at10.barMeaning())
                .isEqualTo(
                        "A bar joins methods of which no two are told apart at α = 0.1 (Nemenyi's test); not to be told"
                                + " apart does not mean to be equal.");
    }

    @Test
    void isAtAlphaExactlyOneCriticalDifferenceApart() {
        Nemenyi test = new Nemenyi(7, 30);
        assertThat(test.p(test.criticalDifference(0.03))).isCloseTo(0.03, within(1e-14));
        assertThat(test.p(0)).isEqualTo(1);
        assertThat(test.p(-1.5)).isEqualTo(test.p(1.5));
    }
}
