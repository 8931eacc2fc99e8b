package org.imprint.classifier.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    /** A class that says it was learned from n examples. */
    private static LearnedClass heron(int n) {
        return LearnedClass.of("heron", ExampleSet.none(), n, FloatMatrix.zeros(1, 1));
    }

    private static History learned(History history, int n) {
        return history.with(new Change.Learned("heron", n, true), NOON, List.of(ClassEdit.insert(0, heron(n))));
    }

    private static History begun() {
        return History.beginning(new Change.Fitted(1, 1), NOON);
    }

    private static List<Boolean> undoable(History history) {
        return history.done().stream().map(HistoryEntry::isUndoable).toList();
    }

    @Test
    void countsChangesFromOneWhateverIsTakenBack() {
        History history = learned(learned(begun(), 1), 1).undo();

        assertThat(learned(history, 1).done()).extracting(HistoryEntry::number).containsExactly(1, 2, 4);
        assertThat(learned(history, 1).undone()).isEmpty();
        assertThat(history.redo().done()).extracting(HistoryEntry::number).containsExactly(1, 2, 3);
    }

    @Test
    void keepsSoManyChangesAndTellsOfMore() {
        History history = begun();
        for (int i = 0; i < 1500; i++) {
            history = learned(history, 1);
        }

        assertThat(history.done()).hasSize(History.MAX_TOLD);
        assertThat(history.done().get(0).number()).isEqualTo(502);
        assertThat(undoable(history).subList(0, 900)).containsOnly(false);
        assertThat(undoable(history).subList(900, 1000)).containsOnly(true);
    }

    @Test
    void takesBackAllItKeepsAndMakesItAgain() {
        History full = begun();
        for (int i = 0; i < 150; i++) {
            full = learned(full, 1);
        }
        History history = full;
        for (int i = 0; i < History.MAX_UNDOABLE; i++) {
            history = history.undo();
        }
        History atTheEnd = history;
        assertThatThrownBy(atTheEnd::undo)
                .hasMessage("there is no change that can be undone; the last one was: "
                        + "learned 1 example of the new class heron");
        for (int i = 0; i < History.MAX_UNDOABLE; i++) {
            history = history.redo();
        }

        assertThat(history).isEqualTo(full);
        assertThatThrownBy(history::redo).hasMessage("there is no change that can be redone");
    }

    @Test
    void keepsNoMoreExamplesThanItMay() {
        History history = learned(learned(learned(begun(), 40_000), 60_000), 1);

        assertThat(undoable(history)).containsExactly(false, false, true, true);
        assertThat(undoable(learned(history, 39_999))).containsExactly(false, false, true, true, true);
    }

    @Test
    void theLastChangeCanBeTakenBackHoweverLargeItIs() {
        History history = learned(learned(begun(), 5), History.MAX_ROWS + 1);

        assertThat(undoable(history)).containsExactly(false, false, true);
    }

    @Test
    void nothingIsLeftOfWhatIsErased() {
        ContentDigest digest = ContentDigest.of("secret".getBytes(StandardCharsets.UTF_8));
        ExampleSet secret =
                ExampleSet.of(List.of(new Example("secret", "", digest)), FloatMatrix.ofRows(new float[] {1}));
        LearnedClass made = LearnedClass.of("heron", secret, 1, FloatMatrix.zeros(1, 1));
        History history = begun().with(new Change.Learned("heron", 1, true), NOON, List.of(ClassEdit.insert(0, made)))
                .with(new Change.ForgotExamples("secret", 1, 1), NOON, List.of(ClassEdit.remove(0, made)))
                .with(new Change.Renamed("a", "b"), NOON, List.of(ClassEdit.remove(0, made)))
                .undo()
                .settled(new Change.Erased(1), NOON);

        assertThat(history.toString()).doesNotContain("secret");
        assertThat(undoable(history)).containsOnly(false);
        assertThat(history.undone()).isEmpty();
        assertThat(history.done()).extracting(HistoryEntry::number).containsExactly(1, 2, 5);
        assertThat(IntStream.range(0, 3).mapToObj(i -> history.done().get(i).edits()))
                .allSatisfy(edits -> assertThat(edits).isEmpty());
    }
}
