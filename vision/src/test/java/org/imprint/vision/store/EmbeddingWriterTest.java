package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingWriterTest {

    @TempDir
    Path folder;

    private Path write(String name, int n, int d, int... blocks) {
        Path file = folder.resolve(name);
        FloatMatrix rows = Samples.rows(n, d, 1);
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, Samples.spec(d, Precision.FLOAT32), Samples.index(n))) {
            int at = writer.committed();
            for (int block : blocks) {
                writer.append(rows.rows(at, Math.min(n, at + block)));
                at = Math.min(n, at + block);
            }
            if (at == n) {
                writer.finish();
            }
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2048", "7, 3", "1000, 130", "5, 70000"})
    void whatIsWrittenIsReadBack(int n, int d) {
        Path file = write("a.h5", n, d, n);
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            assertThat(read.rows()).isEqualTo(n);
            assertThat(read.dimension()).isEqualTo(d);
            assertThat(read.precision()).isEqualTo(Precision.FLOAT32);
            assertThat(read.readAll().data()).isEqualTo(Samples.rows(n, d, 1).data());
            assertThat(read.classNames()).isEqualTo(Samples.CLASSES);
            assertThat(read.provenance()).contains(Samples.provenance());
            List<String> ids = read.sampleIds(0, n);
            for (int i = 0; i < n; i++) {
                assertThat(ids.get(i)).isEqualTo(Samples.index(n).id(i));
                assertThat(read.labels()[i]).isEqualTo(Samples.index(n).label(i));
            }
        }
        assertThat(folder).isDirectoryContaining("glob:**/a.h5").isDirectoryNotContaining("glob:**/*.part");
    }

    @Test
    void rowsCanBeReadInAnyWindow() {
        Path file = write("a.h5", 1000, 130, 1000);
        FloatMatrix all = Samples.rows(1000, 130, 1);
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            for (int from : new int[] {0, 1, 503, 504, 999, 1000}) {
                for (int to : new int[] {from, from + 1, 504, 1000}) {
                    if (to >= from && to <= 1000) {
                        assertThat(read.read(from, to).toArray())
                                .as("[%d, %d)", from, to)
                                .isEqualTo(all.rows(from, to).toArray());
                    }
                }
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read.read(999, 1001))
                    .withMessage(file + ": rows must lie in [0, 1000], was [999, 1001)");
        }
    }

    @Test
    void interruptedAndUninterruptedRunsWriteEqualBytes() throws IOException {
        Path whole = write("whole.h5", 1000, 130, 1000);
        write("parts.h5", 1000, 130, 16, 16, 300);
        assertThat(folder.resolve("parts.h5")).doesNotExist();
        write("parts.h5", 1000, 130, 100, 1);
        Path parts = write("parts.h5", 1000, 130, 1000);
        assertThat(Files.mismatch(whole, parts)).isEqualTo(-1);
    }

    @Test
    void aHalfWrittenRowAtTheEndIsWrittenAgain() throws IOException {
        Path part = EmbeddingWriter.partOf(write("a.h5", 100, 64, 30));
        try (RandomAccessFile raw = new RandomAccessFile(part.toFile(), "rw")) {
            raw.setLength(raw.length() - 7);
        }
        assertThat(Files.mismatch(write("b.h5", 100, 64, 100), write("a.h5", 100, 64, 100)))
                .isEqualTo(-1);
    }

    @Test
    void unfinishedFilesAreNeverTakenForWholeOnes() throws IOException {
        Path part = EmbeddingWriter.partOf(write("a.h5", 100, 64, 30));
        assertThatThrownBy(() -> EmbeddingFile.open(part))
                .isInstanceOf(DataException.class)
                .hasMessage(part + ": holds the rows of a file that is not finished; continue the run that writes it");
    }

    @Test
    void finishRefusesMissingRowsAndLeavesTheOldFileAlone() throws IOException {
        Path file = write("a.h5", 10, 4, 10);
        byte[] before = Files.readAllBytes(file);
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, Samples.spec(4, Precision.FLOAT32), Samples.index(10))) {
            writer.append(Samples.rows(9, 4, 7));
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(file + ": an open writer must have 10 rows to be finished, had 9");
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void blocksThatDoNotFitAreRefused() {
        Path file = folder.resolve("a.h5");
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, Samples.spec(4, Precision.FLOAT32), Samples.index(10))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(FloatMatrix.zeros(2, 5)))
                    .withMessage(file + ": rows must have 4 elements, was 5");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(FloatMatrix.zeros(11, 4)))
                    .withMessage(file + ": rows to append must be in [0, 10], was 11");
            assertThat(writer.committed()).isZero();
        }
    }

    @Test
    void anotherJobsPartIsNotContinuedAndSaysWhatDiffers() throws IOException {
        Path file = write("a.h5", 100, 64, 30);
        Path part = EmbeddingWriter.partOf(file);
        byte[] before = Files.readAllBytes(part);
        Provenance p = Samples.provenance();
        Provenance other = new Provenance(
                "big",
                p.backboneSha256(),
                p.preprocessing(),
                OptionalDouble.empty(),
                p.dataSet(),
                p.source(),
                p.split(),
                8,
                new TreeMap<>());
        assertThatThrownBy(() ->
                        EmbeddingWriter.open(file, new EmbeddingSpec(32, Precision.FLOAT16, other), Samples.index(99)))
                .isInstanceOf(DataException.class)
                .hasMessage(part
                        + " was begun differently and cannot be continued (delete it to start over, or give --overwrite):\n"
                        + "  dimension is 32, was 64\n  precision is FLOAT16, was FLOAT32\n"
                        + "  backbone is big, was tiny\n  lambda is none, was 0.015625\n  batch is 8, was 16\n"
                        + "  libraries is {}, was {onnxruntime=1.29.0}");
        assertThat(part).hasBinaryContent(before);
    }

    /** So files of earlier versions were while they grew, and native code crashed on a damaged one. */
    @Test
    void whatIsNoJournalIsReportedAndKept() throws IOException {
        Path hdf5 = write("other.h5", 100, 64, 100);
        Path part = EmbeddingWriter.partOf(folder.resolve("a.h5"));
        Files.copy(hdf5, part);
        assertThatThrownBy(() -> write("a.h5", 100, 64, 100))
                .isInstanceOf(DataException.class)
                .hasMessage(part + ": is no unfinished embeddings file of this version; "
                        + "delete it to start over, or give --overwrite");
        assertThat(Files.mismatch(hdf5, part)).isEqualTo(-1);
        try (EmbeddingWriter writer = EmbeddingWriter.openOrRestart(
                folder.resolve("a.h5"), Samples.spec(64, Precision.FLOAT32), Samples.index(100))) {
            assertThat(writer.missing()).isEqualTo(100);
        }
    }

    @Test
    void float16IsRoundedAndReadBackAsFloat() {
        Path file = folder.resolve("a.h5");
        FloatMatrix rows = FloatMatrix.of(2, 3, new float[] {1, 0.1f, -65504, 6e-8f, 0, 3.14159f});
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, Samples.spec(3, Precision.FLOAT16), Samples.index(2))) {
            writer.append(rows);
            writer.finish();
        }
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            assertThat(read.precision()).isEqualTo(Precision.FLOAT16);
            // numpy 1.24.2: np.array([1, .1, -65504, 6e-8, 0, 3.14159], 'f4').astype('f2').astype('f4')
            assertThat(read.readAll().data()).containsExactly(1f, 0.099975586f, -65504f, 5.9604645e-8f, 0f, 3.140625f);
        }
    }

    @Test
    void idsThatAFileCannotHoldAreRefusedAndNothingIsLeft() {
        SampleIndex empty = SampleIndex.of(List.of(0, 0), List.of("a", ""), List.of());
        Path file = folder.resolve("a.h5");
        assertThatThrownBy(() -> EmbeddingWriter.open(file, Samples.spec(4, Precision.FLOAT32), empty))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sample_ids[1] must have 1 to 65536 bytes and no NUL, was ''");
        assertThat(folder).isEmptyDirectory();
    }

    /** What is written without a place on the disk would meet a full disk in the native library. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "7, 70000", "1000, 1", "1639, 40", "70000, 5", "4000, 1280"})
    void theRoomTakenIsEnoughAndNotKept(int n, int d) throws IOException {
        Path file = folder.resolve("a.h5");
        EmbeddingSpec spec = Samples.spec(d, Precision.FLOAT32);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec, Samples.index(n))) {
            writer.append(Samples.rows(n, d, 3));
            writer.finish();
        }
        long room = new FinalFile(file, spec, Samples.index(n)).bytes();
        long used = Files.size(file);
        assertThat(used).isLessThanOrEqualTo(room);
        // version 0 of the superblock says where the file ends at byte 40
        ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(head.get(8)).isZero();
        assertThat(head.getLong(40)).isEqualTo(used);
    }
}
