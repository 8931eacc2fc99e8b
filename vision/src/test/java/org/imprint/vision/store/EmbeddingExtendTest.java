package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingExtendTest {

    private static final int D = 5000; // rows of 20 kB, so that 60 of them are copied in two steps
    private static final FloatMatrix ROWS = Samples.rows(100, D, 1);

    @TempDir
    Path folder;

    private static EmbeddingSpec spec() {
        return Samples.spec(D, Precision.FLOAT32);
    }

    /** Samples [from, to) of those of {@link Samples}. */
    private static SampleIndex part(int from, int to) {
        SampleIndex all = Samples.index(to);
        return SampleIndex.of(
                IntStream.range(from, to).map(all::label).boxed().toList(),
                IntStream.range(from, to).mapToObj(all::id).toList(),
                Samples.CLASSES);
    }

    private Path write(String name, int n, Precision precision) {
        Path file = folder.resolve(name);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, Samples.spec(D, precision), part(0, n))) {
            writer.append(ROWS.rows(0, n));
            writer.finish();
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void anExtendedFileEqualsOneWrittenAtOnce(Precision precision) throws IOException {
        Path file = write("a.h5", 60, precision);
        try (EmbeddingWriter writer = EmbeddingWriter.extend(file, Samples.spec(D, precision), part(60, 100))) {
            assertThat(writer.committed()).isEqualTo(60);
            assertThat(writer.rows()).isEqualTo(100);
            writer.append(ROWS.rows(60, 100));
            writer.finish();
        }
        assertThat(Files.mismatch(file, write("whole.h5", 100, precision))).isEqualTo(-1);
    }

    @Test
    void theFileStaysAsItIsUntilTheEndAndTheWorkContinues() throws IOException {
        Path file = write("a.h5", 60, Precision.FLOAT32);
        byte[] before = Files.readAllBytes(file);
        try (EmbeddingWriter writer = EmbeddingWriter.extend(file, spec(), part(60, 100))) {
            writer.append(ROWS.rows(60, 70));
        }
        assertThat(file).hasBinaryContent(before);
        try (EmbeddingWriter writer = EmbeddingWriter.extend(file, spec(), part(60, 100))) {
            assertThat(writer.committed()).isEqualTo(70);
            writer.append(ROWS.rows(70, 100));
            writer.finish();
        }
        assertThat(Files.mismatch(file, write("whole.h5", 100, Precision.FLOAT32)))
                .isEqualTo(-1);
    }

    @Test
    void rowsThatAreThereAreNotAddedAgain() throws IOException {
        Path file = write("a.h5", 60, Precision.FLOAT32);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> EmbeddingWriter.extend(file, spec(), part(59, 100)))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": ids of added rows must be new, 'klasse/ü59.png' is there already");
        SampleIndex twice = SampleIndex.of(List.of(0, 0), List.of("new", "new"), Samples.CLASSES);
        assertThatThrownBy(() -> EmbeddingWriter.extend(file, spec(), twice)).hasMessageContaining("'new' is there");
        assertThat(file).hasBinaryContent(before);
        assertThat(EmbeddingWriter.partOf(file)).doesNotExist();
    }

    @Test
    void rowsOfAnotherKindAreRefusedWithEverythingThatDiffers() {
        Path file = write("a.h5", 60, Precision.FLOAT32);
        Provenance p = Samples.provenance();
        Provenance other = new Provenance(
                "big",
                p.backboneSha256(),
                p.preprocessing(),
                OptionalDouble.of(2),
                p.dataSet(),
                p.source(),
                p.split(),
                p.batch(),
                new TreeMap<>(p.libraries()));
        SampleIndex more = SampleIndex.of(List.of(0), List.of("new"), List.of("Ärmel", "bag"));
        assertThatThrownBy(() -> EmbeddingWriter.extend(file, new EmbeddingSpec(D, Precision.FLOAT16, other), more))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": rows of another kind cannot be added:\n"
                        + "  precision is FLOAT16, was FLOAT32\n  backbone is big, was tiny\n"
                        + "  lambda is 2.0, was 0.015625\n"
                        + "  classes are [Ärmel, bag], must be or begin with [Ärmel, 鞋, bag]");
        SampleIndex unnamed = SampleIndex.of(List.of(0), List.of("new"), List.of());
        assertThatThrownBy(() -> EmbeddingWriter.extend(file, spec(), unnamed)).hasMessageContaining("classes are []");
        SampleIndex outside = SampleIndex.of(List.of(3), List.of("new"), Samples.CLASSES);
        assertThatThrownBy(() -> EmbeddingWriter.extend(file, spec(), outside))
                .hasMessage(file + ": label of added row 0 must be in [0, 2], was 3");
        assertThat(EmbeddingWriter.partOf(file)).doesNotExist();
    }

    @Test
    void twoWritersOfOneProcessDoNotHaveOneFile() throws IOException {
        Path file = folder.resolve("a.h5");
        Path sameFolder = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), part(0, 60))) {
            for (Path again : List.of(file, sameFolder.resolve("a.h5"))) {
                assertThatThrownBy(() -> EmbeddingWriter.open(again, spec(), part(0, 60)))
                        .isInstanceOf(DataException.class)
                        .hasMessage(EmbeddingWriter.partOf(again) + ": is being written already, by this process");
            }
            writer.append(ROWS.rows(0, 10));
        }
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), part(0, 60))) {
            assertThat(writer.committed()).isEqualTo(10);
        }
    }

    @Test
    void aRefusedWriterLeavesTheFileFree() {
        Path file = folder.resolve("a.h5");
        SampleIndex empty = SampleIndex.of(List.of(0), List.of(""), List.of());
        assertThatThrownBy(() -> EmbeddingWriter.open(file, spec(), empty)).isInstanceOf(DataException.class);
        EmbeddingWriter.open(file, spec(), part(0, 60)).close();
        assertThat(folder).isEmptyDirectory(); // nothing was written
    }

    @Test
    void aFinishedFileIsComparedBeforeItIsWrittenAgain() {
        Path file = write("a.h5", 60, Precision.FLOAT32);
        assertThat(EmbeddingWriter.requireSame(file, spec(), part(0, 60))).isTrue();
        assertThatThrownBy(() -> EmbeddingWriter.requireSame(file, spec(), part(1, 61)))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " is there already and holds something else:\n"
                        + "  id of row 0 is klasse/ü1.png, was klasse/ü0.png\n  label of row 0 is 1, was 0");
    }
}
