package org.imprint.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.OtherContentException;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that is done stays done, whatever becomes of the images beside it. */
class ResumeTest {

    private static final int N = 60;
    private static final Origin ORIGIN = new Origin("Noise", "train");

    @TempDir
    Path folder;

    /** A convolutional model, whose rows must not depend on where in a batch they are computed. */
    private final Backbone backbone = BundledBackbone.open();

    @AfterEach
    void close() {
        backbone.close();
    }

    private static int[] range(int to) {
        return IntStream.range(0, to).toArray();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private PassResult run(String name, NoiseSource source, OnBadImage onBadImage) throws InterruptedException {
        return new EmbeddingPass(List.of(new Target(backbone, file(name))), 8, 2)
                .run(source, ORIGIN, Precision.FLOAT32, Existing.KEEP, onBadImage, Progress.NONE);
    }

    /** Leaves the rows of all images but one, which cannot be read. */
    private void leaveOut(String name, NoiseSource source, int bad) {
        source.failing.add(bad);
        assertThatThrownBy(() -> run(name, source, OnBadImage.STOP)).isInstanceOf(BadImagesException.class);
        assertThat(file(name)).doesNotExist();
    }

    private void assertIsWhatOneRunWrites(String name, int... seeds) throws InterruptedException, IOException {
        run("whole.h5", new NoiseSource(seeds), OnBadImage.STOP);
        assertThat(Files.mismatch(file(name), file("whole.h5"))).isEqualTo(-1);
        assertThat(EmbeddingWriter.partOf(file(name))).doesNotExist();
    }

    @Test
    void afterABadImageIsRemovedOnlyTheLastBatchIsLeftToDo() throws InterruptedException, IOException {
        leaveOut("a.h5", new NoiseSource(N), 20);
        int[] without = IntStream.range(0, N).filter(i -> i != 20).toArray();
        NoiseSource again = new NoiseSource(without);
        run("a.h5", again, OnBadImage.STOP);
        assertThat(again.decoded)
                .containsExactlyInAnyOrder(
                        56, 57, 58, 59); // 60 = 7·8 + 4: the four at the end were a batch of their own
        assertIsWhatOneRunWrites("a.h5", without);
    }

    @Test
    void addedMovedAndRenamedImagesCostNoOtherImageItsRow() throws InterruptedException, IOException {
        leaveOut("a.h5", new NoiseSource(range(56)), 3);
        int[] changed = IntStream.concat(
                        IntStream.of(100, 101), IntStream.range(0, 54).map(i -> 53 - i))
                .toArray();
        NoiseSource again = new NoiseSource(changed);
        run("a.h5", again, OnBadImage.STOP);
        assertThat(again.decoded).containsExactlyInAnyOrder(100, 101, 3);
        assertIsWhatOneRunWrites("a.h5", changed);
    }

    @Test
    void skippedImagesAreNamedAndTheFileIsThatOfTheOthers() throws InterruptedException, IOException {
        NoiseSource source = new NoiseSource(N);
        source.failing.addAll(Set.of(20, 59));
        PassResult result = run("a.h5", source, OnBadImage.SKIP);
        assertThat(result.skipped())
                .containsExactly(
                        new BadImage("noise/20", "noise/20: is not an image"),
                        new BadImage("noise/59", "noise/59: is not an image"));
        run(
                "whole.h5",
                new NoiseSource(IntStream.range(0, 59).filter(i -> i != 20).toArray()),
                OnBadImage.STOP);
        try (EmbeddingFile file = EmbeddingFile.open(file("a.h5"));
                EmbeddingFile whole = EmbeddingFile.open(file("whole.h5"))) {
            assertThat(file.readAll().data()).isEqualTo(whole.readAll().data());
            assertThat(file.sampleIds(0, 58)).isEqualTo(whole.sampleIds(0, 58));
            assertThat(file.sampleDigests(0, 58)).isEqualTo(whole.sampleDigests(0, 58));
            assertThat(file.leftOut().items())
                    .extracting(LeftOut.Item::toString)
                    .containsExactly("noise/20: is not an image", "noise/59: is not an image");
        }
        NoiseSource again = new NoiseSource(N);
        again.failing.addAll(Set.of(20, 59));
        PassResult second = run("a.h5", again, OnBadImage.SKIP);
        assertThat(second.targets()).allMatch(t -> t.fresh() == 0);
        assertThat(second.skipped()).isEqualTo(result.skipped());
        assertThat(again.decoded).containsExactlyInAnyOrder(20, 59);
        again.failing.remove(20); // good now: the file is not what it would be
        assertThatThrownBy(() -> run("a.h5", again, OnBadImage.SKIP))
                .isInstanceOf(OtherContentException.class)
                .hasMessageContaining("rows is 59, was 58");
    }

    @Test
    void nothingButBadImagesIsAnError() {
        NoiseSource source = new NoiseSource(3);
        source.failing.addAll(Set.of(0, 1, 2));
        assertThatThrownBy(() -> run("a.h5", source, OnBadImage.SKIP))
                .isInstanceOf(BadImagesException.class)
                .hasMessageStartingWith("noise: 3 of 3 images cannot be used:\n  noise/0: is not an image\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFinishedFileOfOtherImagesUnderTheSameNamesIsNotTheSame() throws InterruptedException {
        run("a.h5", new NoiseSource(range(16)), OnBadImage.STOP);
        NoiseSource changed = new NoiseSource(range(16)) {
            @Override
            public ContentDigest digest(int i) {
                return super.digest(i == 5 ? 6 : i);
            }
        };
        assertThatThrownBy(() -> run("a.h5", changed, OnBadImage.STOP))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sha256 of noise/5 is ");
        assertThat(changed.decodings).hasValue(0);
    }

    @Test
    void filesKnowTheContentOfTheirImages() throws InterruptedException {
        NoiseSource source = new NoiseSource(range(16));
        run("a.h5", source, OnBadImage.STOP);
        try (EmbeddingFile file = EmbeddingFile.open(file("a.h5"))) {
            assertThat(file.sampleDigests(3, 5)).containsExactly(source.digest(3), source.digest(4));
        }
    }
}
