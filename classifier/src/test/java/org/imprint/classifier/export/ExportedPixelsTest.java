package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.NoNorm;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.OnnxProgram;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pixels that an exported file hands to its backbone are, to the bit, those of {@link Preprocessing}, which are Pillow's. */
class ExportedPixelsTest {

    private static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);
    private static final List<Float> STD = List.of(0.229f, 0.224f, 0.225f);

    @TempDir
    private Path folder;

    static List<Preprocessing> preprocessings() {
        List<Preprocessing> all = new ArrayList<>();
        for (Interpolation filter : Interpolation.values()) {
            for (CropRounding rounding : CropRounding.values()) {
                all.add(rgb(new Resize.ShorterSide(13), filter, new Crop.Centre(10, 9, rounding), Layout.NCHW));
                all.add(rgb(new Resize.ShorterSide(7), filter, new Crop.Centre(10, 9, rounding), Layout.NHWC));
                all.add(rgb(new Resize.None(), filter, new Crop.Centre(11, 10, rounding), Layout.NCHW));
            }
            all.add(rgb(new Resize.Exact(7, 17), filter, new Crop.None(), Layout.NCHW));
            all.add(new Preprocessing(
                    new Resize.Exact(18, 18), filter, new Crop.None(), List.of(0.286f), List.of(0.353f), Layout.NCHW));
            all.add(new Preprocessing(
                    new Resize.ShorterSide(14),
                    filter,
                    Crop.Centre.square(19),
                    List.of(0.5f),
                    List.of(0.25f),
                    Layout.NHWC));
        }
        return all;
    }

    private static Preprocessing rgb(Resize resize, Interpolation filter, Crop crop, Layout layout) {
        return new Preprocessing(resize, filter, crop, MEAN, STD, layout);
    }

    @ParameterizedTest
    @MethodSource("preprocessings")
    void areOurs(Preprocessing preprocessing) {
        SplittableRandom random = new SplittableRandom(preprocessing.toString().length());
        long opset = new long[] {13, 17, 18, 21}[random.nextInt(4)];
        Path file = folder.resolve("pixels.onnx");
        try (Backbone backbone = FlatBackbone.of(preprocessing, opset)) {
            OnnxExport.write(file, onePixelEach(preprocessing.size()), backbone);
        }
        try (OnnxProgram program = OnnxProgram.open(file)) {
            for (int[] size :
                    new int[][] {{17, 17}, {1, 1}, {40, 9}, {9, 40}, {500, 375}, {61, 300}, {13, 200}, {28, 28}}) {
                List<RgbImage> images = List.of(image(size, random), image(size, random));
                FloatMatrix scores = program.run(ExportNames.IMAGES, images).floats(ExportNames.SCORES);
                for (int i = 0; i < images.size(); i++) {
                    float[] ours = new float[preprocessing.size()];
                    preprocessing.apply(images.get(i), ours, 0);
                    assertThat(scores.row(i))
                            .as("%s, %s", preprocessing, List.of(size[0], size[1]))
                            .isEqualTo(ours);
                }
            }
        }
    }

    /** A class for each pixel, whose score is the pixel. */
    private static ExportedHead onePixelEach(int size) {
        List<FloatMatrix> proxies = IntStream.range(0, size)
                .mapToObj(i -> {
                    FloatMatrix proxy = FloatMatrix.zeros(1, size);
                    proxy.data()[i] = 1;
                    return proxy;
                })
                .toList();
        List<String> names =
                IntStream.range(0, size).mapToObj(i -> "pixel " + i).toList();
        return new ExportedHead(
                names, proxies, new NoNorm(), new MaxInnerProduct(), Calibration.of(1), Optional.empty(), "pixels");
    }

    /** Noise, or black and white, whose edges make the cubic overshoot. */
    private static RgbImage image(int[] size, SplittableRandom random) {
        byte[] pixels = new byte[3 * size[0] * size[1]];
        random.nextBytes(pixels);
        boolean isHard = random.nextBoolean();
        for (int i = 0; isHard && i < pixels.length; i++) {
            pixels[i] = (byte) (pixels[i] < 0 ? 0 : 255);
        }
        return new RgbImage(size[0], size[1], pixels);
    }
}
