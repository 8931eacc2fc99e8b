package org.imprint.vision.install;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.GraphFile;
import org.imprint.vision.backbone.TinyModel;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

    private static void check(byte[] onnx) {
        try (Backbone backbone = Backbone.open("model.onnx", onnx, TinyModel.descriptor(8, 192))) {
            SelfCheck.run("model.onnx", backbone);
        }
    }

    @Test
    void passesAWorkingBackbone() {
        assertThatCode(() -> check(GraphFile.scaled(1))).doesNotThrowAnyException();
        assertThatCode(() -> check(GraphFile.scaled(1e-20f))).doesNotThrowAnyException();
    }

    @Test
    void refusesEmbeddingsThatAreNotFinite() {
        for (float factor : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> check(GraphFile.scaled(factor)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("model.onnx: embeddings must be finite, was ");
        }
    }

    @Test
    void refusesTheSameEmbeddingForDifferentImages() {
        assertThatThrownBy(() -> check(GraphFile.scaled(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("different images must have different embeddings");
    }

    @Test
    void refusesAnEmbeddingThatDependsOnTheBatch() {
        assertThatThrownBy(() -> check(GraphFile.batchCentred()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must not depend on its batch");
    }
}
