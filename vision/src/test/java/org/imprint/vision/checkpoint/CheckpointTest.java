package org.imprint.vision.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    static Stream<Arguments> valid() throws IOException {
        return CheckpointFixtures.valid().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    static Stream<Arguments> hostile() throws IOException {
        return CheckpointFixtures.hostile().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void readsTheTensorsThatTorchReads(String name, JsonNode expected) {
        StateDict dict = Checkpoint.open(CheckpointFixtures.path("valid/" + name));

        assertThat(dict.format().wireName()).isEqualTo(expected.get("format").asText());
        assertThat(dict.path()).isEqualTo(texts(expected.get("state_dict_path")));
        List<String> names = new ArrayList<>();
        for (JsonNode tensor : expected.get("tensors")) {
            names.add(tensor.get("name").asText());
            Tensor actual = dict.find(names.get(names.size() - 1)).orElseThrow();
            List<Long> shape = new ArrayList<>();
            tensor.get("shape").forEach(size -> shape.add(size.asLong()));
            assertThat(actual.dtype().wireName()).isEqualTo(tensor.get("dtype").asText());
            assertThat(actual.shape()).isEqualTo(shape);
            assertThat(HexFormat.of().formatHex(actual.toBytes()))
                    .isEqualTo(tensor.get("bytes_le_hex").asText());
        }
        assertThat(List.copyOf(dict.tensors().keySet())).isEqualTo(names);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesWhatIsBrokenOrDangerous(String name, List<String> reasons) {
        Path path = CheckpointFixtures.path("hostile/" + name);

        CheckpointException refusal = catchThrowableOfType(CheckpointException.class, () -> Checkpoint.open(path));

        assertThat(refusal).isNotNull();
        assertThat(reasons).contains(refusal.reason().name());
        assertThat(refusal).hasMessageStartingWith(path + ": ");
        assertThat(refusal.getMessage().length()).isLessThan(path.toString().length() + 400);
    }

    @Test
    void namesTheFileThatDoesNotExist(@TempDir Path folder) {
        Path absent = folder.resolve("absent.pth");

        assertThatThrownBy(() -> Checkpoint.open(absent))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(absent + ": cannot be read");
    }

    @Test
    void readsSafetensorsWhoseLengthBeginsLikeAPickle(@TempDir Path folder) throws IOException {
        String header = "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        byte[] file = new byte[8 + 0x80 + 1];
        Arrays.fill(file, 8, 8 + 0x80, (byte) ' ');
        file[0] = (byte) 0x80;
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, file, 8, header.length());
        file[file.length - 1] = 7;
        Path path = Files.write(folder.resolve("a.safetensors"), file);

        assertThat(Checkpoint.open(path).find("w").orElseThrow().toLongs()).containsExactly(7);
    }

    @Test
    void showsControlCharactersOfHostileNamesAsText() {
        String header = "{\"\\u001b[2J\":{\"dtype\":\"F7\",\"shape\":[],\"data_offsets\":[0,0]}}";
        ByteBuffer file = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .flip();

        assertThatThrownBy(() -> Checkpoint.parse("name", file))
                .hasMessageStartingWith("name: \\u001b[2J.dtype must be");
    }

    /** Keys as trainings write them, put in place of {@code model} into a file of torch 1.13. */
    @ParameterizedTest
    @ValueSource(strings = {"model", "teach", "my_en", "net\0\0"})
    void findsTheTensorsUnderTheKeyThatHasThem(String key) throws IOException {
        Path nested = CheckpointFixtures.path("valid/t113_zip_nested_model.pth");
        byte[] renamed = withPickle(nested, "model", key);
        StateDict dict = Checkpoint.parse(key, ByteBuffer.wrap(renamed).order(ByteOrder.LITTLE_ENDIAN));
        assertThat(dict.path()).containsExactly(key);
        assertThat(dict.tensors().keySet())
                .isEqualTo(Checkpoint.open(nested).tensors().keySet());
    }

    /** Replaces a text in an archive's data.pkl, and its checksum wherever it stands. */
    private static byte[] withPickle(Path archive, String from, String to) throws IOException {
        String content = new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1);
        String pickle;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(e -> e.getName().endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow();
            pickle = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        String changed = pickle.replace(from, to);
        return content.replace(pickle, changed)
                .replace(crc(pickle), crc(changed))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String crc(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void saysWhatTheFileIsInstead() {
        assertThatThrownBy(() -> Checkpoint.open(CheckpointFixtures.path("hostile/html_error_page.pth")))
                .hasMessageEndingWith("this looks like a web page, so the download failed");
        assertThatThrownBy(() -> Checkpoint.open(CheckpointFixtures.path("hostile/legacy_tar.pth")))
                .hasMessageContaining("this is a tar file");
    }

    @Test
    void keepsTheMappedFileReadableAfterReturning() throws IOException {
        Map<String, Tensor> tensors = Checkpoint.open(CheckpointFixtures.path("valid/hand_zip_minimal.pth"))
                .tensors();

        assertThat(tensors.get("w").toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(item -> all.add(item.asText()));
        return all;
    }
}
