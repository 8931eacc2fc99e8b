package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows belong to the content of images, and damage of any byte is noticed. */
class RowJournalTest {

    private static final int N = 19;
    private static final int D = 3;
    private static final FloatMatrix ROWS = Samples.rows(100, D, 1);

    @TempDir
    Path folder;

    /** Samples with the images of these numbers, whose ids say where they stand and not what they are. */
    private static SampleIndex images(int... numbers) {
        return SampleIndex.of(
                Collections.nCopies(numbers.length, 0),
                IntStream.range(0, numbers.length).mapToObj(i -> "place " + i).toList(),
                List.of("one"),
                IntStream.of(numbers).mapToObj(RowJournalTest::digest).toList());
    }

    private static ContentDigest digest(int number) {
        return ContentDigest.of(ByteBuffer.allocate(4).putInt(number).array());
    }

    private static EmbeddingSpec spec() {
        return Samples.spec(D, Precision.FLOAT32);
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /** Puts what is missing, image i having row i, and returns the images that were. */
    private static List<Integer> complete(Path file, int... images) {
        List<Integer> missing = new ArrayList<>();
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), images(images))) {
            for (int i = 0; i < images.length; i++) {
                if (!writer.has(i)) {
                    missing.add(images[i]);
                    writer.put(new int[] {i}, ROWS.rows(images[i], images[i] + 1));
                }
            }
            writer.finish();
        }
        return missing;
    }

    private Path begun(String name, int rows, int... images) {
        Path file = folder.resolve(name);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), images(images))) {
            writer.append(ROWS.select(Arrays.copyOf(images, rows)));
        }
        return file;
    }

    private void assertHolds(Path file, int... images) {
        try (EmbeddingFile read = EmbeddingFile.open(file)) {
            assertThat(read.readAll().toArray()).isEqualTo(ROWS.select(images).toArray());
            assertThat(read.sampleDigests(0, images.length))
                    .isEqualTo(IntStream.of(images)
                            .mapToObj(RowJournalTest::digest)
                            .toList());
        }
    }

    @Test
    void rowsStayWithTheirImagesWhateverBecomesOfTheOthers() throws IOException {
        int[] changed = {40, 3, 2, 1, 0, 41, 5, 15, 14, 13, 12, 11, 10, 9, 8, 7, 42, 43, 4, 44};
        Path file = begun("a.h5", 16, range(0, N));
        assertThat(complete(file, changed)).containsExactly(40, 41, 42, 43, 4, 44); // 4 is in the last batch now
        assertHolds(file, changed);
        Path whole = folder.resolve("whole.h5");
        complete(whole, changed);
        assertThat(Files.mismatch(file, whole)).isEqualTo(-1);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.h5", "whole.h5");
    }

    @Test
    void anImageThatIsThereTwiceIsEmbeddedOnce() {
        Path file = begun("a.h5", 2, range(0, 16));
        int[] twice = {0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
        assertThat(complete(file, twice)).startsWith(2, 3).doesNotContain(0, 1);
        assertHolds(file, twice);
    }

    @Test
    void aRowFromABatchOfAnotherSizeIsNotTaken() {
        Path file = begun("a.h5", 17, range(0, 17)); // 16, and one alone
        assertThat(complete(file, range(0, 18))).containsExactly(16, 17);
    }

    /** Every byte in turn gets another value: the work ends in a message, or no row is wrong and at most one is missing. */
    @Test
    void noChangedByteIsTakenForARow() throws IOException {
        Path file = begun("a.h5", 17, range(0, N));
        Path part = EmbeddingWriter.partOf(file);
        byte[] good = Files.readAllBytes(part);
        complete(file, range(0, N));
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(20_261_130);
        int refused = 0;
        int lost = 0;
        for (int at = 0; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= (byte) (at % 2 == 0 ? 0xff : random.nextInt(1, 256));
            Files.write(part, damaged);
            try {
                int there = goodRows(part);
                assertThat(there).as("byte %d costs one row at most", at).isBetween(16, 17);
                lost += 17 - there;
                if (at % 29 == 0) {
                    assertThat(complete(file, range(0, N))).hasSize(2 + 17 - there);
                    assertThat(file).as("byte %d", at).hasBinaryContent(whole);
                }
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith(part.toString());
                assertThat(part).as("a refused file stays").hasBinaryContent(damaged);
                refused++;
            }
        }
        int rowBytes = 32 + 4 + 4 * D + 4;
        assertThat(lost).as("rows that do not count any more").isEqualTo(17 * rowBytes);
        assertThat(refused).as("headers refused").isEqualTo(good.length - 17 * rowBytes - 72);
    }

    /** Returns how many of the first 17 rows a journal has, each of which must be the right one. */
    private static int goodRows(Path part) {
        int there = 0;
        try (RowJournal journal = RowJournal.open(part, spec(), false)) {
            for (int i = 0; i < 17; i++) {
                int row = journal.index().find(digest(i), spec().inference(i, N));
                if (row >= 0) {
                    ByteBuffer out = ByteBuffer.allocate(4 * D).order(ByteOrder.LITTLE_ENDIAN);
                    journal.copy(row, 1, out);
                    float[] elements = new float[D];
                    out.flip().asFloatBuffer().get(elements);
                    assertThat(elements).isEqualTo(ROWS.rows(i, i + 1).toArray());
                    there++;
                }
            }
        }
        return there;
    }

    @Test
    void everyTruncationContinuesOrIsRefused() throws IOException {
        Path file = begun("a.h5", 17, range(0, N));
        Path part = EmbeddingWriter.partOf(file);
        byte[] good = Files.readAllBytes(part);
        complete(file, range(0, N));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length += 1 + length / 16) {
            Files.write(part, Arrays.copyOf(good, length));
            assertThat(complete(file, range(0, N))).hasSizeBetween(3, N);
            assertThat(file).as("%d bytes", length).hasBinaryContent(whole);
        }
    }

    @Test
    void rowsThatChangeUnderTheWriterAreNoticed() throws IOException {
        Path file = folder.resolve("a.h5");
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), images(range(0, 16)))) {
            writer.append(ROWS.rows(0, 16));
            Path part = EmbeddingWriter.partOf(file);
            byte[] bytes = Files.readAllBytes(part);
            bytes[bytes.length - 6] ^= 1;
            Files.write(part, bytes);
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(DataException.class)
                    .hasMessage(part + ": row 15 has changed since it was written");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void rowsThatNobodyCouldUseAreRefusedWithTheNameOfTheImage() {
        Path file = folder.resolve("a.h5");
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), images(range(0, 16)))) {
            FloatMatrix rows = ROWS.rows(0, 2).copy();
            rows.data()[4] = Float.NaN;
            assertThatThrownBy(() -> writer.append(rows))
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": embedding of place 1 must have finite numbers, was NaN at 1");
            assertThatThrownBy(() -> writer.append(FloatMatrix.zeros(1, D)))
                    .hasMessage(file + ": embedding of place 0 must not be all zeros");
        }
        EmbeddingSpec half = Samples.spec(D, Precision.FLOAT16);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, half, images(range(0, 16)))) {
            assertThatThrownBy(() -> writer.append(FloatMatrix.of(1, D, new float[] {1, 65520, 1})))
                    .hasMessage(file + ": embedding of place 0 must have numbers in [-65504, 65504] to be stored as "
                            + "float16, was 65520.0 at 1");
            assertThatThrownBy(() -> writer.append(FloatMatrix.of(1, D, new float[] {1e-9f, 0, 0})))
                    .hasMessageEndingWith("must not be all zeros");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aConstantFileIsNotWritten() throws IOException {
        Path file = folder.resolve("a.h5");
        Files.writeString(file, "what was there");
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec(), images(range(0, 16)))) {
            writer.append(ROWS.select(new int[16]));
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": embeddings must not all be equal, but all 16 are, from place 0 to place 15: "
                            + "the images are all the same, or the backbone does not look at them");
        }
        assertThat(file).hasContent("what was there");
    }

    @Test
    void aDiskWithoutRoomIsToldBeforeTheNativeLibraryMeetsIt() {
        Path file = folder.resolve("a.h5");
        FinalFile.requireRoom(file, 2048, 2048);
        assertThatThrownBy(() -> FinalFile.requireRoom(file, 2048, 1024))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        file + ": needs room for 2 KiB, but the disk has 1 KiB; its rows wait in a.h5.part, and the "
                                + "same command goes on from there");
    }

    @Test
    void aFinishedFileIsTheSameOnlyIfItsImagesAre() {
        Path file = begun("a.h5", 0, range(0, N));
        complete(file, range(0, N));
        assertThat(EmbeddingWriter.requireSame(file, spec(), images(range(0, N))))
                .isTrue();
        int[] other = range(0, N);
        other[7] = 70;
        assertThatThrownBy(() -> EmbeddingWriter.requireSame(file, spec(), images(other)))
                .isInstanceOf(OtherContentException.class)
                .hasMessage(file + " is there already and holds something else:\n  sha256 of place 7 is " + digest(70)
                        + ", was " + digest(7));
    }
}
