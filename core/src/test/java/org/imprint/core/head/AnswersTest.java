package org.imprint.core.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprint.core.ImprintException;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final Answers answers = new Answers(new int[] {3, 1}, new double[] {0.5, -2});

    @Test
    void tellsClassAndScoreOfEachQuery() {
        assertThat(answers.size()).isEqualTo(2);
        assertThat(answers.classIndex(0)).isEqualTo(3);
        assertThat(answers.classIndex(1)).isEqualTo(1);
        assertThat(answers.score(1)).isEqualTo(-2);
    }

    @Test
    void refusesQueriesThatWereNotAsked() {
        for (int wrong : new int[] {-1, 2}) {
            String message = "query must be in [0, 1], was " + wrong;
            assertThatThrownBy(() -> answers.classIndex(wrong))
                    .isInstanceOf(ImprintException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> answers.score(wrong))
                    .isInstanceOf(ImprintException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void givesCopiesAway() {
        answers.classIndices()[0] = 9;
        answers.scores()[0] = 9;
        assertThat(answers.classIndices()).containsExactly(3, 1);
        assertThat(answers.scores()).containsExactly(0.5, -2);
    }
}
