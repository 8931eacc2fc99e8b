package org.imprint.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> NAMES = List.of("resnet18", "resnet50", "vit_b_16");

    @Test
    void guessesTheNearestName() {
        assertThat(Spelling.nearest("resnet-18", NAMES)).contains("resnet18");
        assertThat(Spelling.nearest("VIT_B16", NAMES)).contains("vit_b_16");
        assertThat(Spelling.nearest("restnet5", NAMES)).contains("resnet50");
    }

    @Test
    void guessesTheFirstOfEquallyNearOnes() {
        assertThat(Spelling.nearest("resnet", NAMES)).contains("resnet18");
    }

    @Test
    void doesNotGuessWhereTooMuchDiffers() {
        assertThat(Spelling.nearest("mobilenet", NAMES)).isEmpty();
        assertThat(Spelling.nearest("", NAMES)).isEmpty();
        assertThat(Spelling.nearest("resnet18", List.of())).isEmpty();
    }
}
