package org.imprint.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.imprint.core.ImprintException;
import org.imprint.vision.decode.ImageDecoder;
import org.imprint.vision.decode.ImageFormat;
import org.imprint.vision.decode.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {

    /** A slope of colours, more than 256 of them. */
    private static RgbImage slope(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (255 * (i % width) / width);
            rgb[3 * i + 1] = (byte) (255 * (i / width) / height);
            rgb[3 * i + 2] = (byte) 200;
        }
        return new RgbImage(width, height, rgb);
    }

    private static RgbImage read(byte[] file) {
        return ImageDecoder.decode("thumbnail", file, Orientation.UPRIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "640, 480, 96, 96, 72",
        "480, 640, 96, 72, 96",
        "100, 100, 96, 96, 96",
        "96, 20, 96, 96, 20",
        "7, 5, 96, 7, 5",
        "5000, 1, 96, 96, 1",
        "1, 5000, 96, 1, 96",
        "333, 100, 10, 10, 3",
        "2, 2, 1, 1, 1"
    })
    void fitsTheSquareAndKeepsTheAspect(int width, int height, int side, int smallWidth, int smallHeight) {
        RgbImage small = read(Thumbnail.encode(slope(width, height), side));
        assertThat(small.width()).isEqualTo(smallWidth);
        assertThat(small.height()).isEqualTo(smallHeight);
    }

    @Test
    void photographsAreJpegAndLookAsTheyDid() {
        byte[] file = Thumbnail.encode(slope(300, 200), 96);
        assertThat(ImageFormat.of(file)).hasValue(ImageFormat.JPEG);
        assertThat(file.length).isLessThan(8_000);

        byte[] expected = Thumbnail.fit(slope(300, 200), 96).pixels();
        byte[] actual = read(file).pixels();
        int most = 0;
        for (int i = 0; i < expected.length; i++) {
            most = Math.max(most, Math.abs((expected[i] & 0xff) - (actual[i] & 0xff)));
        }
        assertThat(most).as("no channel is another's, no side is mirrored").isLessThan(16);
    }

    @Test
    void picturesOfFewColoursLoseNothing() {
        byte[] grey = new byte[28 * 28];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i % 28 > 10 && i % 28 < 15 ? 255 : 0);
        }
        RgbImage digit = RgbImage.grey(28, 28, grey);
        byte[] file = Thumbnail.encode(digit, 96);

        assertThat(ImageFormat.of(file)).hasValue(ImageFormat.PNG);
        assertThat(read(file).pixels()).isEqualTo(digit.pixels());
    }

    @Test
    void theJdkReadsThemToo() throws IOException {
        assertThat(ImageIO.read(new ByteArrayInputStream(Thumbnail.encode(slope(50, 40), 32)))
                        .getWidth())
                .isEqualTo(32);
    }

    @Test
    void equalPixelsGiveEqualBytes() {
        assertThat(Thumbnail.encode(slope(200, 100), 64)).isEqualTo(Thumbnail.encode(slope(200, 100), 64));
    }

    @Test
    void refusesSidesThatAreNone() {
        assertThatThrownBy(() -> Thumbnail.encode(slope(2, 2), 0))
                .isInstanceOf(ImprintException.class)
                .hasMessage("thumbnail side must be in [1, 4096], was 0");
    }
}
