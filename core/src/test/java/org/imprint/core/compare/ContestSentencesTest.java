package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.junit.jupiter.api.Test;

class ContestSentencesTest {

    /** Right on the first so many of 1,000 examples. */
    private static double[] first(int right) {
        double[] shares = new double[1000];
        Arrays.fill(shares, 0, right, 1);
        return shares;
    }

    private static List<String> lines(List<String> names, double[]... shares) {
        return new ContestSentences(
                        Contest.of(shares, OptionalDouble.empty(), Bootstrap.ofSeed(1), Parallel.serial()), names)
                .lines();
    }

    /**
     * The interval of 21 examples in 1,000 that only the better one has right, (22 − 1) / 1,002 ± 1.96 √((23 / 1,002 − 0.020958²) / 1,002), and
     * of 4 likewise: by hand in Python 3.
     */
    @Test
    void ofTwoThatAreApartAndOfTwoThatAreNot() {
        assertThat(lines(List.of("the mean", "k-means k = 5"), first(800), first(821)))
                .containsExactly("k-means k = 5 beats the mean by 2.1 points (1.2 to 3.0).");
        assertThat(lines(List.of("least squares", "k-means k = 5"), first(817), first(821)))
                .containsExactly(
                        "least squares is not distinguishable from k-means k = 5, which has the most right answers.");
    }

    @Test
    void ofSeveralItNamesTheBeatenThenThoseAlikeThenWhatTheIntervalsHold() {
        List<String> lines =
                lines(List.of("qi", "k = 5", "oracle", "janson"), first(700), first(821), first(820), first(819));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("k = 5 beats qi by 12.1 points (10.0 to 14.1).");
        assertThat(lines.get(1)).isEqualTo("oracle and janson are not distinguishable from it.");
        assertThat(lines.get(2))
                .isEqualTo(
                        "The best was picked from 4: intervals of differences are wide enough to hold for all of them at once,"
                                + " and its own accuracy is rather too high.");
    }

    @Test
    void ofManyItCountsThoseItDoesNotName() {
        double[][] shares = IntStream.range(0, 12).mapToObj(i -> first(990)).toArray(double[][]::new);
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "r" + i).toList();
        assertThat(lines(names, shares).get(0))
                .isEqualTo(
                        "r1, r2, r3, r4, r5 and 6 more are not distinguishable from r0, which has the most right answers.");
        assertThat(lines(List.of("qi"), first(3))).containsExactly("qi has nothing to be compared with.");
    }

    @Test
    void namesAreAsShortAsTellsThemApart() {
        assertThat(RecipeNames.of(RecipeList.presets().stream()
                        .map(r -> r.withLambda(0.1))
                        .toList()))
                .containsExactly(
                        "mean (qi)",
                        "k-means k = 2",
                        "k-means k = 5",
                        "k-means k = 20",
                        "mean (hosoda)",
                        "mean (janson)",
                        "least squares");
        List<String> grid = RecipeNames.of(RecipeList.grid());
        assertThat(grid).doesNotHaveDuplicates().contains("mean (none, quantile, l2; 5-NN by euclidean)");
        assertThat(grid).contains("k-means k = 20 (paper)", "mean (qi)", "mean (none, none, l2; max by euclidean)");
        assertThat(RecipeNames.of(List.of(Preset.PAPER.recipe(7)))).containsExactly("k-means k = 7");
    }
}
