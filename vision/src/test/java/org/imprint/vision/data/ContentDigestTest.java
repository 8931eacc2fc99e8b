package org.imprint.vision.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.source.FolderSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {

    /** FIPS 180-2, appendix B.1: SHA-256 of "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void isTheSha256OfTheContent() {
        ContentDigest digest = ContentDigest.of("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(digest.hex()).isEqualTo(ABC);
        assertThat(ContentDigest.ofHex(ABC)).isEqualTo(digest);
        assertThat(digest.bytes()).startsWith(0xba, 0x78).endsWith(0x15, 0xad);
    }

    @Test
    void ordersAsTheDigitsDo() {
        String[] digits = {"00", "01", "7f", "80", "ff"};
        ContentDigest[] sorted = Stream.of(digits)
                .flatMap(first -> Stream.of(digits).map(last -> ContentDigest.ofHex(first + "00".repeat(30) + last)))
                .toArray(ContentDigest[]::new);
        ContentDigest[] again = sorted.clone();
        Arrays.sort(again, (x, y) -> y.compareTo(x));
        Arrays.sort(again);
        assertThat(again).isEqualTo(sorted);
    }

    /** The number: {@code python3 -c "import hashlib; print(hashlib.sha256(bytes([0,0,0,2,0,0,0,1,1,1,1,9,9,9])).hexdigest())"}. */
    @Test
    void imagesWithoutAFileAreKnownByTheirPixels() {
        assertThat(ContentDigest.of(RgbImage.grey(2, 1, new byte[] {1, 9})).hex())
                .isEqualTo("ccfd96357a8929d3f452ae157ed1eeb4c2c3da4e117e27863f29fb5dc5e55301");
        assertThat(ContentDigest.of(RgbImage.grey(1, 2, new byte[] {1, 9})))
                .isNotEqualTo(ContentDigest.of(RgbImage.grey(2, 1, new byte[] {1, 9})));
    }

    @Test
    void aFolderKnowsItsImagesByTheirBytesWhateverTheyAreCalled() throws IOException {
        byte[] gif = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            1,
            0,
            1,
            0,
            (byte) 0x80,
            0,
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            0x2c,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            0x44,
            1,
            0,
            0x3b
        };
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Files.write(folder.resolve("a/one.gif"), gif);
        Files.write(folder.resolve("b/two.gif"), gif);
        try (FolderSource source = FolderSource.open(folder)) {
            assertThat(source.digest(0)).isEqualTo(ContentDigest.of(gif)).isEqualTo(source.digest(1));
            IdentifiedImage read = source.identified(1);
            assertThat(read.digest()).isEqualTo(source.digest(1));
            assertThat(read.image().pixels()).containsExactly(source.image(1).pixels());
        }
    }
}
