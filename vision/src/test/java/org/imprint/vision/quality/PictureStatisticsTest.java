package org.imprint.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.image.Noise;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: Pillow 9.4.0 ({@code convert("L")}, {@code resize} bilinear), scipy 1.10.1 ({@code ndimage.laplace}), numpy 1.24.2. */
class PictureStatisticsTest {

    @ParameterizedTest
    @CsvSource({
        "quality a,   7,   5, 81.6599019827769,  20, 220, 55815.5428571429, 18.1642759000309",
        "quality b,  64,  48, 74.7537791396514,  25, 228, 47596.841796875,  19.0486417846335",
        "quality c, 300, 200, 41.8944791902316,  66, 190, 9638.47930372807, 12.32260860145",
        "quality d,   1,   9, 67.4357490276009, 101, 199, 3384.22222222222, 3.039450924735"
    })
    void measuresNoiseAsPillowAndScipyDo(
            String name, int w, int h, double deviation, int p1, int p99, double laplacian, double sharpness) {
        RgbImage image = Noise.image(name, w, h);
        PictureStatistics s = PictureStatistics.of(image);

        assertThat(s.width()).isEqualTo(w);
        assertThat(s.height()).isEqualTo(h);
        assertThat(s.deviation()).isCloseTo(deviation, within(1e-9));
        assertThat(s.darkest()).isEqualTo(p1);
        assertThat(s.brightest()).isEqualTo(p99);
        assertThat(s.sharpness()).isCloseTo(sharpness, within(1e-9));
        if (Math.max(w, h) <= PictureStatistics.SIDE) {
            assertThat(new Luminance(image).laplacianVariance()).isCloseTo(laplacian, within(1e-8));
        }
    }

    /** Red 4x, green 5y, blue xy mod 200. */
    @Test
    void measuresARamp() {
        byte[] rgb = new byte[3 * 60 * 40];
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                rgb[3 * (60 * y + x)] = (byte) (4 * x);
                rgb[3 * (60 * y + x) + 1] = (byte) (5 * y);
                rgb[3 * (60 * y + x) + 2] = (byte) (x * y % 200);
            }
        }
        PictureStatistics s = PictureStatistics.of(new RgbImage(60, 40, rgb));
        assertThat(s.deviation()).isCloseTo(69.2724091299463, within(1e-9));
        assertThat(s.darkest()).isEqualTo(12);
        assertThat(s.brightest()).isEqualTo(187);
        assertThat(s.sharpness()).isCloseTo(0.216269663696874, within(1e-12));
        assertThat(s.aspect()).isEqualTo(1.5);
        assertThat(s.shorterSide()).isEqualTo(40);
    }

    @Test
    void aFlatImageHasNoDeviationAndNoSharpness() {
        byte[] rgb = new byte[3 * 20 * 10];
        Arrays.fill(rgb, (byte) 200);
        assertThat(PictureStatistics.of(new RgbImage(20, 10, rgb)))
                .isEqualTo(new PictureStatistics(20, 10, 0, 200, 200, 0));
    }

    /** Half the light leaves sharpness within rounding where it was; a mean of 5 by 5 pixels does not. */
    @Test
    void sharpnessFallsWithBlurAndNotWithLight() {
        RgbImage image = Noise.image("quality e", 120, 90);
        byte[] dim = image.pixels().clone();
        for (int i = 0; i < dim.length; i++) {
            dim[i] = (byte) ((dim[i] & 0xff) / 2);
        }
        double sharp = PictureStatistics.of(image).sharpness();
        assertThat(PictureStatistics.of(new RgbImage(120, 90, dim)).sharpness()).isCloseTo(sharp, within(0.02 * sharp));
        assertThat(PictureStatistics.of(mean(image, 2)).sharpness()).isLessThan(sharp / 5);
    }

    private static RgbImage mean(RgbImage image, int radius) {
        int w = image.width();
        int h = image.height();
        byte[] out = new byte[3 * w * h];
        for (int i = 0; i < out.length; i++) {
            int x = i / 3 % w;
            int y = i / 3 / w;
            int sum = 0;
            int n = 0;
            for (int v = Math.max(0, y - radius); v <= Math.min(h - 1, y + radius); v++) {
                for (int u = Math.max(0, x - radius); u <= Math.min(w - 1, x + radius); u++) {
                    sum += image.pixels()[3 * (v * w + u) + i % 3] & 0xff;
                    n++;
                }
            }
            out[i] = (byte) (sum / n);
        }
        return new RgbImage(w, h, out);
    }

    @Test
    void sidesAreThoseOfTheUprightImage() {
        RgbImage image = Noise.image("quality f", 30, 20);
        PictureStatistics turned = PictureStatistics.of(new StoredImage(image, 6, false, false));
        assertThat(turned.width()).isEqualTo(20);
        assertThat(turned.height()).isEqualTo(30);
        assertThat(turned.sharpness()).isEqualTo(PictureStatistics.of(image).sharpness());
        assertThat(PictureStatistics.of(new StoredImage(image, 3, false, false)).width())
                .isEqualTo(30);
    }
}
