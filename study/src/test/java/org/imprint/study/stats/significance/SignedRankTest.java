package org.imprint.study.stats.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class SignedRankTest {

    private static final double[] TIES_AND_ZEROS = {1, 1, -1, 2, 2, 3, 0, 0, -4, 5};
    private static final double[] MANY_ZEROS = {0, 0, 0, 1, 2, -3, 3, 4};

    @Test
    void approximatesAsScipyWhereThereAreZeros() {
        // scipy.stats.wilcoxon(d, zero_method='pratt'), SciPy 1.10.1, formula unchanged in 1.14.1.
        SignedRank test = SignedRank.of(TIES_AND_ZEROS, SignedRankMethod.AUTO);
        assertThat(test.exact()).isFalse();
        assertThat(test.p()).isCloseTo(0.18083743048267764, within(1e-15));
        assertThat(SignedRank.of(MANY_ZEROS, SignedRankMethod.AUTO).p()).isCloseTo(0.2168544688014814, within(1e-15));
    }

    @Test
    void isExactOrNormalOnRequest() {
        double[] d = {1, 2, 3, 4, 5, -6, 7, 8, 9};
        // scipy.stats.wilcoxon(d, zero_method='pratt', method='exact' and 'approx'), SciPy 1.10.1; R 4.2.2
        // wilcox.test(d).
        assertThat(SignedRank.of(d, SignedRankMethod.EXACT).p()).isEqualTo(0.0546875);
        assertThat(SignedRank.of(d, SignedRankMethod.AUTO).p()).isEqualTo(0.0546875);
        assertThat(SignedRank.of(d, SignedRankMethod.ASYMPTOTIC).p()).isCloseTo(0.050612432239184685, within(1e-15));
        double[] tied = {3, 3, 3, 3, 3};
        assertThat(SignedRank.of(tied, SignedRankMethod.ASYMPTOTIC).p()).isCloseTo(0.025347318677468252, within(1e-15));
    }

    @Test
    void countsAllSignsGivenTiesAndZerosWhenExact() {
        // NumPy 1.24: share of all 2^8 and 2^5 sign vectors whose sum of ranks is as far out, doubled.
        SignedRank test = SignedRank.of(TIES_AND_ZEROS, SignedRankMethod.EXACT);
        assertThat(test).isEqualTo(new SignedRank(10, 2, 39, 13, true, 0.203125));
        assertThat(SignedRank.of(MANY_ZEROS, SignedRankMethod.EXACT))
                .isEqualTo(new SignedRank(8, 3, 23.5, 6.5, true, 0.3125));
    }

    @Test
    void agreesWithCommonsStatisticsWithoutTies() {
        for (int n : new int[] {2, 7, 20, 50, 200}) {
            double[] d = new Random(n).doubles(n, -0.4, 1).toArray();
            double p = WilcoxonSignedRankTest.withDefaults()
                    .with(PValueMethod.EXACT)
                    .test(d)
                    .getPValue();
            assertThat(SignedRank.of(d, SignedRankMethod.EXACT).p())
                    .as("n = %d", n)
                    .isCloseTo(p, within(1e-12 * p));
        }
    }

    @Test
    void halfRanksTakeTheWiderSideInTheUntiedDistribution() {
        // W+ = 2.5 of ranks 1.5, 1.5, 3: SciPy 1.14.1 has 2 min(P(W <= 3), P(W >= 2)) = 2 * 5/8 of the distribution of
        // 1, 2, 3.
        assertThat(SignedRank.of(new double[] {1, -1, -2}, SignedRankMethod.AUTO)
                        .p())
                .isEqualTo(0.75);
        assertThat(SignedRank.of(new double[] {1, -1, 2}, SignedRankMethod.AUTO).p())
                .isEqualTo(0.75);
    }

    @Test
    void choosesByNumberAndZerosAsScipyDoes() {
        double[] fifty = new Random(1).doubles(50, -1, 2).toArray();
        double[] more = new Random(1).doubles(51, -1, 2).toArray();
        assertThat(SignedRank.of(fifty, SignedRankMethod.AUTO).exact()).isTrue();
        assertThat(SignedRank.of(more, SignedRankMethod.AUTO).exact()).isFalse();
    }

    @Test
    void findsNothingInZeros() {
        for (SignedRankMethod method : SignedRankMethod.values()) {
            SignedRank test = SignedRank.of(new double[3], method);
            assertThat(test).isEqualTo(new SignedRank(3, 3, 0, 0, true, 1));
            assertThat(test.rankBiserial()).isZero();
        }
    }

    @Test
    void sumsOfRanksAddUpAndSwapWithTheSigns() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double[] d =
                    random.ints(1 + random.nextInt(60), -4, 5).asDoubleStream().toArray();
            double[] negated = Arrays.stream(d).map(x -> -x).toArray();
            for (SignedRankMethod method : SignedRankMethod.values()) {
                SignedRank test = SignedRank.of(d, method);
                double n = test.n();
                double z = test.zeros();
                assertThat(test.wPlus() + test.wMinus())
                        .as("seed %d", seed)
                        .isEqualTo(n * (n + 1) / 2 - z * (z + 1) / 2);
                SignedRank mirrored = SignedRank.of(negated, method);
                assertThat(mirrored.p()).as("seed %d", seed).isCloseTo(test.p(), within(1e-15));
                assertThat(mirrored.rankBiserial()).isEqualTo(-test.rankBiserial() + 0.0);
                assertThat(test.p()).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void rankBiserialIsTheShareOfRanksForMinusAgainst() {
        // Worked by hand: (39 - 13) / (39 + 13).
        assertThat(SignedRank.of(TIES_AND_ZEROS, SignedRankMethod.AUTO).rankBiserial())
                .isEqualTo(0.5);
        assertThat(SignedRank.of(new double[] {1, 0, 2}, SignedRankMethod.AUTO).rankBiserial())
                .isEqualTo(1);
        assertThat(SignedRank.of(new double[] {-1, 0, -2}, SignedRankMethod.AUTO)
                        .rankBiserial())
                .isEqualTo(-1);
    }

    @Test
    void roundsDifferencesThatAreEqualInDecimals() {
        double[] x = {0.9, 0.4, 0.7, 1e-15};
        double[] y = {0.8, 0.3, 0.7, 0};
        double[] exact = SignedRank.differences(x, y);
        assertThat(exact[0]).isNotEqualTo(exact[1]);
        double[] rounded = SignedRank.roundedDifferences(x, y);
        assertThat(rounded[0]).isEqualTo(rounded[1]).isCloseTo(0.1, within(1e-12));
        assertThat(rounded[2]).isZero();
        assertThat(rounded[3]).isZero();
        assertThat(SignedRank.roundedDifferences(new double[2], new double[2])).containsOnly(0);
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> SignedRank.of(new double[0], SignedRankMethod.AUTO))
                .hasMessage("the signed-rank test needs at least one pair, was 0");
        assertThatThrownBy(() -> SignedRank.of(new Random(1).doubles(201).toArray(), SignedRankMethod.EXACT))
                .hasMessage("blocks of an exact signed-rank test must be in [1, 200], was 201");
    }
}
