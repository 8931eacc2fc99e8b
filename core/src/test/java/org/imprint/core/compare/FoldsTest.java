package org.imprint.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.testing.Tasks;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static Task sizes(int... sizes) {
        return Task.of(IntStream.range(0, sizes.length)
                .mapToObj(c -> new ClassRows(c, Tasks.gaussian(sizes[c], 3, c)))
                .toList());
    }

    /** scikit-learn 1.2.1, RepeatedStratifiedKFold(5) of classes of 12, 13 and 5: folds of 6, each with 2 or 3 of the first, 1 of the last. */
    @Test
    void spreadsEveryClassOverAllFoldsOfEveryRepeat() {
        Folds folds = Folds.stratified(sizes(12, 13, 5), 5, 3, 1);
        assertThat(folds.count()).isEqualTo(15);
        for (int fold = 0; fold < 15; fold++) {
            int[] tested = folds.testedIn(fold);
            assertThat(tested).hasSize(6);
            assertThat(Arrays.stream(tested).filter(i -> i < 12).count()).isBetween(2L, 3L);
            assertThat(Arrays.stream(tested).filter(i -> i >= 25).count()).isEqualTo(1);
        }
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(IntStream.range(5 * repeat, 5 * repeat + 5)
                            .flatMap(fold -> Arrays.stream(folds.testedIn(fold)))
                            .sorted())
                    .containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
        }
    }

    @Test
    void trainingIsWhatAFoldDoesNotTest() {
        Task task = sizes(4, 3);
        Folds folds = Folds.stratified(task, 3, 1, 2);
        Task training = folds.training(task, 1);
        List<Integer> tested = Arrays.stream(folds.testedIn(1)).boxed().toList();
        FloatMatrix all =
                FloatMatrix.concat(task.classes().stream().map(ClassRows::rows).toList());
        FloatMatrix kept = FloatMatrix.concat(
                training.classes().stream().map(ClassRows::rows).toList());
        int[] others = IntStream.range(0, 7).filter(i -> !tested.contains(i)).toArray();
        assertThat(kept.toArray()).containsExactly(all.select(others).toArray());
        assertThat(training.get(1).label()).isEqualTo(1);
    }

    @Test
    void anotherSeedOrRepeatIsAnotherDraw() {
        Task task = sizes(40, 40);
        Folds one = Folds.stratified(task, 4, 2, 1);
        assertThat(one.testedIn(0)).isEqualTo(Folds.stratified(task, 4, 1, 1).testedIn(0));
        assertThat(one.testedIn(0)).isNotEqualTo(one.testedIn(4));
        assertThat(one.testedIn(0)).isNotEqualTo(Folds.stratified(task, 4, 1, 2).testedIn(0));
    }

    @Test
    void theOnlyRowOfAClassIsTrainedOnAndNeverTested() {
        Task task = sizes(1, 2, 3);
        Folds folds = Folds.stratified(task, 10, 1, 5);
        assertThat(folds.k()).isEqualTo(5);
        assertThat(folds.tested()).isEqualTo(5);
        assertThat(folds.isTested(0)).isFalse();
        for (int fold = 0; fold < 5; fold++) {
            assertThat(folds.testedIn(fold)).hasSize(1).doesNotContain(0);
            assertThat(folds.training(task, fold).get(0).size()).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatCannotBeTested() {
        assertThatThrownBy(() -> Folds.stratified(sizes(1, 1), 5, 1, 1))
                .hasMessage("a class must have at least 2 rows for one to be tested, was 1");
        assertThatThrownBy(() -> Folds.stratified(sizes(4), 1, 1, 1)).hasMessage("folds must be in [2, 1000], was 1");
        assertThatThrownBy(() -> Folds.stratified(sizes(4), 2, 0, 1)).hasMessage("repeats must be in [1, 1000], was 0");
    }
}
