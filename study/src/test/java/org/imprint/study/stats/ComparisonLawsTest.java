package org.imprint.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for any table, in corrected semantics. */
class ComparisonLawsTest {

    private static final int TABLES = 150;

    private static ComparisonOptions options(PostHoc postHoc) {
        return ComparisonOptions.defaults().withPostHoc(postHoc);
    }

    /** Two to seven methods on two to 30 blocks; scores are small whole numbers, so that there are ties, zeros and copies. */
    private static Map<String, double[]> table(Random random) {
        int methods = 2 + random.nextInt(6);
        int blocks = 2 + random.nextInt(29);
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int i = 0; i < methods; i++) {
            int gain = random.nextInt(4);
            columns.put(
                    "m" + i,
                    random.ints(blocks, gain, gain + 5).asDoubleStream().toArray());
        }
        return columns;
    }

    @ParameterizedTest
    @EnumSource(PostHoc.class)
    void orderOfCellsBlocksAndMethodsChangesNothing(PostHoc postHoc) {
        for (int seed = 0; seed < TABLES; seed++) {
            Random random = new Random(seed);
            Map<String, double[]> columns = table(random);
            Comparison one = Comparison.of(Tables.of(columns), options(postHoc));
            Comparison other = Comparison.of(Tables.shuffled(columns, random, true), options(postHoc));
            assertThat(other).as("seed %d", seed).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @EnumSource(PostHoc.class)
    void aCopyOfAMethodChangesNothingButALabel(PostHoc postHoc) {
        for (int seed = 0; seed < TABLES; seed++) {
            Map<String, double[]> columns = table(new Random(seed));
            Comparison one = Comparison.of(Tables.of(columns), options(postHoc));
            columns.put("m0 again", columns.get("m0"));
            Comparison other = Comparison.of(Tables.of(columns), options(postHoc));
            assertThat(other.pairs()).as("seed %d", seed).isEqualTo(one.pairs());
            assertThat(other.cliques()).as("seed %d", seed).isEqualTo(one.cliques());
            assertThat(other.friedman()).as("seed %d", seed).isEqualTo(one.friedman());
        }
    }

    @ParameterizedTest
    @EnumSource(PostHoc.class)
    void averageRanksAddUpAndRise(PostHoc postHoc) {
        for (int seed = 0; seed < TABLES; seed++) {
            Comparison comparison = Comparison.of(Tables.of(table(new Random(seed))), options(postHoc));
            double k = comparison.methods().size();
            double[] ranks = comparison.methods().stream()
                    .mapToDouble(RankedMethod::averageRank)
                    .toArray();
            assertThat(Arrays.stream(ranks).sum()).as("seed %d", seed).isCloseTo(k * (k + 1) / 2, within(1e-12));
            assertThat(ranks).as("seed %d", seed).isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource(PostHoc.class)
    void noBarHoldsMethodsThatDiffer(PostHoc postHoc) {
        for (int seed = 0; seed < TABLES; seed++) {
            Comparison comparison = Comparison.of(Tables.of(table(new Random(seed))), options(postHoc));
            for (Clique clique : comparison.cliques()) {
                assertThat(clique.isContiguous()).isTrue();
                assertThat(comparison.pairs())
                        .as("seed %d", seed)
                        .filteredOn(pair -> clique.members().contains(pair.first())
                                && clique.members().contains(pair.second()))
                        .noneMatch(MethodPair::different);
            }
        }
    }

    @Test
    void nemenyiLeavesNoPairWithoutABarUnlessItDiffers() {
        for (int seed = 0; seed < TABLES; seed++) {
            Comparison comparison = Comparison.of(Tables.of(table(new Random(seed))), options(PostHoc.NEMENYI));
            assertThat(comparison.pairsWithoutBar()).as("seed %d", seed).isEmpty();
            comparison.pairs().forEach(pair -> {
                double apart = comparison.methods().get(pair.second()).averageRank()
                        - comparison.methods().get(pair.first()).averageRank();
                if (comparison.verdict().kind() == Verdict.Kind.PAIRS_TESTED) {
                    assertThat(pair.different())
                            .isEqualTo(apart >= comparison.criticalDifference().orElseThrow());
                }
            });
        }
    }

    @Test
    void negatingScoresAndTheDirectionChangesNothing() {
        for (int seed = 0; seed < TABLES; seed++) {
            Map<String, double[]> columns = table(new Random(seed));
            Comparison one = Comparison.of(Tables.of(columns), options(PostHoc.WILCOXON_HOLM));
            columns.replaceAll(
                    (method, column) -> Arrays.stream(column).map(x -> -x).toArray());
            Comparison other = Comparison.of(
                    Tables.of(columns), options(PostHoc.WILCOXON_HOLM).withDirection(Direction.LOWER_IS_BETTER));
            assertThat(other.methods()).as("seed %d", seed).isEqualTo(one.methods());
            assertThat(other.pairs()).as("seed %d", seed).isEqualTo(one.pairs());
        }
    }
}
