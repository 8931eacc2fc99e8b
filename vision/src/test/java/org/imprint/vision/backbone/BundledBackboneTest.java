package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;

class BundledBackboneTest {

    @Test
    void comesWithItsDescriptorAndDigest() {
        try (Backbone backbone = BundledBackbone.open()) {
            assertThat(backbone.descriptor().name()).isEqualTo("imprint-mini");
            assertThat(backbone.descriptor().sha256()).contains(backbone.sha256Hex());
            assertThat(backbone.descriptor().lambda()).isPresent();
            assertThat(backbone.descriptor().licence()).contains("Apache-2.0");
        }
    }

    @Test
    void tellsImagesApart() {
        byte[] square = new byte[28 * 28];
        for (int y = 8; y < 20; y++) {
            Arrays.fill(square, 28 * y + 8, 28 * y + 20, (byte) 255);
        }
        try (Backbone backbone = BundledBackbone.open()) {
            FloatMatrix two =
                    backbone.embed(List.of(RgbImage.grey(28, 28, square), RgbImage.grey(28, 28, new byte[28 * 28])));
            assertThat(two.cols()).isEqualTo(backbone.dimension());
            for (float value : two.data()) {
                assertThat(value).isFinite();
            }
            assertThat(two.row(0)).isNotEqualTo(two.row(1));
        }
    }
}
