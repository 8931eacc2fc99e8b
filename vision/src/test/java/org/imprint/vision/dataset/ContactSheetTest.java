package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.dataset.reader.MemorySource;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {

    /** Image i is 2 wide and 1 high, red i·10 at the left and green i·10 at the right. */
    private static final SampleSource SOURCE = new MemorySource(
            "s",
            "s",
            new int[] {2, 0, 2, 2},
            List.of("a", "b", "c"),
            i -> new RgbImage(2, 1, new byte[] {(byte) (10 * i), 0, 0, 0, (byte) (10 * i), 0}));

    @Test
    void drawsARowPerClassWithSamples() {
        BufferedImage sheet = new ContactSheet(2, 8, 100).draw(SOURCE);
        assertThat(sheet.getWidth()).isEqualTo(184 + 2 * 12);
        assertThat(sheet.getHeight()).isEqualTo(4 + 2 * 12);
        assertThat(sheet.getRGB(184 + 1, 4 + 3)).as("class a: image 1, left").isEqualTo(0xff0a0000);
        assertThat(sheet.getRGB(184 + 6, 4 + 3)).as("class a: image 1, right").isEqualTo(0xff000a00);
        assertThat(sheet.getRGB(184 + 1, 4)).as("above a wide image").isEqualTo(0xffffffff);
        assertThat(sheet.getRGB(196 + 1, 4 + 3)).as("class a has one image").isEqualTo(0xffffffff);
        assertThat(sheet.getRGB(184 + 1, 16 + 3)).as("class c: image 0").isEqualTo(0xff000000);
        assertThat(sheet.getRGB(196 + 1, 16 + 3)).as("class c: image 2").isEqualTo(0xff140000);
    }

    @Test
    void writesAPngInOneStep(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("new/sheet.png");
        ContactSheet.STANDARD.write(SOURCE, png);
        ContactSheet.STANDARD.write(SOURCE, png);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(184 + 10 * 68);
        try (var files = Files.list(png.getParent())) {
            assertThat(files).containsExactly(png);
        }
    }

    @Test
    void checksItsRanges() {
        assertThatThrownBy(() -> new ContactSheet(0, 64, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("perClass must be in [1, 100], was 0");
    }
}
