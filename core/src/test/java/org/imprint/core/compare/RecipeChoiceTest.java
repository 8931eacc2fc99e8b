package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Preset;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;

class RecipeChoiceTest {

    private static RecipeChoice choose(Task task) {
        return RecipeChoice.of(task, OptionalDouble.of(0.1), 5, Parallel.serial());
    }

    /** Each class is five clouds among those of the others: means fall together, and k-means with five finds them. */
    private static Task fiveInOne() {
        FloatMatrix clouds = Tasks.blobs(15, 300, 8, 3);
        return Task.of(IntStream.range(0, 3)
                .mapToObj(c -> new ClassRows(
                        c,
                        clouds.select(IntStream.range(0, 300)
                                .filter(i -> i % 15 % 3 == c)
                                .toArray())))
                .toList());
    }

    @Test
    void takesAsManyProxiesAsHelp() {
        RecipeChoice choice = choose(fiveInOne());
        assertThat(choice.recipe()).isEqualTo(Preset.PAPER.recipe(5));
        assertThat(choice.reason())
                .startsWith(
                        "k-means k = 5, the simplest of 2 recipes out of 7 that may be the best by 5-fold cross-validation of 300"
                                + " examples; ");
    }

    @Test
    void takesTheMeanWhereNothingIsBetter() {
        RecipeChoice choice = choose(Tasks.gaussian(3, 20, 16, 4));
        assertThat(choice.recipe()).isEqualTo(Preset.QI.published());
        assertThat(choice.contest().orElseThrow().size()).isEqualTo(7);
    }

    @Test
    void leavesLeastSquaresOutWithoutLambda() {
        RecipeChoice choice = RecipeChoice.of(Tasks.gaussian(2, 4, 6, 4), OptionalDouble.empty(), 5, Parallel.serial());
        assertThat(choice.contest().orElseThrow().size()).isEqualTo(6);
        assertThat(choice.reason()).contains(" out of 6 that may be the best by 5-fold cross-validation of 8 examples");
    }

    @Test
    void takesThePapersRecipeWhereNothingCanBeTested() {
        RecipeChoice choice = choose(Tasks.gaussian(3, 1, 6, 4));
        assertThat(choice)
                .isEqualTo(new RecipeChoice(
                        Preset.PAPER.published(),
                        "the paper's recipe, since no class has 2 examples of which one could be tested",
                        Optional.empty()));
    }

    @Test
    void saysWhichIsTheOnlyOne() {
        RecipeChoice choice = RecipeChoice.among(
                List.of(Preset.QI.published(), Preset.PAPER.recipe(5)), fiveInOne(), 5, Parallel.serial());
        assertThat(choice.reason())
                .isEqualTo("k-means k = 5, which beats the other by 5-fold cross-validation of 300 examples");
    }
}
