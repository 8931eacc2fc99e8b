package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.imprint.core.eval.Bootstrap;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.junit.jupiter.api.Test;

class SimplicityTest {

    @Test
    void fewerProxiesThenClassByClassThenCheaperAnswers() {
        Recipe qi = Preset.QI.published();
        Recipe janson = Preset.JANSON.published();
        Recipe hosoda = Preset.HOSODA.published();
        Recipe oracle = Preset.ORACLE.published();
        List<Recipe> wanted = List.of(
                qi, janson, oracle, hosoda, Preset.PAPER.recipe(2), Preset.PAPER.recipe(5), Preset.PAPER.published());
        assertThat(RecipeList.presets().stream().sorted(new Simplicity())).containsExactlyElementsOf(wanted);
    }

    @Test
    void theSimplestOfTheGridIsTheBareMeanAndAllRowsComeLast() {
        List<Recipe> sorted =
                RecipeList.grid().stream().sorted(new Simplicity()).toList();
        assertThat(sorted.get(0)).isEqualTo(RecipeList.grid().get(0));
        assertThat(sorted.subList(180, 216))
                .allMatch(r -> r.generator().wireName().equals("all"));
    }

    /** Of 20 rows the mean is as good as any; among equally simple recipes the one that is right more often is taken. */
    @Test
    void theSimplestOfTheBestIsTheMoreRightOfEquallySimpleOnes() {
        Recipe mean = Preset.QI.published();
        List<Recipe> recipes = List.of(Preset.PAPER.recipe(5), mean, mean);
        double[][] shares = new double[3][20];
        for (int i = 0; i < 20; i++) {
            shares[0][i] = 1;
            shares[1][i] = i < 18 ? 1 : 0;
            shares[2][i] = i < 19 ? 1 : 0;
        }
        Contest contest = Contest.of(shares, OptionalDouble.empty(), Bootstrap.ofSeed(1), Parallel.serial());
        assertThat(contest.best()).isZero();
        assertThat(Simplicity.simplestOfTheBest(contest, recipes)).isEqualTo(2);
    }
}
