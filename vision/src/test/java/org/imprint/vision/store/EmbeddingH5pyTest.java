package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we write is read, and grown, by h5py. Skipped aloud where Debian's python3-h5py is missing; CI has it. */
class EmbeddingH5pyTest {

    private static final String PYTHON = "/usr/bin/python3";

    private static final List<String> MORE = List.of("Ärmel", "鞋", "bag", "coat");

    @TempDir
    Path folder;

    @BeforeAll
    static void h5pyIsThere() throws IOException, InterruptedException {
        boolean there = Path.of(PYTHON).toFile().canExecute()
                && new ProcessBuilder(PYTHON, "-c", "import h5py")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        assertThat(there || System.getenv("CI") == null)
                .as("h5py is there, as it has to be in CI")
                .isTrue();
        assumeTrue(there, "SKIPPED: " + PYTHON + " has no h5py (Debian: python3-h5py), so nobody else reads our files");
    }

    private Path write(Precision precision) {
        Path file = folder.resolve("ours.h5");
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, Samples.spec(33, precision), Samples.index(2500))) {
            writer.append(Samples.rows(2500, 33, 3));
            writer.finish();
        }
        return file;
    }

    private static JsonNode h5py(Path file, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON, "src/test/python/read_embeddings.py", file.toString()));
        command.addAll(Arrays.asList(more));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return new ObjectMapper().readTree(out);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void h5pyReadsWhatWeWrite(Precision precision) throws IOException, InterruptedException {
        Path file = write(precision);
        JsonNode seen = h5py(file);
        assertThat(seen.get("shape")).hasToString("[2500,33]");
        assertThat(seen.get("maxshape")).hasToString("[null,33]");
        assertThat(seen.get("labels_maxshape")).hasToString("[null]");
        assertThat(seen.get("dtype").textValue()).isEqualTo(precision.wireName());
        assertThat(seen.get("labels_dtype").textValue()).isEqualTo("int32");
        FloatMatrix ours;
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            ours = read.readAll();
        }
        for (int i = 0; i < 2500 * 33; i++) {
            assertThat(Float.intBitsToFloat(seen.get("bits").get(i).intValue())).isEqualTo(ours.data()[i]);
        }
        for (int i = 0; i < 2500; i++) {
            assertThat(seen.get("labels").get(i).intValue()).isEqualTo(i % 3);
            assertThat(seen.get("sample_ids").get(i).textValue()).isEqualTo("klasse/ü" + i + ".png");
        }
        assertThat(seen.get("class_names")).hasToString("[\"Ärmel\",\"鞋\",\"bag\"]");
        JsonNode attributes = seen.get("attributes");
        assertThat(attributes.get("complete").intValue()).isEqualTo(1);
        assertThat(attributes.get("committed_rows").intValue()).isEqualTo(2500);
        assertThat(attributes.get("imprint_schema").intValue()).isEqualTo(1);
        assertThat(attributes.get("batch").intValue()).isEqualTo(16);
        assertThat(attributes.get("backbone").textValue()).isEqualTo("tiny");
        assertThat(attributes.get("lambda").doubleValue()).isEqualTo(0.015625);
        assertThat(attributes.get("preprocessing").textValue()).isEqualTo("{\"resize\":28}");
        assertThat(attributes.get("libraries").textValue()).isEqualTo("{\"onnxruntime\":\"1.29.0\"}");
    }

    @Test
    void h5pyReadsFilesThatWeHaveExtended() throws IOException, InterruptedException {
        Path file = write(Precision.FLOAT32);
        SampleIndex more = SampleIndex.of(List.of(3, 0), List.of("a much longer id than any before/1.png", "b"), MORE);
        try (EmbeddingWriter writer = EmbeddingWriter.extend(file, Samples.spec(33, Precision.FLOAT32), more)) {
            writer.append(Samples.rows(2, 33, 4));
            writer.finish();
        }
        JsonNode seen = h5py(file);
        assertThat(seen.get("shape")).hasToString("[2502,33]");
        float[] old = Samples.rows(2500, 33, 3).data();
        float[] added = Samples.rows(2, 33, 4).data();
        for (int i = 0; i < 2502 * 33; i++) {
            assertThat(Float.intBitsToFloat(seen.get("bits").get(i).intValue()))
                    .isEqualTo(i < old.length ? old[i] : added[i - old.length]);
        }
        assertThat(seen.get("labels").get(2500).intValue()).isEqualTo(3);
        assertThat(seen.get("sample_ids").get(2499).textValue()).isEqualTo("klasse/ü2499.png");
        assertThat(seen.get("sample_ids").get(2500).textValue()).isEqualTo(more.id(0));
        assertThat(seen.get("class_names")).hasToString("[\"Ärmel\",\"鞋\",\"bag\",\"coat\"]");
        assertThat(seen.get("attributes").get("complete").intValue()).isEqualTo(1);
    }

    @Test
    void filesOfOursThatH5pyHasGrownAreRead() throws IOException, InterruptedException {
        Path file = write(Precision.FLOAT32);
        h5py(file, "300");
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            assertThat(read.rows()).isEqualTo(2800);
            assertThat(read.labels()).endsWith(7, 7, 7);
            assertThat(read.read(0, 2500).data())
                    .isEqualTo(Samples.rows(2500, 33, 3).data());
            assertThat(read.read(2500, 2800).data()).containsOnly(1f);
            assertThat(read.sampleIds(2499, 2501)).containsExactly("klasse/ü2499.png", "row 2500");
        }
    }
}
