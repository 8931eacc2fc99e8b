package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that never ends, {@code loop.onnx}, ends at its time limit or with the process. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public class TimeLimitTest {

    private static final RgbImage IMAGE = RgbImage.grey(4, 4, new byte[16]);

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TimeLimitTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static Backbone endless() throws IOException {
        String json = new String(resource("loop.json"), StandardCharsets.UTF_8);
        return Backbone.open("loop.onnx", resource("loop.onnx"), BackboneDescriptor.parse("loop.json", "loop", json));
    }

    @Test
    void anEndlessModelIsStoppedAtItsTimeLimit() throws IOException {
        try (Backbone backbone = endless()) {
            Backbone hasty = backbone.withTimeLimit(Duration.ofMillis(1100));
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> hasty.embed(List.of(IMAGE)))
                        .isInstanceOf(DataException.class)
                        .hasMessage("loop.onnx: inference of a batch of 1 must take at most 1 s, took longer and was "
                                + "stopped");
            }
        }
    }

    @Test
    void otherModelsAreNotTouchedByTheLimit() {
        byte[] model = TinyModel.bytes(new long[] {0, 3, 8, 8}, 5, 1);
        try (Backbone backbone =
                Backbone.open("tiny.onnx", model, TinyModel.descriptor(8, 5)).withTimeLimit(Duration.ofSeconds(60))) {
            assertThat(backbone.embed(List.of(IMAGE, IMAGE)).rows()).isEqualTo(2);
        }
    }

    /** Runs the endless model in several threads until the process is told to end. */
    public static void main(String[] args) throws IOException {
        Backbone backbone = endless();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> {
                while (true) {
                    try {
                        backbone.embed(List.of(IMAGE));
                    } catch (RuntimeException e) {
                        System.out.println("stopped: " + e);
                        return;
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("running");
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
