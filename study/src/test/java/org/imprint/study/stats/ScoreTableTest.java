package org.imprint.study.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTableTest {

    private static final ScoreTable GAPS = ScoreTable.builder()
            .add("a", "x", 1)
            .add("a", "y", 2)
            .add("a", "z", 3)
            .add("b", "z", 6)
            .add("b", "x", Double.NaN)
            .add("b", "y", 5)
            .add("c", "y", 8)
            .add("c", "z", 9)
            .add("c", "w", 7)
            .build();

    @Test
    void findsCellsByName() {
        assertThat(GAPS.methods()).containsExactly("a", "b", "c");
        assertThat(GAPS.blocks()).containsExactly("x", "y", "z", "w");
        assertThat(GAPS.score("b", "z")).hasValue(6);
        assertThat(GAPS.score("b", "x")).isEmpty();
        assertThat(GAPS.score("d", "x")).isEmpty();
    }

    @Test
    void keepsCompleteBlocksAndReportsTheOthers() {
        CompleteTable table = CompleteTable.of(GAPS, Missing.DROP_BLOCKS);
        assertThat(table.blocks()).containsExactly("y", "z");
        assertThat(table.scores()).isDeepEqualTo(new double[][] {{2, 3}, {5, 6}, {8, 9}});
        assertThat(table.inRowOrder()).isDeepEqualTo(new double[][] {{2, 3}, {6, 5}, {8, 9}});
        assertThat(table.missing())
                .isEqualTo(new MissingReport(
                        List.of(
                                new MissingReport.Gap("x", List.of("b", "c")),
                                new MissingReport.Gap("w", List.of("a", "b"))),
                        List.of(),
                        List.of("x", "w"),
                        2));
        assertThat(table.missing().sentence())
                .isEqualTo(
                        "Scores are missing on 2 blocks (x lacks b, c; w lacks a, b); 2 blocks were left out and 2 are"
                                + " used.");
    }

    @Test
    void keepsCompleteMethodsOnRequest() {
        ScoreTable table = ScoreTable.builder()
                .add("a", "x", 1)
                .add("b", "x", 2)
                .add("a", "y", 3)
                .build();
        CompleteTable complete = CompleteTable.of(table, Missing.DROP_METHODS);
        assertThat(complete.groups()).containsExactly(List.of("a"));
        assertThat(complete.scores()).isDeepEqualTo(new double[][] {{1, 3}});
        assertThat(complete.missing().sentence())
                .isEqualTo(
                        "Scores are missing on 1 block (y lacks b); 1 method was left out (b) and 2 blocks are used.");
    }

    @Test
    void refusesGapsOnRequest() {
        assertThatThrownBy(() -> CompleteTable.of(GAPS, Missing.REFUSE))
                .hasMessage(
                        "every method must have a score on every block, was missing on 2 blocks; first, x lacks b, c");
    }

    @Test
    void listsFiveGapsAndCountsTheRest() {
        ScoreTable.Builder builder = ScoreTable.builder().add("b", "whole", 1).add("a", "whole", 1);
        for (int j = 0; j < 7; j++) {
            builder.add("a", Tables.block(j), j);
        }
        assertThat(CompleteTable.of(builder.build(), Missing.DROP_BLOCKS)
                        .missing()
                        .sentence())
                .isEqualTo(
                        "Scores are missing on 7 blocks (b00 lacks b; b01 lacks b; b02 lacks b; b03 lacks b; b04 lacks b;"
                                + " and 2 more); 7 blocks were left out and 1 is used.");
    }

    @Test
    void saysThatNothingIsMissing() {
        ScoreTable table = ScoreTable.builder().add("a", "x", 1).build();
        assertThat(CompleteTable.of(table, Missing.REFUSE).missing().sentence())
                .isEqualTo("No score is missing; 1 block is used.");
    }

    @Test
    void refusesASecondScoreAndInfinity() {
        assertThatThrownBy(() -> ScoreTable.builder().add("a", "x", 1).add("a", "x", 2))
                .hasMessage("'a' must have one score on block 'x', had 1.0 when given 2.0");
        assertThatThrownBy(() -> ScoreTable.builder().add("a", "x", Double.POSITIVE_INFINITY))
                .hasMessage("score of 'a' on 'x' must be finite, was Infinity");
        assertThatThrownBy(() -> ScoreTable.builder().build())
                .hasMessage("a score table needs at least one method, was 0");
    }

    @Test
    void joinsMethodsWithEqualScores() {
        ScoreTable table = ScoreTable.builder()
                .add("b", "x", 0.0)
                .add("c", "x", 1)
                .add("a", "x", -0.0)
                .build();
        CompleteTable joined = CompleteTable.of(table, Missing.REFUSE).joined();
        assertThat(joined.groups()).containsExactly(List.of("a", "b"), List.of("c"));
    }
}
