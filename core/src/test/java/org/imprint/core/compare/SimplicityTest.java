package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
