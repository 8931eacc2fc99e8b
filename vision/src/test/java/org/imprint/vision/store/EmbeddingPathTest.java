package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingPathTest {

    /** The published code's layout, as its own files have it. */
    @Test
    void isThePublishedLayout() {
        assertThat(new EmbeddingPath("FashionMNIST", "vit_b_16", "test").under(Path.of("root")))
                .isEqualTo(
                        Path.of("root/embeddings/FashionMNIST/vit_b_16/test/embeddings_FashionMNIST_vit_b_16_test.h5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", ".hidden", "a b", "a\\b"})
    void namesThatAreNotPlainAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingPath("MNIST", name, "train"))
                .withMessage(
                        "backbone must consist of letters, digits, '.', '-' and '_' and begin with a letter or digit,"
                                + " was '" + name + "'");
    }
}
