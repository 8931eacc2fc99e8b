package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxSummaryTest {

    private static final byte[] MODEL = TinyModel.bytes(new long[] {0, 3, 8, 8}, 5, 1);

    @TempDir
    private Path folder;

    private OnnxSummary read(byte[] bytes) {
        try {
            return OnnxSummary.read(Files.write(folder.resolve("m.onnx"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void countsWhatTheGraphHolds() {
        OnnxSummary summary = read(MODEL);
        assertThat(summary.irVersion()).isEqualTo(8);
        assertThat(summary.opsets()).isEqualTo(Map.of("ai.onnx", 17L));
        assertThat(summary.operators()).isEqualTo(Map.of("Flatten", 1, "MatMul", 1));
        assertThat(summary.nodes()).isEqualTo(2);
        assertThat(summary.parameters()).isEqualTo(192 * 5);
        assertThat(summary.inputs()).containsExactly("pixels float32 [N, 3, 8, 8]");
        assertThat(summary.outputs()).containsExactly("embedding float32 [N, 5]");
        assertThat(summary.external()).isEmpty();
    }

    @Test
    void refusesWeightsInOtherFiles() {
        for (byte[] model : new byte[][] {GraphFile.external("../../secret"), GraphFile.hiddenExternal("x")}) {
            OnnxSummary summary = read(model);
            assertThatThrownBy(summary::requireSelfContained)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(": must hold all its weights, but some lie in the file ");
        }
    }

    @Test
    void refusesWhatIsNotOnnx() {
        for (String text : new String[] {"", "<html>no</html>", "PK\u0003\u0004"}) {
            assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(folder.resolve("m.onnx") + ": must be an ONNX model");
        }
        assertThatThrownBy(() -> OnnxSummary.read(folder.resolve("none.onnx"))).hasMessageEndingWith("no such file");
    }

    @Test
    void refusesEveryShorterFile() {
        for (int length = 0; length < MODEL.length; length += length < 200 ? 1 : 97) {
            byte[] cut = Arrays.copyOf(MODEL, length);
            assertThatThrownBy(() -> read(cut)).as("length " + length).isInstanceOf(DataException.class);
        }
    }

    @Test
    void readsOrRefusesDamagedFiles() {
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = MODEL.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(Math.min(damaged.length, 250))] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(damaged).nodes()).isPositive();
            } catch (DataException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 499);
    }
}
