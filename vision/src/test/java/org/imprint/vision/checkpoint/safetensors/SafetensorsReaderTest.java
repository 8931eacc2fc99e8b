package org.imprint.vision.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.checkpoint.base.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsReaderTest {

    @TempDir
    Path folder;

    private static Path fixture(String name) {
        try {
            return Path.of(SafetensorsReaderTest.class
                    .getResource("/backbones/" + name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    static Stream<Map.Entry<String, JsonNode>> hostile() throws IOException {
        return new ObjectMapper()
                .readTree(fixture("hostile/expected.json").toFile()).properties().stream()
                        .filter(e -> e.getKey().endsWith(".safetensors"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatCheckpointsRefuse(Map.Entry<String, JsonNode> expected) {
        assertThatThrownBy(() -> SafetensorsReader.open(fixture("hostile/" + expected.getKey())))
                .isInstanceOfSatisfying(
                        CheckpointException.class,
                        e -> assertThat(expected.getValue().get("code").toString())
                                .contains("\"" + e.reason().name() + "\""));
    }

    @Test
    void readsWhatOthersWrote() {
        try (SafetensorsReader reader = SafetensorsReader.open(fixture("tiny/tiny_convnextv2.safetensors"))) {
            assertThat(reader.isChecksummed()).isFalse();
            assertThat(reader.tensors()).isNotEmpty();
            reader.tensors().values().stream()
                    .filter(t -> t.dtype() == DType.FLOAT32)
                    .forEach(t -> assertThat(reader.floats(t.name())).hasSize((int) t.numel()));
        }
    }

    private Path small() {
        Path file = folder.resolve("small.safetensors");
        new SafetensorsWriter()
                .text("about", "ä")
                .matrix("x", DType.FLOAT32, FloatMatrix.ofRows(new float[] {1, 2}, new float[] {3, 4}))
                .matrix("h", DType.FLOAT16, FloatMatrix.ofRows(new float[] {1, 2, 3}))
                .longs("n", new long[] {5})
                .bytes("b", new byte[] {6, 7, 8})
                .write(file);
        return file;
    }

    private static String content(Path file) {
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            if (!reader.isChecksummed()) {
                throw new CheckpointException(file.toString(), CheckpointException.Reason.BAD_CRC, "no checksums");
            }
            return reader.metadata()
                    + Arrays.toString(reader.matrix("x").data())
                    + Arrays.toString(reader.floats("h"))
                    + Arrays.toString(reader.longs("n"))
                    + Arrays.toString(reader.bytes("b"));
        }
    }

    @Test
    void everyFlippedByteAndEveryTruncationIsNoticed() throws IOException {
        Path file = small();
        byte[] original = Files.readAllBytes(file);
        Path other = folder.resolve("other");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        int attempts = 0;
        for (int at = 0; at < original.length; at++) {
            for (int mask : new int[] {1, 0x20, 0x80, 0xff}) {
                byte[] mutant = original.clone();
                mutant[at] ^= (byte) mask;
                assertRefused(Files.write(other, mutant), "byte " + at + " ^ " + mask);
                attempts++;
            }
            assertRefused(Files.write(other, Arrays.copyOf(original, at)), "first " + at + " bytes");
            attempts++;
        }
        long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / attempts;
        assertThat(each).as("bytes allocated for each of " + attempts).isLessThan(200_000);
    }

    private static void assertRefused(Path file, String what) {
        try {
            content(file);
        } catch (CheckpointException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            return;
        }
        fail(what + " must be noticed");
    }

    @Test
    void aDamagedTensorIsToldByItsName() throws IOException {
        Path file = small();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            assertThat(reader.matrix("x").rows()).isEqualTo(2);
            assertThatThrownBy(() -> reader.bytes("b"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageMatching(".*small.safetensors: tensor b must have the CRC-32C [0-9a-f]{8}, was"
                            + " [0-9a-f]{8}: the file is damaged");
        }
    }

    @Test
    void rowsAreReadAloneAndCheckedAlone() throws IOException {
        FloatMatrix m = FloatMatrix.zeros(5, 3);
        for (int i = 0; i < 15; i++) {
            m.data()[i] = i + 0.5f;
        }
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT16)) {
            Path file = folder.resolve("rows");
            new SafetensorsWriter()
                    .rows("x", dtype, 3, List.of(m.rows(0, 2), m.rows(2, 2), m.rows(2, 5)))
                    .write(file);
            try (SafetensorsReader reader = SafetensorsReader.open(file)) {
                assertThat(reader.matrix("x").data()).containsExactly(m.data());
                assertThat(reader.rows("x", 1, 3).toArray())
                        .containsExactly(m.rows(1, 4).toArray());
                assertThat(reader.rows("x", 5, 0).rows()).isZero();
                assertThatThrownBy(() -> reader.rows("x", 4, 2)).isInstanceOf(CheckpointException.class);
            }
            byte[] bytes = Files.readAllBytes(file);
            long begin;
            try (SafetensorsReader reader = SafetensorsReader.open(file)) {
                begin = bytes.length - 20 - 15L * dtype.size(); // the sums lie behind
                assertThat(reader.require("x.crc32c").shape()).containsExactly(5L, 4L);
            }
            bytes[(int) begin + 3 * 3 * dtype.size()] ^= 1; // row 3
            Files.write(file, bytes);
            try (SafetensorsReader reader = SafetensorsReader.open(file)) {
                assertThat(reader.rows("x", 0, 3).rows()).isEqualTo(3);
                assertThatThrownBy(() -> reader.rows("x", 2, 3))
                        .isInstanceOf(CheckpointException.class)
                        .hasMessage(file + ": row 3 of tensor x must have its CRC-32C: the file is damaged");
            }
        }
    }

    @Test
    void refusesOtherTypesShapesAndNumbers() {
        Path file = folder.resolve("x");
        new SafetensorsWriter()
                .ints("i", new int[3])
                .matrix("nan", DType.FLOAT32, FloatMatrix.ofRows(new float[] {1, Float.NaN}))
                .tensor("flat", DType.FLOAT32, List.of(2L), s -> s.floats(new float[2], 0, 2))
                .bytes("b", new byte[3])
                .write(file);
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            assertThatThrownBy(() -> reader.floats("none")).hasMessage(file + ": must have a tensor none, has none");
            assertThatThrownBy(() -> reader.floats("i")).isInstanceOf(CheckpointException.class);
            assertThatThrownBy(() -> reader.matrix("nan"))
                    .hasMessage(file + ": tensor nan must have finite numbers, was NaN at 1");
            assertThat(reader.floats("nan")).contains(Float.NaN);
            assertThatThrownBy(() -> reader.matrix("flat")).isInstanceOf(CheckpointException.class);
            assertThatThrownBy(() -> reader.bytes("b", 2, 2)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void anInterruptedThreadReadsOnAndStaysInterrupted() {
        try (SafetensorsReader reader = SafetensorsReader.open(small())) {
            Thread.currentThread().interrupt();
            assertThat(reader.longs("n")).containsExactly(5);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void threadsThatAreInterruptedWhileTheyReadDisturbNobody() throws InterruptedException {
        Path file = folder.resolve("large");
        FloatMatrix m = FloatMatrix.zeros(2000, 500);
        new SafetensorsWriter().matrix("x", DType.FLOAT32, m).write(file);
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            int[] wrong = {0};
            Thread[] readers = new Thread[2];
            for (int t = 0; t < readers.length; t++) {
                readers[t] = new Thread(() -> {
                    for (int i = 0; i < 40; i++) {
                        try {
                            reader.floats("x");
                        } catch (RuntimeException e) {
                            wrong[0]++;
                        }
                    }
                });
                readers[t].start();
            }
            while (readers[0].isAlive()) {
                readers[0].interrupt();
                Thread.onSpinWait();
            }
            readers[1].join();
            assertThat(wrong[0]).isZero();
        }
    }

    @Test
    void aFileThatIsReplacedStaysReadableWhereItWasOpened() throws IOException {
        Path file = small();
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            new SafetensorsWriter().ints("i", new int[1]).write(file);
            assertThat(reader.longs("n")).containsExactly(5);
        }
    }
}
