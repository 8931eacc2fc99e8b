package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The layouts that HDF5 has for two arrays: read right, or refused by name. src/test/python/make_layout_fixtures.py wrote the
 * files with h5py 3.7.0 and compared what h5py reads of them with (i - 11) · 2^(j - 5) and i mod 5.
 */
class HdfLayoutTest {

    private static final Path LAYOUTS = Path.of("src/test/resources/org/imprint/vision/store/layouts");

    @TempDir
    Path folder;

    static Stream<Path> read() throws IOException {
        return Files.list(LAYOUTS.resolve("read")).sorted();
    }

    @ParameterizedTest
    @MethodSource("read")
    void readsWhatH5pyReads(Path path) {
        try (EmbeddingFile file = EmbeddingFile.open(path)) {
            assertThat(file.rows()).isEqualTo(23);
            assertThat(file.dimension()).isEqualTo(10);
            for (int i = 0; i < 23; i++) {
                assertThat(file.labels()[i]).isEqualTo(i % 5);
                for (int j = 0; j < 10; j++) {
                    float expected = Math.scalb(i - 11f, j - 5);
                    assertThat(file.readAll().get(i, j)).isEqualTo(expected == 0 ? 0f : expected);
                    assertThat(file.read(i, i + 1).get(0, j)).isEqualTo(expected == 0 ? 0f : expected);
                }
            }
        }
    }

    @Test
    void coversEveryKindOfLayout() throws IOException {
        assertThat(read()).hasSizeGreaterThanOrEqualTo(24);
    }

    @Test
    void onlyIeeeHalvesCountAsHalves() {
        assertThat(precision("float16-be.h5")).isEqualTo(Precision.FLOAT16);
        assertThat(precision("bfloat16.h5")).isEqualTo(Precision.FLOAT32);
    }

    private static Precision precision(String name) {
        try (EmbeddingFile file = EmbeddingFile.open(LAYOUTS.resolve("read").resolve(name))) {
            return file.precision();
        }
    }

    @Test
    void enumeratedLabelsNameTheirClasses() {
        try (EmbeddingFile file = EmbeddingFile.open(LAYOUTS.resolve("read/labels-enum.h5"))) {
            assertThat(file.classNames()).containsExactly("ape", "bee", "cat", "dog", "eel");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fill-embeddings | rows 0 to 6 of embeddings were never written, at least in part (HDF5 would make up NaN there)
            fill-labels | rows 10 to 14 of labels were never written, at least in part (HDF5 would make up -1 there)
            never-written | rows 0 to 22 of labels were never written, at least in part (HDF5 would make up 0 there)
            long-double | embeddings cannot be read: it holds floating-point numbers of 16 bytes with 15 bits of exponent
            external-link | embeddings cannot be read: it is an external link to /deep/embeddings in file other.h5
            external-storage | embeddings cannot be read: its numbers lie in other files (external storage)
            virtual | embeddings cannot be read: it is a virtual dataset
            scale-offset | embeddings cannot be read: it was written with filter 6 (scaleoffset), which is not read
            broken-link | embeddings cannot be read: its link leads to /gone/embeddings, which is not in the file
            link-cycle | embeddings cannot be read: its link leads through more than 32 others
            group | embeddings cannot be read: it must be a dataset, was a group
            no-shape | embeddings must have 2 dimension(s), was empty (no shape)
            text-labels | labels must hold integers, was strings
            too-large | embeddings must fit in float32, was 1.0E300 in row 5
            unsigned-64 | labels[0] must fit in 32 bits, was 18446744073709551615
            being-written | another program writes to it, or was killed while it did; close it there
            """)
    void namesTheTrueCauseOfWhatItRefuses(String name, String cause) {
        Path path = LAYOUTS.resolve("refused").resolve(name + ".h5");
        assertThatThrownBy(() -> {
                    try (EmbeddingFile file = EmbeddingFile.open(path)) {
                        file.readAll();
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(path + ": " + cause);
    }

    @Test
    void checksumsAreCompared() throws IOException {
        byte[] content = Files.readAllBytes(LAYOUTS.resolve("read/fletcher32.h5"));
        int refused = 0;
        for (int at = 0; at < content.length; at += 9) {
            byte[] damaged = content.clone();
            damaged[at] ^= 4;
            Path path = Files.write(folder.resolve("damaged.h5"), damaged);
            try (EmbeddingFile file = EmbeddingFile.open(path)) {
                file.readAll();
            } catch (DataException e) {
                refused += e.getMessage().contains("fletcher32") ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }
}
