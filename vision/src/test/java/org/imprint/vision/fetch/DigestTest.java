package org.imprint.vision.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {

    /** FIPS 180-2, appendix B.1. */
    private static final String ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** RFC 1321, appendix A.5. */
    private static final String ABC_MD5 = "900150983cd24fb0d6963f7d28e17f72";

    private static Digest abc(Digest.Algorithm algorithm) throws IOException {
        return Digest.of(algorithm, new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void equalsThePublishedVectors() throws IOException {
        assertThat(abc(Digest.Algorithm.SHA256)).isEqualTo(Digest.sha256(ABC_SHA256));
        assertThat(abc(Digest.Algorithm.MD5)).isEqualTo(Digest.md5(ABC_MD5));
        assertThat(Digest.md5(ABC_MD5)).hasToString("MD5 " + ABC_MD5);
    }

    @Test
    void fitsWhereItsDigitsDo() throws IOException {
        Digest actual = abc(Digest.Algorithm.SHA256);
        assertThat(Digest.sha256("ba7816bf").fits(actual)).isTrue();
        assertThat(Digest.sha256("ba7816be").fits(actual)).isFalse();
        assertThat(Digest.sha256(ABC_SHA256).fits(actual)).isTrue();
        assertThat(Digest.md5(ABC_MD5).fits(actual)).isFalse();
    }

    @Test
    void isOfBytesAndFilesAlike(@TempDir Path folder) throws IOException {
        byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("abc"), bytes);
        assertThat(Digest.of(Digest.Algorithm.SHA256, bytes)).isEqualTo(Digest.sha256(ABC_SHA256));
        assertThat(Digest.of(Digest.Algorithm.SHA256, file)).isEqualTo(Digest.sha256(ABC_SHA256));
        assertThat(Digest.of(Digest.Algorithm.MD5, file)).isEqualTo(Digest.md5(ABC_MD5));
    }

    @Test
    void knowsWhetherAllItsDigitsAreThere() {
        assertThat(Digest.sha256(ABC_SHA256).isComplete()).isTrue();
        assertThat(Digest.md5(ABC_MD5).isComplete()).isTrue();
        assertThat(Digest.sha256("ba7816bf").isComplete()).isFalse();
        assertThat(Digest.sha256("ba7816bf")).hasToString("SHA-256 beginning with ba7816bf");
    }

    @Test
    void refusesAFileWithAnotherDigestByName() throws IOException {
        Path file = Path.of("abc");
        Digest actual = abc(Digest.Algorithm.SHA256);
        Digest.sha256("ba7816bf").require(file, actual);
        assertThatThrownBy(() -> Digest.sha256("ba7816be").require(file, actual))
                .isInstanceOf(DataException.class)
                .hasMessage("abc: must have SHA-256 beginning with ba7816be, was SHA-256 " + ABC_SHA256
                        + ": the file is damaged or another one");
    }

    @Test
    void refusesOtherDigits() {
        assertThatThrownBy(() -> Digest.sha256("BA7816BF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SHA-256 digest must be 8 to 64 lower-case hexadecimal digits, was BA7816BF");
        assertThatThrownBy(() -> Digest.md5("900150983cd24fb0")).isInstanceOf(IllegalArgumentException.class);
    }
}
