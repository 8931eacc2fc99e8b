package org.imprint.classifier.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.ContentDigest;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Subject A = new Subject("a.png", "one", 0, Subject.Side.TRAIN);
    private static final Subject B = new Subject("b.png", "one", 1, Subject.Side.TRAIN);
    private static final Subject C = new Subject("c.png", "two", 2, Subject.Side.TRAIN);

    /** A check with findings that are made already. */
    private record Made(Set<FindingKind> kinds, Optional<String> obstacle, List<Finding> findings)
            implements DoctorCheck {}

    @Test
    void flaggedComesFirstThenScoreThenKindThenImage() {
        Finding weak = Finding.ofImage(FindingKind.DARK, 0.6, A, "Dark.");
        Finding strong = Finding.ofImage(FindingKind.BLURRED, 0.9, A, "Blurred.");
        Finding sameScoreWorseKind = Finding.ofImage(FindingKind.BLANK, 0.9, C, "Blank.");
        Finding sameScoreLaterImage = Finding.ofImage(FindingKind.BLURRED, 0.9, B, "Blurred.");
        Finding unflagged = Finding.ofImage(FindingKind.DARK, 1, C, "Dark.").unflagged();

        Diagnosis all =
                new Diagnosis(List.of(unflagged, weak, sameScoreLaterImage, strong, sameScoreWorseKind), List.of(), 3);

        assertThat(all.findings()).containsExactly(sameScoreWorseKind, strong, sameScoreLaterImage, weak, unflagged);
        assertThat(all.flagged()).isEqualTo(4);
        assertThat(all.flagged(FindingKind.DARK)).isEqualTo(1);
        assertThat(all.of(FindingKind.DARK)).containsExactly(weak, unflagged);
        assertThat(all.leaveOut()).containsExactly(C, A, B);
    }

    @Test
    void makesTheChecksThatWereAskedForAndSaysWhichItCouldNot() throws InterruptedException {
        Finding dark = Finding.ofImage(FindingKind.DARK, 0.6, A, "Dark.");
        Finding blurred = Finding.ofImage(FindingKind.BLURRED, 0.9, A, "Blurred.");
        DoctorCheck pictures =
                new Made(EnumSet.of(FindingKind.DARK, FindingKind.BLURRED), Optional.empty(), List.of(dark, blurred));
        DoctorCheck labels =
                new Made(EnumSet.of(FindingKind.ALIKE_CLASSES), Optional.of("there is one class alone"), List.of());

        Diagnosis some = Diagnosis.of(List.of(pictures, labels), EnumSet.of(FindingKind.DARK), 3);
        assertThat(some.findings()).containsExactly(dark);
        assertThat(some.skipped()).isEmpty();

        Diagnosis all = Diagnosis.of(List.of(pictures, labels), EnumSet.allOf(FindingKind.class), 3);
        assertThat(all.findings()).containsExactly(blurred, dark);
        assertThat(all.skipped())
                .containsExactly(new Diagnosis.Skipped(FindingKind.ALIKE_CLASSES, "there is one class alone"));

        DoctorCheck darkToo =
                new Made(EnumSet.of(FindingKind.DARK), Optional.of("there is one class alone"), List.of());
        Diagnosis part = Diagnosis.of(List.of(darkToo, pictures, labels), EnumSet.allOf(FindingKind.class), 3);
        assertThat(part.skippedByReason())
                .containsExactly(
                        List.of(new Diagnosis.Skipped(FindingKind.ALIKE_CLASSES, "there is one class alone")),
                        List.of(new Diagnosis.Skipped(FindingKind.DARK, "there is one class alone", true)));
    }

    @Test
    void scoresOutsideTheirRangeAndStrangersToLeaveOutAreErrors() {
        assertThatThrownBy(() -> Finding.ofImage(FindingKind.DARK, 1.5, A, "Dark."))
                .isInstanceOf(ImprintException.class)
                .hasMessage("finding.score must be in [0.0, 1.0], was 1.5");
        assertThatThrownBy(() -> new Finding(
                        FindingKind.EXACT_DUPLICATE, 1, true, List.of(A), List.of(B), Optional.empty(), "Equal."))
                .isInstanceOf(ImprintException.class)
                .hasMessageStartingWith("finding.leaveOut must be among its subjects");
    }

    @Test
    void imagesToTestWithAreNeverLeftOut() {
        Subject test = new Subject("t.png", "one", 0, Subject.Side.TEST);
        assertThat(Finding.ofImage(FindingKind.BLANK, 1, test, "Blank.").leaveOut())
                .isEmpty();
        List<Subject> both = List.of(test, A);
        assertThat(new Finding(FindingKind.BLANK, 1, true, both, both, Optional.empty(), "Blank.").leaveOut())
                .containsExactly(A);
    }

    @Test
    void equalBytesAreLeftOutOfWhatIsLearned() {
        ContentDigest one = ContentDigest.of(new byte[] {1});
        Subject test = new Subject("t.png", "one", 0, Subject.Side.TEST);
        DigestCheck check = DigestCheck.of(List.of(new DigestedImage(A, one), new DigestedImage(test, one)));
        assertThat(check.obstacle()).isEmpty();
        assertThat(check.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(FindingKind.LEAKAGE);
            assertThat(f.leaveOut()).containsExactly(A);
            assertThat(f.isCuredByLeavingOut()).isTrue();
        });
        assertThat(DigestCheck.unknown("a.h5").obstacle())
                .hasValueSatisfying(o -> assertThat(o).startsWith("a.h5 has no digests"));
    }

    /** ⌈1/0.05⌉ − 1 = 19 by hand. */
    @Test
    void aClassOfFewerImagesThanAThresholdTakesIsTold() {
        ClassSizeCheck check = new ClassSizeCheck(Map.of("few", 18, "enough", 19), 0.05);
        assertThat(check.findings()).singleElement().satisfies(f -> {
            assertThat(f.score()).isEqualTo(1 - 18.0 / 19);
            assertThat(f.reason())
                    .isEqualTo("Class few has 18 images; a threshold of its own that rejects 5 % needs 19 that are"
                            + " answered so.");
        });
        // 18 in classes of at least two: the pool that others borrow from takes 19 too
        assertThat(new ClassSizeCheck(Map.of("few", 18, "one", 1), 0.05).findings())
                .filteredOn(f -> f.kind() == FindingKind.FEW_EXAMPLES)
                .hasSize(2)
                .allSatisfy(f -> assertThat(f.reason())
                        .endsWith(
                                "needs 19 that are answered so, and there are 18 in classes of 2 or more to borrow from:"
                                        + " nothing can be unknown."));
        assertThatThrownBy(() -> new ClassSizeCheck(Map.of(), 0.6))
                .hasMessage("false-reject rate must be in (0, 0.5], was 0.6");
    }

    @Test
    void everyKindHasItsOwnNameAndAdviceInSentences() {
        assertThat(Arrays.stream(FindingKind.values()).map(FindingKind::wireName))
                .doesNotHaveDuplicates();
        assertThat(FindingKind.values())
                .allSatisfy(k -> assertThat(k.whatToDo()).endsWith(".").hasSizeGreaterThan(20));
        assertThatThrownBy(() -> FindingKind.find("blury")).hasMessageContaining("blurred");
    }
}
