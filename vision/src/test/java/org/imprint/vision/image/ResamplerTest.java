package org.imprint.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {

    @TestFactory
    Stream<DynamicTest> equalsPillowToTheBit() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode c : Fixtures.json("resize.json").get("cases")) {
            String name = c.get("source_stream").asText() + " to " + c.get("dst_wh") + " "
                    + c.get("filter").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                int channels = c.get("mode").asText().equals("L") ? 1 : 3;
                int width = c.get("src_wh").get(0).asInt();
                int height = c.get("src_wh").get(1).asInt();
                byte[] source = Noise.bytes(c.get("source_stream").asText(), width * height * channels);
                if (c.get("kind").asText().equals("binary")) {
                    for (int i = 0; i < source.length; i++) {
                        source[i] = (byte) (source[i] < 0 ? 255 : 0);
                    }
                }
                Size size = new Size(
                        c.get("dst_wh").get(1).asInt(), c.get("dst_wh").get(0).asInt());
                Pixels result = Resampler.resample(
                        new Pixels(width, height, channels, source),
                        size,
                        Window.all(size),
                        Interpolation.of(c.get("filter").asText()));
                assertThat(Fixtures.sha256(result.bytes()))
                        .isEqualTo(c.get("sha256").asText());
            }));
        }
        assertThat(tests).hasSize(160);
        return tests.stream();
    }

    @Test
    void weightsArePillowsIntegers() throws IOException {
        Fixtures.json("resize.json").get("coefficients").properties().forEach(table -> {
            String[] parts = table.getKey().split("->| ");
            int in = Integer.parseInt(parts[0]);
            int out = Integer.parseInt(parts[1]);
            Coefficients ours = Coefficients.of(new Coefficients.Axis(in, out, Interpolation.of(parts[2]), 0, out));
            table.getValue().properties().forEach(row -> {
                int i = Integer.parseInt(row.getKey());
                int[] weights = Arrays.copyOfRange(ours.weights(), ours.offset(i), ours.offset(i) + ours.taps(i));
                assertThat(ours.first(i)).isEqualTo(row.getValue().get("xmin").asInt());
                assertThat(Arrays.stream(weights).boxed().toList())
                        .as(table.getKey() + " " + i)
                        .isEqualTo(new ArrayList<>(ints(row.getValue().get("weights_22bit"))));
            });
        });
    }

    private static List<Integer> ints(JsonNode array) {
        List<Integer> ints = new ArrayList<>();
        array.forEach(v -> ints.add(v.asInt()));
        return ints;
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void keepsAConstantImageConstant(Interpolation interpolation) {
        byte[] pixels = new byte[3 * 40 * 30];
        Arrays.fill(pixels, (byte) 201);
        for (Size size : List.of(new Size(7, 91), new Size(30, 13), new Size(333, 40), new Size(1, 1))) {
            RgbImage result = Resampler.resize(new RgbImage(40, 30, pixels), size, interpolation);
            assertThat(result.width()).isEqualTo(size.width());
            assertThat(result.height()).isEqualTo(size.height());
            assertThat(result.pixels()).containsOnly(201);
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void givesTheSameBytesForTheSameSize(Interpolation interpolation) {
        RgbImage image = Noise.image("same", 31, 17);
        assertThat(Resampler.resize(image, Size.of(image), interpolation).pixels())
                .isEqualTo(image.pixels());
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void commutesWithMirroring(Interpolation interpolation) {
        RgbImage image = Noise.image("mirror", 32, 16);
        Size size = new Size(24, 20);
        assertThat(mirror(Resampler.resize(image, size, interpolation)))
                .isEqualTo(Resampler.resize(new RgbImage(32, 16, mirror(image)), size, interpolation)
                        .pixels());
    }

    private static byte[] mirror(RgbImage image) {
        byte[] out = new byte[image.pixels().length];
        for (int i = 0; i < out.length / 3; i++) {
            int x = i % image.width();
            System.arraycopy(image.pixels(), 3 * i, out, 3 * (i - x + image.width() - 1 - x), 3);
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void givesAWindowAsThePartOfTheWhole(Interpolation interpolation) {
        Random random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            int channels = random.nextBoolean() ? 1 : 3;
            int w = 1 + random.nextInt(60);
            int h = 1 + random.nextInt(60);
            Pixels image = new Pixels(w, h, channels, Noise.bytes("window" + trial, w * h * channels));
            Size size = new Size(
                    random.nextInt(4) == 0 ? h : 1 + random.nextInt(90),
                    random.nextInt(4) == 0 ? w : 1 + random.nextInt(90));
            int left = random.nextInt(size.width());
            int top = random.nextInt(size.height());
            Window window = new Window(
                    left, top, 1 + random.nextInt(size.width() - left), 1 + random.nextInt(size.height() - top));
            Pixels whole = Resampler.resample(image, size, Window.all(size), interpolation);
            Pixels part = Resampler.resample(image, size, window, interpolation);
            for (int y = 0; y < window.height(); y++) {
                int from = ((top + y) * size.width() + left) * channels;
                assertThat(Arrays.copyOfRange(
                                part.bytes(), y * window.width() * channels, (y + 1) * window.width() * channels))
                        .as("trial " + trial + " row " + y)
                        .isEqualTo(Arrays.copyOfRange(whole.bytes(), from, from + window.width() * channels));
            }
        }
    }

    @Test
    void leavesItsInputUntouched() {
        RgbImage image = Noise.image("input", 50, 40);
        byte[] before = image.pixels().clone();
        Resampler.resize(image, new Size(33, 77), Interpolation.BICUBIC);
        assertThat(image.pixels()).isEqualTo(before);
    }

    @Test
    void refusesResultsThatWouldFillTheMemory() {
        RgbImage image = Noise.image("large", 2, 2);
        assertThatThrownBy(() -> Resampler.resize(image, new Size(20_000, 20_000), Interpolation.BILINEAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resized image must have at most 100000000 pixels, was 20000x20000");
    }

    @Test
    void namesTheLegalInterpolations() {
        assertThatThrownBy(() -> Interpolation.of("lanczos"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interpolation must be one of bilinear, bicubic, was lanczos");
    }
}
