package org.imprint.vision.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.decode.base.ImageProblem;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Files whose structure is odd, as cameras and programs make them; what is right was read off Pillow 9.4 and 12.3: {@code same}, the
 * pixels of the other file, upright, or {@code refused}, as truncated.
 */
class OddImagesTest {

    private static final Path FILES = Path.of("src/test/resources/images/odd");

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/images/odd/expected.tsv", delimiter = '\t', numLinesToSkip = 1)
    void readsWhatPillowReads(String file, String relation, String other) throws IOException {
        Path path = FILES.resolve(file);
        if (relation.equals("refused")) {
            assertThatThrownBy(() -> ImageDecoder.decode(path))
                    .isInstanceOfSatisfying(
                            ImageException.class, e -> assertThat(e.problem()).isEqualTo(ImageProblem.TRUNCATED));
            return;
        }
        RgbImage image = ImageDecoder.decode(path);
        RgbImage expected = ImageDecoder.decode(FILES.resolve(other));
        assertThat(image.width()).isEqualTo(expected.width());
        assertThat(image.height()).isEqualTo(expected.height());
        assertThat(image.pixels()).isEqualTo(expected.pixels());
        assertThat(Files.readAllBytes(path)).isNotEqualTo(Files.readAllBytes(FILES.resolve(other)));
    }
}
