package org.imprint.vision.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.decode.base.ImageProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFormatTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, a.JPE, true",
        "JPEG, b.jfif, true",
        "WEBP, c.WebP, true",
        "TIFF, d.tif, true",
        "PNM, e.pbm, true",
        "PNM, f.pnm.txt, false",
        "BMP, bmp, false"
    })
    void anEndingSaysThatAFileMayBeAnImage(ImageFormat format, String name, boolean image) {
        assertThat(ImageFormat.named(Path.of("folder", name))).isEqualTo(image);
        assertThat(format.endings().stream().anyMatch(name.toLowerCase(java.util.Locale.ROOT)::endsWith))
                .isEqualTo(image);
    }

    @Test
    void theFirstBytesSayWhichFormatItIs() {
        assertThat(ImageFormat.of(bytes("RIFF\1\2\3\4WEBPVP8 "))).contains(ImageFormat.WEBP);
        assertThat(ImageFormat.of(bytes("RIFF\1\2\3\4WAVEfmt "))).isEmpty();
        assertThat(ImageFormat.of(bytes("II*\0"))).contains(ImageFormat.TIFF);
        assertThat(ImageFormat.of(bytes("MM\0+"))).contains(ImageFormat.TIFF);
        assertThat(ImageFormat.of(bytes("P5\n"))).contains(ImageFormat.PNM);
        assertThat(ImageFormat.of(bytes("P7\n"))).isEmpty();
        assertThat(ImageFormat.of(bytes("P5x"))).isEmpty();
        assertThat(ImageFormat.of(bytes("BM"))).contains(ImageFormat.BMP);
        assertThat(ImageFormat.of(new byte[0])).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNotReadIsNamedWithHowToConvertIt() {
        byte[] photo = bytes("\0\0\0\30ftypheic\0\0\0\0");
        assertThat(ForeignFormat.of(photo)).contains(ForeignFormat.HEIC);
        assertThat(ForeignFormat.of(bytes("\0\0\0\34ftypavif"))).contains(ForeignFormat.AVIF);
        assertThat(ForeignFormat.of(bytes("\0\0\0\34ftypisom"))).isEmpty();
        assertThat(ForeignFormat.named(Path.of("IMG_1.HEIC"))).contains(ForeignFormat.HEIC);
        assertThatThrownBy(() -> ImageDecoder.decode("IMG_1.jpg", photo, Orientation.UPRIGHT))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.problem()).isEqualTo(ImageProblem.FOREIGN))
                .hasMessage("IMG_1.jpg: must be a PNG, JPEG, GIF, BMP, WebP, TIFF or PNM image, was HEIC;"
                        + " convert it first, e.g. heif-convert FILE FILE.png");
    }
}
