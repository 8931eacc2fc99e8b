package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.hdf5.NativeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingFileTest {

    @TempDir
    Path folder;

    /** Copies a fixture out of the class path. */
    static Path fixture(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        try (var in = EmbeddingFileTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** The published code wrote this file; the numbers are {@code str} of what h5py 3.7.0 reads. */
    @Test
    void readsWhatThePublishedCodeWrote() throws IOException {
        try (EmbeddingFile file = EmbeddingFile.open(fixture(folder, "published-d1-train.h5"))) {
            assertThat(file.rows()).isEqualTo(14);
            assertThat(file.dimension()).isEqualTo(3);
            assertThat(file.read(0, 1).data()).containsExactly(0.25092363f, 0.046095822f, 0.6768162f);
            assertThat(file.labels()).startsWith(0, 1, 2, 0, 1);
            assertThat(file.classNames()).isEmpty();
            assertThat(file.provenance()).isEmpty();
            assertThat(file.sampleIds(12, 14)).containsExactly("row 12", "row 13");
        }
    }

    /** src/test/python/make_store_fixtures.py wrote these files; row i is i + j / 64, its label i mod 5. */
    @ParameterizedTest
    @CsvSource({"h5py-grown.h5, FLOAT32", "h5py-latest.h5, FLOAT32", "h5py-half.h5, FLOAT16"})
    void readsWhatH5pyWrote(String name, Precision precision) throws IOException {
        try (EmbeddingFile file = EmbeddingFile.open(fixture(folder, name))) {
            assertThat(file.rows()).isEqualTo(23);
            assertThat(file.dimension()).isEqualTo(10);
            assertThat(file.precision()).isEqualTo(precision);
            FloatMatrix all = file.readAll();
            for (int i = 0; i < 23; i++) {
                assertThat(file.labels()[i]).isEqualTo(i % 5);
                for (int j = 0; j < 10; j++) {
                    assertThat(all.get(i, j)).isEqualTo(i + j / 64f);
                }
            }
            assertThat(file.read(6, 9).toArray()).isEqualTo(all.rows(6, 9).toArray());
        }
    }

    @Test
    void readsIdsOfVariableLength() throws IOException {
        try (EmbeddingFile file = EmbeddingFile.open(fixture(folder, "h5py-latest.h5"))) {
            assertThat(file.sampleIds(21, 23)).containsExactly("bild-ä-21", "bild-ä-22");
            assertThat(file.classNames()).containsExactly("a", "b", "c", "d", "é");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 22, 23, 24, Integer.MAX_VALUE})
    void blocksCoverEveryRowOnceInOrder(int blockRows) throws IOException {
        try (EmbeddingFile file = EmbeddingFile.open(fixture(folder, "h5py-grown.h5"))) {
            List<FloatMatrix> blocks = new ArrayList<>();
            file.forEachBlock(blockRows, (first, block) -> {
                assertThat(first)
                        .isEqualTo(blocks.stream().mapToInt(FloatMatrix::rows).sum());
                assertThat(block.rows()).isEqualTo(Math.min(blockRows, 23 - first));
                blocks.add(block);
            });
            assertThat(FloatMatrix.concat(blocks).data())
                    .isEqualTo(file.readAll().data());
        }
    }

    @Test
    void rowsThatCannotBeNormalisedAreNamed() {
        float[][] rows = {{1, 2}, {0, -0f}, {Float.NaN, 1}};
        Path zero = jhdf("zero.h5", rows, new int[] {0, 1, 2});
        try (EmbeddingFile file = EmbeddingFile.open(zero)) {
            assertThatThrownBy(file::requireUsableRows)
                    .isInstanceOf(DataException.class)
                    .hasMessage(zero + ": row 1 (row 1) must not be all zeros");
        }
        rows[1][1] = Float.NEGATIVE_INFINITY;
        Path infinite = jhdf("inf.h5", rows, new int[] {0, 1, 2});
        try (EmbeddingFile file = EmbeddingFile.open(infinite)) {
            assertThatThrownBy(file::requireUsableRows)
                    .hasMessage(infinite + ": row 1 (row 1) must have finite numbers, was -Infinity at 1");
        }
        rows[1][1] = 3;
        rows[2][0] = 1e-30f;
        try (EmbeddingFile file = EmbeddingFile.open(jhdf("good.h5", rows, new int[] {0, 1, 2}))) {
            file.requireUsableRows();
        }
    }

    private Path jhdf(String name, Object embeddings, Object labels) {
        Path file = folder.resolve(name);
        try (WritableHdfFile out = HdfFile.write(file)) {
            out.putDataset("embeddings", embeddings);
            if (!(labels instanceof String)) {
                out.putDataset("labels", labels);
            }
        }
        return file;
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> EmbeddingFile.open(file).close())
                .isInstanceOf(DataException.class)
                .hasMessage(file + message);
    }

    @Test
    void filesOfAnotherShapeAreRefused() {
        float[][] two = {{1}, {2}};
        assertRefused(
                jhdf("a.h5", two, new int[] {1}), ": labels must have one element per row of embeddings (2), had 1");
        assertRefused(jhdf("b.h5", two, "none"), ": dataset labels must be there; the file has [embeddings]");
        assertRefused(
                jhdf("c.h5", new float[] {1, 2}, new int[] {1, 2}), ": embeddings must have 2 dimension(s), was [2]");
        assertRefused(jhdf("d.h5", two, new int[][] {{1}, {2}}), ": labels must have 1 dimension(s), was [2, 1]");
        assertRefused(
                jhdf("e.h5", two, new float[] {1, 2}),
                ": labels must hold integers, was floating-point numbers of 4 bytes");
        assertRefused(
                jhdf("f.h5", new int[][] {{1}}, new int[] {1}),
                ": embeddings must hold floating-point numbers, was integers of 4 bytes");
        assertRefused(jhdf("g.h5", two, new long[] {1, 1L << 31}), ": labels[1] must fit in 32 bits, was 2147483648");
    }

    @Test
    void labelsMayBeginAnywhereAndHaveGaps() {
        float[][] three = {{1}, {2}, {3}};
        try (EmbeddingFile file = EmbeddingFile.open(jhdf("gaps.h5", three, new int[] {7, 1, Integer.MAX_VALUE}))) {
            assertThat(file.labels()).containsExactly(7, 1, Integer.MAX_VALUE);
        }
        assertRefused(jhdf("negative.h5", three, new int[] {0, 1, -1}), ": labels[2] must be ≥ 0, was -1");
    }

    @Test
    void eachLabelNeedsANameWhereThereAreNames() {
        Path padded = named("padded.h5", "", "cat", "dog");
        try (EmbeddingFile file = EmbeddingFile.open(padded)) {
            assertThat(file.classNames()).containsExactly("", "cat", "dog");
        }
        Path shifted = named("shifted.h5", "cat", "dog");
        try (EmbeddingFile file = EmbeddingFile.open(shifted)) {
            assertThatThrownBy(file::classNames)
                    .isInstanceOf(DataException.class)
                    .hasMessage(shifted
                            + ": labels[1] must be in [0, 1], was 2: class_names has 2 elements, and label l is "
                            + "called by element l; where labels begin at 1, put an empty name first");
        }
    }

    /** Two rows with labels 1 and 2. */
    private Path named(String name, String... names) {
        Path file = folder.resolve(name);
        try (WritableHdfFile out = HdfFile.write(file)) {
            out.putDataset("embeddings", new float[][] {{1}, {2}});
            out.putDataset("labels", new int[] {1, 2});
            out.putDataset("class_names", names);
        }
        return file;
    }

    @Test
    void filesThatAreNotHdf5AreRefused() throws IOException {
        Path missing = folder.resolve("missing.h5");
        assertRefused(missing, ": there is no such file");
        assertRefused(folder, ": must be an HDF5 file, was a folder");
        Path text = Files.writeString(folder.resolve("text.h5"), "embeddings,labels\n");
        assertRefused(text, ": is not an HDF5 file (its signature is missing)");
        assertRefused(Files.createFile(folder.resolve("empty.h5")), ": is not an HDF5 file (its signature is missing)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"published-d1-train.h5", "h5py-latest.h5"})
    void truncatedFilesAreRefusedWithBothLengths(String name) throws IOException {
        Path file = fixture(folder, name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1000));
        assertRefused(
                file, ": is cut off: header promises " + whole.length + " bytes, file holds " + (whole.length - 1000));
    }

    @Test
    void newerSchemasAreRefused() throws IOException {
        Path file = folder.resolve("a.h5");
        try (NativeFile out = NativeFile.create(file, file, 1 << 20)) {
            out.createNumber(WireNames.SCHEMA, 2);
            out.createVector(WireNames.LABELS, 1);
            out.write(WireNames.LABELS, 0, 1, NativeFile.direct(4));
            out.createMatrix(WireNames.EMBEDDINGS, NativeFile.NumberType.FLOAT32, 1, 1);
            out.write(WireNames.EMBEDDINGS, 0, 1, NativeFile.direct(4));
        }
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            assertThatThrownBy(read::provenance)
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": imprint_schema must be 1, was 2; a newer version may have written the file");
        }
    }

    @Test
    void windowsOutsideTheFileAreRefused() throws IOException {
        Path path = fixture(folder, "h5py-half.h5");
        try (EmbeddingFile file = EmbeddingFile.open(path)) {
            for (int[] window : new int[][] {{-1, 3}, {3, 2}, {0, 24}}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> file.read(window[0], window[1]))
                        .withMessage(path + ": rows must lie in [0, 23], was [" + window[0] + ", " + window[1] + ")");
            }
            assertThat(file.read(23, 23).rows()).isZero();
        }
    }

    @Test
    void severalThreadsReadOneFile() throws IOException {
        try (EmbeddingFile file = EmbeddingFile.open(fixture(folder, "h5py-grown.h5"))) {
            float[] all = file.readAll().data();
            assertThat(IntStream.range(0, 200)
                            .parallel()
                            .mapToObj(i -> file.read(i % 23, i % 23 + 1).toArray()[3])
                            .toList())
                    .isEqualTo(IntStream.range(0, 200)
                            .mapToObj(i -> all[i % 23 * 10 + 3])
                            .toList());
        }
    }
}
