package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.PairedDifference;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.random.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContestTest {

    private static Contest rank(double[]... shares) {
        return Contest.of(shares, OptionalDouble.empty(), Bootstrap.ofSeed(1), Parallel.serial());
    }

    /** Contenders whose answers are independent, right with some chance each. */
    private static double[][] drawn(NumpyRandom stream, int n, double... chances) {
        return Arrays.stream(chances)
                .mapToObj(p -> IntStream.range(0, n)
                        .mapToDouble(i -> stream.nextDouble() < p ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * Of independent contenders of one variance the critical value is Dunnett's for infinitely many degrees of freedom: scipy 1.17.1, root
     * of ∫ φ(z) (Φ(z + √2 c) − Φ(z − √2 c))^(R − 1) dz = 0.95.
     */
    @ParameterizedTest
    @CsvSource({"3, 2.2121277465786213", "5, 2.4417707731975025", "8, 2.613001845821", "20, 2.8919632817289855"})
    void criticalValuesAreDunnetts(int contenders, double dunnett) {
        double[] chances = new double[contenders];
        Arrays.fill(chances, 0.5);
        double[][] shares = drawn(new NumpyRandom(3), 600, chances);
        double[] found = new MaximalDeviations(shares, new Bootstrap(2000, 1), Parallel.serial()).criticalValues();
        assertThat(Arrays.stream(found).average().orElseThrow()).isCloseTo(dunnett, within(0.05));
        assertThat(Arrays.stream(found).map(c -> Math.abs(c - dunnett)).max().orElseThrow())
                .isLessThan(0.15);
    }

    @Test
    void twoContendersHaveTheIntervalOfTheirPair() {
        double[] good = {1, 1, 1, 0, 1, 1, 1, 1};
        double[] poor = {1, 0, 0, 0, 1, 0, 1, 1};
        Contest contest = rank(poor, good);
        PairedDifference pair = PairedDifference.ofExamples(new double[] {0, 1, 1, 0, 0, 1, 0, 0});
        assertThat(contest.best()).isEqualTo(1);
        assertThat(contest.behindAlone(0)).isEqualTo(pair);
        assertThat(contest.behind(0).low()).isCloseTo(pair.low(), within(1e-12));
        assertThat(contest.behind(0).high()).isCloseTo(pair.high(), within(1e-12));
        assertThat(contest.behind(1)).isEqualTo(new Estimate(0, 0, 0));
        assertThat(contest.order()).containsExactly(1, 0);
        assertThat(contest.accuracy(1).value()).isEqualTo(7.0 / 8);
    }

    @Test
    void ofEquallyRightOnesTheFirstIsTheBest() {
        Contest contest = rank(new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 0});
        assertThat(contest.best()).isZero();
        assertThat(contest.order()).containsExactly(0, 1, 2);
        assertThat(contest.mayBeBest(2)).isTrue();
    }

    /** Half of all contenders are the best by chance alone; pairs as if named before would miss them three times as often. */
    @Test
    void theTrulyBestIsAmongThoseThatMayBe() {
        NumpyRandom stream = new NumpyRandom(11);
        double[] chances = new double[12];
        Arrays.fill(chances, 0.7);
        chances[5] = 0.7001;
        int found = 0;
        int alone = 0;
        for (int sample = 0; sample < 120; sample++) {
            Contest contest = Contest.of(
                    drawn(stream, 100, chances), OptionalDouble.empty(), new Bootstrap(150, sample), Parallel.serial());
            found += contest.mayBeBest(5) ? 1 : 0;
            alone += contest.behindAlone(5).low() > 0 ? 0 : 1;
        }
        assertThat(found).isBetween(112, 120);
        assertThat(alone).isLessThan(108);
    }

    @Test
    void whatIsClearlyWorseIsNotAmongThem() {
        Contest contest = rank(drawn(new NumpyRandom(4), 400, 0.9, 0.89, 0.7, 0.6));
        assertThat(IntStream.range(0, 4).filter(contest::mayBeBest)).containsExactly(0, 1);
    }

    @Test
    void threadsChangeNothing() {
        double[][] shares = drawn(new NumpyRandom(2), 300, 0.9, 0.88, 0.7, 0.6, 0.5);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Contest many = Contest.of(shares, OptionalDouble.empty(), Bootstrap.ofSeed(1), Parallel.on(pool, 4));
            for (int r = 0; r < 5; r++) {
                assertThat(many.behind(r)).isEqualTo(rank(shares).behind(r));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThatThrownBy(() -> rank(new double[] {0.5, 1.5}))
                .hasMessage("share of right answers for an example must be in [0.0, 1.0], was 1.5");
        assertThatThrownBy(() -> rank(new double[] {1, 1}, new double[] {1}))
                .hasMessage("examples of contender 1 must be 2, was 1");
    }
}
