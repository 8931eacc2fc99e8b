package org.imprint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddingsAloneTest {

    @Test
    void namesTheClassThatWasLearnedLast() {
        assertThat(EmbeddingsAlone.answer()).isEqualTo("rain");
    }
}
