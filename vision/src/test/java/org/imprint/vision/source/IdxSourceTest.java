package org.imprint.vision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.Split;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are put together by hand from the format's description on the MNIST page. */
class IdxSourceTest {

    @TempDir
    Path folder;

    /** Returns n images of 2 rows and 3 columns whose bytes count up. */
    static byte[] images(int n) {
        ByteBuffer file = ByteBuffer.allocate(16 + 6 * n);
        file.putInt(0x803).putInt(n).putInt(2).putInt(3);
        for (int i = 0; i < 6 * n; i++) {
            file.put((byte) (200 + i));
        }
        return file.array();
    }

    static byte[] labels(int... labels) {
        ByteBuffer file = ByteBuffer.allocate(8 + labels.length);
        file.putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            file.put((byte) label);
        }
        return file.array();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void readsPlainAndGzipAlike() throws IOException {
        Path images = write("train-images-idx3-ubyte", images(3));
        Path labels = write("train-labels-idx1-ubyte", labels(2, 0, 1));
        Path images2 = write("a.bin", HostileFilesTest.gzip(images(3)));
        Path labels2 = write("b.bin", HostileFilesTest.gzip(labels(2, 0, 1)));
        for (IdxSource source : List.of(
                IdxSource.open(images, labels),
                IdxSource.open(images),
                IdxSource.open(folder, Split.TRAIN),
                IdxSource.open(images2, labels2))) {
            assertThat(source.size()).isEqualTo(3);
            assertThat(source.classNames()).containsExactly("0", "1", "2");
            assertThat(source.label(0)).isEqualTo(2);
            assertThat(source.label(2)).isEqualTo(1);
            RgbImage image = source.image(1);
            assertThat(image.width()).isEqualTo(3);
            assertThat(image.height()).isEqualTo(2);
            assertThat(image.pixels()[0]).isEqualTo((byte) 206);
            assertThat(image.pixels()[2]).isEqualTo((byte) 206);
            assertThat(image.pixels()[17]).isEqualTo((byte) 211);
        }
        assertThat(IdxSource.open(images).id(2)).isEqualTo("train-images-idx3-ubyte#2");
    }

    @Test
    void findsGzippedPairsOfTheTestSplit() throws IOException {
        write("t10k-images-idx3-ubyte.gz", HostileFilesTest.gzip(images(2)));
        write("t10k-labels-idx1-ubyte.gz", HostileFilesTest.gzip(labels(1, 0)));
        write("train-images-idx3-ubyte.gz", HostileFilesTest.gzip(images(1)));
        write("train-labels-idx1-ubyte", labels(3));
        IdxSource test = IdxSource.open(folder, Split.TEST);
        assertThat(test.size()).isEqualTo(2);
        assertThat(test.id(1)).isEqualTo("t10k-images-idx3-ubyte#1");
        // Both splits know the classes of both.
        assertThat(test.classNames()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void takesGivenNames() {
        IdxSource source = IdxSource.read(
                "digits",
                new ByteArrayInputStream(images(2)),
                new ByteArrayInputStream(labels(1, 0)),
                List.of("zero", "one"));
        assertThat(source.classNames()).containsExactly("zero", "one");
        assertThat(source.name()).isEqualTo("digits");
        assertThat(source.id(0)).isEqualTo("digits#0");
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws IOException {
        Path images = write("images", images(3));
        Path labels = write("labels", labels(2, 0, 1));
        assertFails(
                write("none", labels(1)),
                labels,
                "none: IDX magic must be 0x00000803 (unsigned bytes, 3 axes), was 0x00000801");
        assertFails(images, images, "images: IDX magic must be 0x00000801 (unsigned bytes, 1 axis), was 0x00000803");
        assertFails(
                write("cut", Arrays.copyOf(images(3), 30)), labels, "cut: header promises 3×2×3 bytes, file holds 14");
        assertFails(
                write("long", Arrays.copyOf(images(3), 40)),
                labels,
                "long: header promises 3×2×3 bytes, file holds more");
        assertFails(
                write("head", Arrays.copyOf(images(3), 9)), labels, "head: IDX header needs 16 bytes, file holds 9");
        assertFails(write("nil", new byte[0]), labels, "nil: IDX header needs 16 bytes, file holds 0");
        assertFails(
                write("empty", images(0)),
                write("empty-labels", labels()),
                "empty: must hold at least one image, was 0×2×3");
        assertFails(
                images,
                write("two", labels(0, 1)),
                "two: must hold one label per image, was 2 labels for 3 images in " + images);
        assertFails(folder.resolve("missing"), labels, "missing: file does not exist");
        byte[] huge = ByteBuffer.wrap(images(3)).putInt(4, -1).array();
        assertFails(
                write("huge", huge),
                labels,
                "huge: must hold at most 2147483631 bytes, header promises 4294967295×2×3");
        byte[] large = ByteBuffer.wrap(images(3)).putInt(4, 300_000_000).array();
        assertFails(write("large", large), labels, "large: header promises 300000000×2×3 bytes, file holds 18");
        assertThatThrownBy(() -> IdxSource.open(images, labels, List.of("a", "b")))
                .isInstanceOf(DataException.class)
                .hasMessage(labels + ": label of row 0 must be in [0, 1], was 2");
    }

    private void assertFails(Path images, Path labels, String sentence) {
        assertThatThrownBy(() -> IdxSource.open(images, labels))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + "/" + sentence);
    }

    @Test
    void saysHowMuchATruncatedGzipHolds() throws IOException {
        byte[] whole = HostileFilesTest.gzip(images(10_000));
        Path cut = write("cut.gz", Arrays.copyOf(whole, whole.length / 2));
        Path labels = write("labels", labels(new int[10_000]));
        assertThatThrownBy(() -> IdxSource.open(cut, labels))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(java.util.regex.Pattern.quote(cut.toString())
                        + ": header promises 10000×2×3 bytes, file holds \\d+");
    }

    @Test
    void saysWhichFileOfThePairIsMissing() throws IOException {
        Path images = write("train-images-idx3-ubyte.gz", images(1));
        assertThatThrownBy(() -> IdxSource.open(images))
                .isInstanceOf(DataException.class)
                .hasMessage(images + ": no labels file train-labels-idx1-ubyte[.gz] beside it");
        assertThatThrownBy(() -> IdxSource.open(folder, Split.TEST))
                .hasMessage(folder + ": holds no IDX file t10k-images-idx3-ubyte[.gz]");
    }
}
