package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneTest {

    private static final int SIDE = 4;
    private static final int SIZE = 3 * SIDE * SIDE;
    private static final int D = 6;

    private static Backbone open(long... input) {
        return Backbone.open("tiny.onnx", TinyModel.bytes(input, D, 11), TinyModel.descriptor(SIDE, D));
    }

    private static FloatMatrix pixels(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix m = FloatMatrix.zeros(n, SIZE);
        for (int i = 0; i < n * SIZE; i++) {
            m.data()[i] = random.nextInt(256) / 255f;
        }
        return m;
    }

    /** The product in double, by the definition. */
    private static void assertIsProduct(FloatMatrix pixels, FloatMatrix embedded) {
        FloatMatrix w = TinyModel.weights(SIZE, D, 11);
        assertThat(embedded).hasToString("[" + pixels.rows() + ", " + D + "]");
        for (int i = 0; i < pixels.rows(); i++) {
            for (int j = 0; j < D; j++) {
                double sum = 0;
                for (int k = 0; k < SIZE; k++) {
                    sum += (double) pixels.get(i, k) * w.get(k, j);
                }
                assertThat((double) embedded.get(i, j)).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @Test
    void embedsBatchesOfAnySize() {
        try (Backbone backbone = open(0, 3, SIDE, SIDE)) {
            for (int n : new int[] {1, 2, 17}) {
                assertIsProduct(pixels(n, n), backbone.embed(pixels(n, n)));
            }
        }
    }

    @Test
    void windowsOfAMatrixAreEmbeddedAlone() {
        try (Backbone backbone = open(0, 3, SIDE, SIDE)) {
            FloatMatrix some = pixels(9, 1).rows(3, 7);
            assertIsProduct(some, backbone.embed(some));
        }
    }

    @Test
    void modelsWithAFixedBatchAreFedInPieces() {
        try (Backbone backbone = open(4, 3, SIDE, SIDE)) {
            for (int n : new int[] {9, 4, 1}) { // the longer batch first: a padding must not show what was before
                assertIsProduct(pixels(n, n), backbone.embed(pixels(n, n)));
            }
        }
    }

    @Test
    void imagesArePreprocessed() {
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = (byte) (5 * i);
        }
        FloatMatrix planes = FloatMatrix.zeros(1, SIZE);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                planes.data()[c * SIDE * SIDE + i] = (bytes[3 * i + c] & 0xff) / 255f;
            }
        }
        try (Backbone backbone = open(0, 3, SIDE, SIDE)) {
            assertIsProduct(planes, backbone.embed(List.of(new RgbImage(SIDE, SIDE, bytes))));
        }
    }

    @Test
    void threadsGetTheSameBits() {
        try (Backbone backbone = open(0, 3, SIDE, SIDE)) {
            List<float[]> alone = IntStream.range(0, 100)
                    .mapToObj(i -> backbone.embed(pixels(1 + i % 5, i)).toArray())
                    .toList();
            List<float[]> together = IntStream.range(0, 100)
                    .parallel()
                    .mapToObj(i -> backbone.embed(pixels(1 + i % 5, i)).toArray())
                    .toList();
            for (int i = 0; i < 100; i++) {
                assertThat(together.get(i)).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void modelsThatDoNotFitTheDescriptorAreRefused() {
        assertThatThrownBy(() -> open(0, 3, SIDE, 5))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "tiny.onnx: input pixels must take [N, 3, 4, 4], which the descriptor's preprocessing gives, "
                                + "but takes [N, 3, 4, 5]");
        byte[] other = TinyModel.bytes(new long[] {0, 3, SIDE, SIDE}, 7, 1);
        assertThatThrownBy(() -> Backbone.open("tiny.onnx", other, TinyModel.descriptor(SIDE, D)))
                .isInstanceOf(DataException.class)
                .hasMessage("tiny.onnx: output embedding must give [N, 6], as the descriptor's dimension says, "
                        + "but gives [N, 7]");
    }

    private static BackboneDescriptor with(Optional<String> input, Optional<String> output, Optional<String> sha256) {
        BackboneDescriptor d = TinyModel.descriptor(SIDE, D);
        return new BackboneDescriptor(
                d.name(), input, output, d.preprocessing(), D, OptionalDouble.empty(), d.licence(), sha256);
    }

    @Test
    void namesAndDigestsThatAreWrongAreRefused() {
        byte[] model = TinyModel.bytes(new long[] {0, 3, SIDE, SIDE}, D, 11);
        assertThatThrownBy(() ->
                        Backbone.open("m", model, with(Optional.of("images"), Optional.empty(), Optional.empty())))
                .hasMessage("m: input must be one of [pixels], was images");
        assertThatThrownBy(() ->
                        Backbone.open("m", model, with(Optional.empty(), Optional.of("logits"), Optional.empty())))
                .hasMessage("m: output must be one of [embedding], was logits");
        String wrong = "0".repeat(64);
        assertThatThrownBy(
                        () -> Backbone.open("m", model, with(Optional.empty(), Optional.empty(), Optional.of(wrong))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("m: sha256 must be " + wrong + " (tiny), was ");
    }

    @Test
    void filesAreOpenedWithTheDescriptorBesideThem(@TempDir Path folder) throws IOException {
        Path onnx = folder.resolve("net.onnx");
        assertThatThrownBy(() -> Backbone.open(onnx)).hasMessage(onnx + ": there is no such file");
        Files.write(onnx, TinyModel.bytes(new long[] {0, 3, SIDE, SIDE}, D, 11));
        assertThatThrownBy(() -> Backbone.open(onnx))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("net.json") + ": there is no such file. It must say how images "
                        + "become the input of net.onnx, for example:\n{\n  \"schema\" : 1,");
        Files.writeString(
                folder.resolve("net.json"), TinyModel.descriptor(SIDE, D).toJson());
        try (Backbone backbone = Backbone.open(onnx)) {
            assertIsProduct(pixels(2, 5), backbone.embed(pixels(2, 5)));
            assertThat(backbone.dimension()).isEqualTo(D);
            assertThat(backbone.sha256Hex()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void filesThatAreNotOnnxAreRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("net.onnx"), "not a model");
        assertThatThrownBy(() -> Backbone.open(text, TinyModel.descriptor(SIDE, D)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(text + ": must be an ONNX model, but is not: ");
        assertThatThrownBy(() -> Backbone.open("m", new byte[0], TinyModel.descriptor(SIDE, D)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void batchesOfAnotherShapeAreRefused() {
        try (Backbone backbone = open(0, 3, SIDE, SIDE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backbone.embed(FloatMatrix.zeros(1, SIZE + 1)))
                    .withMessage("tiny.onnx: images must have 48 values each, was 49");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backbone.embed(FloatMatrix.zeros(0, SIZE)))
                    .withMessage("tiny.onnx: a batch needs at least one image, was 0");
        }
    }
}
