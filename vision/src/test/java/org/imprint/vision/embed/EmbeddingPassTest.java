package org.imprint.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.TinyModel;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingPassTest {

    private static final int N = 101;
    private static final Origin ORIGIN = new Origin("Noise", "train");

    @TempDir
    Path folder;

    /** Two with the same preprocessing, one with another, and one that fixes its batch. */
    private final List<Backbone> backbones =
            List.of(tiny(0, 8, 24, 1), tiny(0, 8, 16, 2), tiny(0, 6, 24, 3), tiny(3, 8, 24, 4));

    private static Backbone tiny(int batch, int side, int dimension, long seed) {
        return Backbone.open(
                "tiny" + seed,
                TinyModel.bytes(new long[] {batch, 3, side, side}, dimension, seed),
                TinyModel.descriptor(side, dimension));
    }

    @AfterEach
    void close() {
        backbones.forEach(Backbone::close);
    }

    private Path file(int i) {
        return folder.resolve(i + ".h5");
    }

    private EmbeddingPass pass(int batch, int workers, int... which) {
        List<Target> targets = new ArrayList<>();
        for (int i : which) {
            targets.add(new Target(backbones.get(i), file(i)));
        }
        return new EmbeddingPass(targets, batch, workers);
    }

    private static PassResult run(EmbeddingPass pass, SampleSource source) throws InterruptedException {
        return pass.run(source, ORIGIN, Precision.FLOAT32, Existing.KEEP, Progress.NONE);
    }

    /** Lets a pass go on until so many rows are stored, and then interrupts it. */
    private static void runUntil(long rows, EmbeddingPass pass) {
        assertThatThrownBy(() ->
                        pass.run(new NoiseSource(N), ORIGIN, Precision.FLOAT32, Existing.KEEP, (done, total) -> {
                            if (done == rows) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
    }

    /** Returns what each backbone writes alone, with one worker. */
    private List<byte[]> alone(int batch) throws InterruptedException, IOException {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < backbones.size(); i++) {
            Path file = folder.resolve("alone").resolve(i + ".h5");
            new Embedder(backbones.get(i), batch, 1)
                    .embed(new NoiseSource(N), file, ORIGIN, Precision.FLOAT32, Progress.NONE);
            files.add(Files.readAllBytes(file));
        }
        return files;
    }

    private void assertFilesAre(List<byte[]> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(file(i)).hasBinaryContent(expected.get(i));
            assertThat(EmbeddingWriter.partOf(file(i))).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachFileIsWhatItsBackboneWritesAloneAndImagesAreDecodedOnce(int workers)
            throws InterruptedException, IOException {
        NoiseSource source = new NoiseSource(N);
        PassResult result = run(pass(16, workers, 0, 1, 2, 3), source);
        assertFilesAre(alone(16));
        assertThat(source.decodings).hasValue(N);
        assertThat(result.sizes()).hasToString("Optional[12x10]");
        assertThat(result.targets()).allMatch(t -> t.earlier() == 0 && t.fresh() == N);
    }

    @Test
    void aBrokenPassContinuesInEveryFileWithoutRepeatingAnything() throws InterruptedException, IOException {
        List<byte[]> whole = alone(16);
        NoiseSource broken = new NoiseSource(N);
        broken.failing.add(70);
        assertThatThrownBy(() -> run(pass(16, 3, 0, 1, 2, 3), broken))
                .isInstanceOf(DataException.class)
                .hasMessage("noise: 1 of 101 images cannot be used:\n  noise/70: is not an image");
        assertThat(broken.inside).hasValue(0);
        NoiseSource again = new NoiseSource(N);
        PassResult result = run(pass(16, 2, 0, 1, 2, 3), again);
        assertFilesAre(whole);
        assertThat(again.decodings).hasValue(1);
        assertThat(result.targets()).allMatch(t -> t.earlier() == N - 1 && t.fresh() == 1);
    }

    @Test
    void filesAtDifferentPlacesAllComeToTheirEnd() throws InterruptedException, IOException {
        List<byte[]> whole = alone(16);
        run(pass(16, 2, 1), new NoiseSource(N)); // whole
        runUntil(80, pass(16, 2, 2));
        runUntil(32, pass(16, 2, 3));
        NoiseSource source = new NoiseSource(N);
        List<Long> done = new ArrayList<>();
        PassResult result = pass(16, 2, 1, 2, 3)
                .run(source, ORIGIN, Precision.FLOAT32, Existing.KEEP, (now, total) -> done.add(now));
        assertThat(result.targets().stream().map(PassResult.Outcome::earlier)).containsExactly(N, 80, 32);
        assertThat(done).containsExactly(32L, 48L, 64L, 80L, 96L, 101L);
        assertThat(source.decodings).hasValue(N - 32);
        run(pass(16, 2, 0), new NoiseSource(N));
        assertFilesAre(whole);
    }

    @Test
    void aWholeFileIsKeptAndNothingIsDecoded() throws InterruptedException, IOException {
        run(pass(16, 2, 0), new NoiseSource(N));
        byte[] before = Files.readAllBytes(file(0));
        NoiseSource source = new NoiseSource(N);
        PassResult result = run(pass(16, 2, 0), source);
        assertThat(source.decodings).hasValue(0);
        assertThat(result.sizes()).isEmpty();
        assertThat(result.targets()).allMatch(t -> t.earlier() == N && t.fresh() == 0);
        assertThat(file(0)).hasBinaryContent(before);
    }

    @Test
    void aFileOfAnotherKindIsRefusedBeforeAnythingIsDone() throws InterruptedException, IOException {
        run(pass(16, 2, 0), new NoiseSource(N));
        byte[] before = Files.readAllBytes(file(0));
        NoiseSource source = new NoiseSource(N);
        assertThatThrownBy(() -> run(pass(8, 2, 1, 0), source))
                .isInstanceOf(DataException.class)
                .hasMessage(file(0) + " is there already and holds something else:\n  batch is 8, was 16");
        assertThat(source.decodings).hasValue(0);
        assertThat(file(0)).hasBinaryContent(before);
        assertThat(EmbeddingWriter.partOf(file(1))).doesNotExist();
    }

    @Test
    void replacingWritesAnewWhateverIsThere() throws InterruptedException, IOException {
        List<byte[]> eights = alone(8);
        run(pass(16, 2, 0), new NoiseSource(N));
        runUntil(32, pass(16, 2, 1));
        pass(8, 2, 0, 1).run(new NoiseSource(N), ORIGIN, Precision.FLOAT32, Existing.REPLACE, Progress.NONE);
        assertFilesAre(eights.subList(0, 2));
    }

    @Test
    void twoBackbonesDoNotShareAFile() {
        List<Target> twice = List.of(new Target(backbones.get(0), file(0)), new Target(backbones.get(1), file(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingPass(twice, 8, 1))
                .withMessage("backbones of a pass must have one file each, was " + file(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingPass(List.of(), 8, 1))
                .withMessage("pass must have at least one backbone, was 0");
    }
}
