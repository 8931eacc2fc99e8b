package org.imprint.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.junit.jupiter.api.Test;

class FoldedAnswersTest {

    private static final int D = 6;
    private static final Run RUN = Run.of(Semantics.CORRECTED, 3, Parallel.serial());

    /** Classes of 23, 1 and 18 rows. */
    private static Task task() {
        SplittableRandom random = new SplittableRandom(5);
        List<ClassRows> classes = new ArrayList<>();
        for (int n : new int[] {23, 1, 18}) {
            FloatMatrix x = FloatMatrix.zeros(n, D);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] = (float) (random.nextGaussian() + (i % D == classes.size() ? 1.5 : 0));
            }
            classes.add(new ClassRows(classes.size(), x));
        }
        return Task.of(classes);
    }

    /** Each row asks the head of a fit of what is left when all rows with its number mod 10 are gone. */
    @Test
    void areThoseOfFitsWithoutTheFold() {
        Task task = task();
        for (Recipe recipe : List.of(Preset.QI.published(), Preset.PAPER.recipe(3, 1))) {
            FoldedAnswers found = FoldedAnswers.of(task, recipe, Optional.empty(), RUN);
            assertThat(found.truth()).hasSize(41).containsOnly(0, 2);

            int[] first = {0, 23, 24};
            int row = 0;
            for (int c : new int[] {0, 2}) {
                for (int i = 0; i < task.get(c).size(); i++, row++) {
                    int fold = (first[c] + i) % 10;
                    List<ClassRows> left = new ArrayList<>();
                    for (int o = 0; o < 3; o++) {
                        int ofClass = o;
                        int[] kept = IntStream.range(0, task.get(o).size())
                                .filter(r -> ofClass == 1 || (first[ofClass] + r) % 10 != fold)
                                .toArray();
                        left.add(task.get(o).with(task.get(o).rows().select(kept)));
                    }
                    Head head = Imprinter.imprint(Task.of(left), recipe, RUN);
                    FloatMatrix query = task.get(c).rows().rows(i, i + 1);
                    assertThat(found.scores().row(row))
                            .containsExactly(
                                    head.classScores(query, Parallel.serial()).row(0), within(1e-6f));
                    assertThat(found.answers()[row])
                            .isEqualTo(head.answer(query, Parallel.serial()).classIndex(0));
                }
            }
        }
    }

    @Test
    void classesMayHaveTheirOwnK() {
        Task task = task();
        Recipe three = Preset.PAPER.recipe(3, 1);

        FoldedAnswers own = FoldedAnswers.of(task, Preset.PAPER.recipe(7, 1), Optional.of(new int[] {3, 3, 3}), RUN);

        assertThat(own.scores().data())
                .isEqualTo(FoldedAnswers.of(task, three, Optional.empty(), RUN)
                        .scores()
                        .data());
        assertThat(own.scores().data())
                .isNotEqualTo(FoldedAnswers.of(task, Preset.PAPER.recipe(7, 1), Optional.empty(), RUN)
                        .scores()
                        .data());
    }

    @Test
    void refusesARecipeThatLooksAtAllClasses() {
        assertThatThrownBy(() -> FoldedAnswers.of(task(), Preset.ORACLE.recipe(1, 0.1), Optional.empty(), RUN))
                .hasMessageStartingWith("folds can be asked only where each class is generated alone, was ");
    }
}
