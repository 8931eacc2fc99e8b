package org.imprint.serve.guard.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    @Test
    void aBudgetOfBodiesIsGivenBack() {
        BodyBudget budget = new BodyBudget(10);
        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(5)).isFalse();
        assertThat(budget.held()).isEqualTo(6);
        budget.give(6);
        assertThat(budget.take(10)).isTrue();
    }
}
