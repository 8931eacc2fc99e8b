package org.imprint.vision.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.image.Noise;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;
import org.imprint.vision.source.ListedImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredImageTest {

    @TempDir
    private Path folder;

    private static byte[] jpeg() {
        return Thumbnail.encode(Noise.image("stored", 40, 30), 40);
    }

    /** EXIF of an orientation and, where a width is given, the sides of the picture in a directory of their own. */
    private static byte[] withExif(byte[] jpeg, int orientation, int width, int height) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(68);
        block.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        block.putShort((short) 2);
        block.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation << 16);
        block.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(width > 0 ? 38 : 0);
        block.putInt(0);
        block.putShort((short) 2);
        block.putShort((short) 0xa002).putShort((short) 4).putInt(1).putInt(width);
        block.putShort((short) 0xa003).putShort((short) 4).putInt(1).putInt(height);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (2 + 6 + block.capacity())});
        out.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.write(block.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private StoredImage stored(byte[] file) throws IOException {
        return ListedImages.of("x", List.of(Files.write(folder.resolve("a.jpg"), file)))
                .stored(0);
    }

    @Test
    void keepsThePixelsAsTheyAreAndTellsTheOrientation() throws IOException {
        StoredImage image = stored(withExif(jpeg(), 6, 40, 30));
        assertThat(image.image().width()).isEqualTo(40);
        assertThat(image.orientation()).isEqualTo(6);
        assertThat(image.isLying()).isTrue();
        assertThat(image.isTurnedAlready()).isFalse();
        assertThat(image.isUnended()).isFalse();
        assertThat(ImageDecoder.decode(folder.resolve("a.jpg")).width()).isEqualTo(30);
        assertThat(stored(jpeg()).orientation()).isEqualTo(1);
    }

    @Test
    void sidesThatAreExchangedTellThatThePixelsWereTurnedBefore() throws IOException {
        assertThat(stored(withExif(jpeg(), 6, 30, 40)).isTurnedAlready()).isTrue();
        assertThat(stored(withExif(jpeg(), 8, 30, 40)).isTurnedAlready()).isTrue();
        assertThat(stored(withExif(jpeg(), 3, 30, 40)).isTurnedAlready()).isFalse();
        assertThat(stored(withExif(jpeg(), 6, 31, 40)).isTurnedAlready()).isFalse();
        assertThat(stored(withExif(jpeg(), 6, 0, 0)).isTurnedAlready()).isFalse();
    }

    @Test
    void tellsOfAnEndMarkThatIsMissing() throws IOException {
        byte[] whole = jpeg();
        StoredImage cut = stored(Arrays.copyOf(whole, whole.length - 1));
        assertThat(cut.isUnended()).isTrue();
        RgbImage image = ImageDecoder.decode("whole", whole, Orientation.AS_STORED);
        assertThat(cut.image().pixels()).isEqualTo(image.pixels());
    }
}
