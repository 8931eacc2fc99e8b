package org.imprint.vision.decode.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImageBudgetTest {

    @Test
    void theBudgetFollowsTheHeap() {
        assertThat(ImageBudget.pixelsWithin(4L << 30, 200_000_000)).isEqualTo(200_000_000);
        assertThat(ImageBudget.pixelsWithin(512L << 20, 200_000_000)).isEqualTo(67_108_864);
        assertThatThrownBy(() -> new ImageBudget(0, 1, Duration.ofSeconds(1)))
                .hasMessage("image budget of pixels must be in [1, 700000000], was 0");
        assertThatThrownBy(() -> new ImageBudget(1, 1, Duration.ZERO))
                .hasMessage("image budget of time must be positive, was PT0S");
    }
}
