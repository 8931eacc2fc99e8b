package org.imprint.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.Orientation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PreprocessingTest {

    private static final List<Float> GREY = List.of(0f);
    private static final List<Float> ONE = List.of(1f);
    private static final Resize NONE = new Resize.None();

    @TestFactory
    Stream<DynamicTest> equalsTorchvisionToTheBit() throws IOException {
        JsonNode root = Fixtures.json("preproc.json");
        List<DynamicTest> tests = new ArrayList<>();
        root.get("images").properties().forEach(image -> {
            RgbImage pixels = ImageDecoder.decode(
                    Fixtures.PREPROC.resolve(image.getValue().get("file").asText()), Orientation.AS_STORED);
            assertThat(Fixtures.sha256(pixels.pixels()))
                    .as(image.getKey())
                    .isEqualTo(image.getValue().get("rgb_sha256").asText());
            image.getValue()
                    .get("outputs")
                    .properties()
                    .forEach(output -> tests.add(DynamicTest.dynamicTest(image.getKey() + " " + output.getKey(), () -> {
                        Preprocessing recipe = recipe(root.get("pipelines").get(output.getKey()));
                        float[] tensor = new float[recipe.size() + 5];
                        recipe.apply(pixels, tensor, 5);
                        assertThat(Fixtures.sha256(littleEndian(tensor, 5)))
                                .isEqualTo(output.getValue()
                                        .get("tensor_sha256_chw_f32le")
                                        .asText());
                    })));
        });
        assertThat(tests).hasSize(54);
        return tests.stream();
    }

    private static Preprocessing recipe(JsonNode pipeline) {
        int side = pipeline.get("crop").asInt();
        CropRounding rounding = pipeline.get("crop_rounding").asText().startsWith("floor")
                ? CropRounding.FLOOR
                : CropRounding.HALF_EVEN;
        return new Preprocessing(
                new Resize.ShorterSide(pipeline.get("resize_short").asInt()),
                Interpolation.of(pipeline.get("filter").asText()),
                new Crop.Centre(side, side, rounding),
                floats(pipeline.get("mean")),
                floats(pipeline.get("std")),
                Layout.NCHW);
    }

    private static List<Float> floats(JsonNode array) {
        List<Float> floats = new ArrayList<>();
        array.forEach(v -> floats.add((float) v.asDouble()));
        return floats;
    }

    private static byte[] littleEndian(float[] values, int from) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * (values.length - from)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < values.length; i++) {
            buffer.putFloat(values[i]);
        }
        return buffer.array();
    }

    @Test
    void normalisesEachByteAsTorchvision() throws IOException {
        JsonNode expected = Fixtures.json("lut.json").get("torchvision").get("scaled_bits");
        byte[] all = new byte[256];
        for (int v = 0; v < 256; v++) {
            all[v] = (byte) v;
        }
        Preprocessing plain = grey(new Resize.Exact(16, 16), new Crop.None());
        float[] out = new float[256];
        plain.apply(RgbImage.grey(16, 16, all), out, 0);
        for (int v = 0; v < 256; v++) {
            assertThat(Integer.toHexString(Float.floatToRawIntBits(out[v])))
                    .isEqualTo(Integer.toHexString(
                            Integer.parseUnsignedInt(expected.get(v).asText(), 16)));
        }
    }

    private static Preprocessing grey(Resize resize, Crop crop) {
        return new Preprocessing(resize, Interpolation.BILINEAR, crop, GREY, ONE, Layout.NCHW);
    }

    @Test
    void interleavesChannelsForNhwc() {
        RgbImage image = Noise.image("nhwc", 9, 7);
        Preprocessing planes = Preprocessing.imageNet(6, 5, Interpolation.BICUBIC);
        Preprocessing interleaved = new Preprocessing(
                planes.resize(), planes.interpolation(), planes.crop(), planes.mean(), planes.std(), Layout.NHWC);
        float[] a = new float[75];
        float[] b = new float[75];
        planes.apply(image, a, 0);
        interleaved.apply(image, b, 0);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 25; i++) {
                assertThat(b[3 * i + c]).isEqualTo(a[25 * c + i]);
            }
        }
    }

    /** Pillow 9.4.0: Image.new("RGB", (1, 1), c).convert("L").getpixel((0, 0)) for the four colours. */
    @Test
    void turnsColoursGreyAsPillow() {
        byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 10, 20, (byte) 200};
        float[] out = new float[4];
        new Preprocessing(
                        new Resize.Exact(1, 4),
                        Interpolation.BILINEAR,
                        new Crop.None(),
                        GREY,
                        List.of(1 / 255f),
                        Layout.NCHW)
                .apply(new RgbImage(4, 1, rgb), out, 0);
        assertThat(IntStream.range(0, 4).map(i -> Math.round(out[i]))).containsExactly(76, 150, 29, 38);
    }

    /** The rule of torchvision.transforms.functional.center_crop: half of the missing length in front, rounded down. */
    @Test
    void padsWithBlackWhereTheCropIsLarger() {
        byte[] pixels = new byte[15];
        Arrays.fill(pixels, (byte) 255);
        RgbImage image = RgbImage.grey(5, 3, pixels);
        float[] out = new float[8 * 8];
        grey(NONE, new Crop.Centre(8, 8, CropRounding.HALF_EVEN)).apply(image, out, 0);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                // (8 - 5) / 2 = 1 column before and 2 after, (8 - 3) / 2 = 2 rows before and 3 after
                boolean inside = x >= 1 && x < 6 && y >= 2 && y < 5;
                assertThat(out[8 * y + x]).as(x + "," + y).isEqualTo(inside ? 1f : 0f);
            }
        }
    }

    @Test
    void padsOneAxisAndCropsTheOther() {
        RgbImage image = Noise.image("both", 9, 2);
        float[] out = new float[4 * 4];
        grey(NONE, new Crop.Centre(4, 4, CropRounding.HALF_EVEN)).apply(image, out, 0);
        float[] whole = new float[18];
        grey(new Resize.Exact(2, 9), new Crop.None()).apply(image, whole, 0);
        // round((9 - 4) / 2.0) = round(2.5) = 2, half to even
        assertThat(Arrays.copyOfRange(out, 4, 8)).isEqualTo(Arrays.copyOfRange(whole, 2, 6));
        assertThat(Arrays.copyOfRange(out, 8, 12)).isEqualTo(Arrays.copyOfRange(whole, 11, 15));
        assertThat(Arrays.copyOfRange(out, 0, 4)).containsOnly(0);
        assertThat(Arrays.copyOfRange(out, 12, 16)).containsOnly(0);
    }

    @Test
    void handlesExtremeAspectsWithoutMakingTheWholeImage() {
        // The shorter side of 65535x1 becomes 256, the longer 16.8 million: only the crop may be made.
        RgbImage image = Noise.image("extreme", 65_535, 1);
        Preprocessing recipe = Preprocessing.imageNet(256, 224, Interpolation.BICUBIC);
        float[] out = new float[recipe.size()];
        recipe.apply(image, out, 0);
        int middle = Byte.toUnsignedInt(image.pixels()[3 * 32_767]);
        assertThat(out[112 * 224 + 112])
                .isCloseTo((middle / 255f - 0.485f) / 0.229f, org.assertj.core.data.Offset.offset(0.05f));
    }

    @Test
    void followsTorchvisionsRuleForTheLongerSide() {
        Resize resize = new Resize.ShorterSide(256);
        assertThat(resize.apply(new Size(375, 500))).isEqualTo(new Size(256, 341));
        assertThat(resize.apply(new Size(500, 375))).isEqualTo(new Size(341, 256));
        assertThat(resize.apply(new Size(256, 343))).isEqualTo(new Size(256, 343));
        assertThat(resize.apply(new Size(10, 400))).isEqualTo(new Size(256, 10_240));
    }

    @Test
    void knowsItsOutputSize() {
        Preprocessing recipe = new Preprocessing(
                new Resize.Exact(20, 30), Interpolation.BILINEAR, new Crop.None(), GREY, ONE, Layout.NCHW);
        assertThat(recipe.height()).isEqualTo(20);
        assertThat(recipe.width()).isEqualTo(30);
        assertThat(recipe.size()).isEqualTo(600);
    }

    @Test
    void isTheSameFromManyThreads() {
        Preprocessing recipe = Preprocessing.imageNet(40, 32, Interpolation.BICUBIC);
        List<RgbImage> images = IntStream.range(0, 64)
                .mapToObj(i -> Noise.image("thread" + i, 30 + i % 7, 50 - i % 5))
                .toList();
        List<float[]> alone = images.stream().map(i -> tensor(recipe, i)).toList();
        List<float[]> together =
                images.parallelStream().map(i -> tensor(recipe, i)).toList();
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    private static float[] tensor(Preprocessing recipe, RgbImage image) {
        float[] out = new float[recipe.size()];
        recipe.apply(image, out, 0);
        return out;
    }

    @Test
    void refusesContradictionsInWords() {
        Crop crop = Crop.Centre.square(8);
        assertThatThrownBy(() -> new Preprocessing(
                        NONE, Interpolation.BILINEAR, crop, List.of(0f, 0f), List.of(1f, 1f), Layout.NCHW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preprocessing.mean must have 1 or 3 values, one per channel, was 2");
        assertThatThrownBy(
                        () -> new Preprocessing(NONE, Interpolation.BILINEAR, crop, GREY, List.of(1f, 1f), Layout.NCHW))
                .hasMessage("preprocessing.std must have as many values as mean (1), was 2");
        assertThatThrownBy(() -> new Preprocessing(NONE, Interpolation.BILINEAR, crop, GREY, List.of(0f), Layout.NCHW))
                .hasMessage("preprocessing.std[0] must be a finite number > 0, was 0.0");
        assertThatThrownBy(() -> grey(new Resize.ShorterSide(8), new Crop.None()))
                .hasMessage(
                        "preprocessing needs a crop or an exact resize, or the output size would depend on the image,"
                                + " was ShorterSide[side=8]");
        assertThatThrownBy(() -> new Resize.ShorterSide(0)).hasMessage("resize side must be in [1, 4096], was 0");
        assertThatThrownBy(() -> Crop.Centre.square(5000)).hasMessage("crop height must be in [1, 4096], was 5000");
        assertThatThrownBy(() -> grey(NONE, crop).apply(Noise.image("x", 8, 8), new float[70], 7))
                .hasMessage("output must hold 64 values from offset 7, was 70");
        assertThatThrownBy(() -> Layout.of("chw"))
                .hasMessage("layout must be one of nchw, nhwc, was chw; did you mean nchw?");
        assertThatThrownBy(() -> CropRounding.of("up"))
                .hasMessage("crop rounding must be one of half_even, floor, was up");
    }
}
