package org.imprint.vision.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {

    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path folder;

    private static FloatMatrix random(int rows, int cols) {
        SplittableRandom random = new SplittableRandom(5);
        FloatMatrix m = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = (float) random.nextDouble(-4, 4);
        }
        return m;
    }

    private static SafetensorsWriter everyType() {
        return new SafetensorsWriter()
                .text("words", "größer \"als\" 鞋\n")
                .bytes("bytes", new byte[] {1, -1, 7})
                .matrix("halves", DType.FLOAT16, FloatMatrix.ofRows(new float[] {1, 1.0004884f, -65504}))
                .matrix("floats", DType.FLOAT32, random(300, 257))
                .matrix("window", DType.FLOAT32, random(300, 257).rows(2, 4))
                .doubles("doubles", new double[] {Math.PI, -0.0, 1e-300})
                .longs("longs", new long[] {Long.MIN_VALUE, 3})
                .ints("ints", new int[] {Integer.MIN_VALUE, 5})
                .matrix("none", DType.FLOAT32, FloatMatrix.zeros(0, 4));
    }

    @Test
    void everyTypeSurvives() {
        Path file = folder.resolve("a.safetensors");
        everyType().write(file);
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            assertThat(reader.isChecksummed()).isTrue();
            assertThat(reader.metadata()).containsEntry("words", "größer \"als\" 鞋\n");
            assertThat(reader.bytes("bytes")).containsExactly(1, -1, 7);
            assertThat(reader.bytes("bytes", 1, 2)).containsExactly(-1, 7);
            assertThat(reader.floats("halves")).containsExactly(1, 1.0009766f, -65504);
            assertThat(reader.matrix("floats").data())
                    .containsExactly(random(300, 257).data());
            assertThat(reader.matrix("window").row(1))
                    .containsExactly(random(300, 257).row(3));
            assertThat(reader.doubles("doubles")).containsExactly(Math.PI, -0.0, 1e-300);
            assertThat(reader.longs("longs")).containsExactly(Long.MIN_VALUE, 3);
            assertThat(reader.ints("ints")).containsExactly(Integer.MIN_VALUE, 5);
            assertThat(reader.matrix("none").rows()).isZero();
        }
        assertThat(Checkpoint.open(file).find("floats").orElseThrow().toFloats())
                .containsExactly(random(300, 257).data());
    }

    /** The bytes are those of safetensors 0.8.0, {@code save_file({"x": np.array([[1, 2]], np.float32)}, f)}, but for the texts. */
    @Test
    void theFileIsAsTheFormatSays() throws IOException {
        Path file = folder.resolve("a.safetensors");
        new SafetensorsWriter()
                .matrix("x", DType.FLOAT32, FloatMatrix.ofRows(new float[] {1, 2}))
                .write(file);
        byte[] bytes = Files.readAllBytes(file);
        String header = "{\"__metadata__\":{\"crc32c\":\"HEADERSU\",\"crc32c:x\":\"TENSORSU\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        header += " ".repeat((8 - header.length() % 8) % 8);
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong())
                .isEqualTo(header.length());
        assertThat(new String(bytes, 8, header.length(), StandardCharsets.UTF_8))
                .matches(java.util.regex.Pattern.quote(header)
                        .replace("HEADERSU", "\\E[0-9a-f]{8}\\Q")
                        .replace("TENSORSU", "\\E[0-9a-f]{8}\\Q"));
        assertThat(bytes).hasSize(8 + header.length() + 8).endsWith(0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40);
    }

    /** An independent reader of twenty lines agrees; Debian's python3-numpy comes with python3-h5py, which CI has. */
    @Test
    void numpyReadsWhatWeWrite() throws IOException, InterruptedException {
        boolean there = Path.of(PYTHON).toFile().canExecute()
                && new ProcessBuilder(PYTHON, "-c", "import numpy")
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        assertThat(there || System.getenv("CI") == null)
                .as("numpy is there, as it has to be in CI")
                .isTrue();
        assumeTrue(there, "SKIPPED: " + PYTHON + " has no numpy, so nobody else reads our safetensors files");
        Path file = folder.resolve("a.safetensors");
        everyType().write(file);
        Process process = new ProcessBuilder(PYTHON, "src/test/python/read_safetensors.py", file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode seen = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        JsonNode tensors = seen.get("tensors");
        assertThat(tensors.size()).isEqualTo(8);
        assertThat(tensors.get("floats").get("shape")).hasToString("[300,257]");
        assertThat(tensors.get("none").get("shape")).hasToString("[0,4]");
        assertThat(tensors.get("halves").get("first")).hasToString("[1.0,1.0009765625,-65504.0]");
        assertThat(tensors.get("longs").get("dtype").textValue()).isEqualTo("int64");
        assertThat(tensors.get("doubles").get("first").get(0).doubleValue()).isEqualTo(Math.PI);
        assertThat(seen.get("texts").get("words").textValue()).isEqualTo("größer \"als\" 鞋\n");
    }

    @Test
    void whatFailsLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "old");
        SafetensorsWriter writer = new SafetensorsWriter().tensor("x", DType.FLOAT32, List.of(3L), sink -> {
            throw new IOException("no room");
        });
        assertThatThrownBy(() -> writer.write(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": cannot be written: no room");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("a.safetensors");
    }

    @Test
    void aTensorOfAnotherSizeThanToldIsAFaultOfOurs() {
        SafetensorsWriter writer = new SafetensorsWriter()
                .tensor("x", DType.FLOAT32, List.of(3L), sink -> sink.floats(new float[2], 0, 2));
        assertThatThrownBy(() -> writer.write(folder.resolve("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tensor x must be given 12 bytes, was 8");
    }

    @Test
    void namesAreNewAndChecksumsOurs() {
        SafetensorsWriter writer = new SafetensorsWriter().text("a", "1").ints("x", new int[1]);
        assertThatThrownBy(() -> writer.text("a", "2")).isInstanceOf(ImprintException.class);
        assertThatThrownBy(() -> writer.text("crc32c:x", "2")).isInstanceOf(ImprintException.class);
        assertThatThrownBy(() -> writer.ints("x", new int[1])).isInstanceOf(ImprintException.class);
        assertThatThrownBy(() -> writer.ints("__metadata__", new int[1])).isInstanceOf(ImprintException.class);
    }
}
