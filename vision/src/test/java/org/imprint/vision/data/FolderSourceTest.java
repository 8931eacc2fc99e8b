package org.imprint.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    @TempDir
    Path folder;

    /** Copies a small image to a place below a root, making folders as needed. */
    static void put(Path root, String... places) throws IOException {
        for (String place : places) {
            Path file = root.resolve(place);
            Files.createDirectories(file.getParent());
            Files.copy(ImageDecoderTest.FILES.resolve("exif6.jpg"), file);
        }
    }

    private static Iterable<String> ids(SampleSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::id).toList();
    }

    @Test
    void sortsClassesAndFilesByName() throws IOException {
        put(folder, "dog/b.jpg", "dog/a.jpg", "cat/sub/z.JPEG", "cat/y.jpg", "Zebra/1.jpg");
        FolderSource source = FolderSource.open(folder);
        assertThat(source.classNames()).containsExactly("Zebra", "cat", "dog");
        assertThat(ids(source)).containsExactly("Zebra/1.jpg", "cat/sub/z.JPEG", "cat/y.jpg", "dog/a.jpg", "dog/b.jpg");
        assertThat(IntStream.range(0, source.size()).map(source::label)).containsExactly(0, 1, 1, 2, 2);
        assertThat(source.name()).isEqualTo(folder.toString());
    }

    @Test
    void skipsHiddenNamesOtherEndingsAndLinksOutside() throws IOException {
        Path root = folder.resolve("root");
        put(root, "a/1.jpg", "a/.2.jpg", "a/.cache/3.jpg", "b/1.jpg", ".git/x.jpg");
        put(folder, "outside/4.jpg");
        Files.writeString(root.resolve("a/notes.txt"), "no image");
        Files.createSymbolicLink(root.resolve("a/out.jpg"), folder.resolve("outside/4.jpg"));
        Files.createSymbolicLink(root.resolve("a/outdir"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("c"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("a/loop"), root);
        Files.createSymbolicLink(root.resolve("b/in.jpg"), root.resolve("a/1.jpg"));
        Files.createSymbolicLink(root.resolve("b/broken.jpg"), root.resolve("a/9.jpg"));
        assertThat(ids(FolderSource.open(root))).containsExactly("a/1.jpg", "b/1.jpg", "b/in.jpg");
    }

    @Test
    void turnsImagesUprightUnlessToldOtherwise() throws IOException {
        put(folder, "a/1.jpg", "b/1.jpg");
        assertThat(FolderSource.open(folder).image(0).width()).isEqualTo(11);
        assertThat(FolderSource.open(folder, Orientation.AS_STORED).image(0).width())
                .isEqualTo(17);
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws IOException {
        Path root = folder.resolve("root");
        assertFails(root, root + ": folder does not exist");
        Files.createFile(folder.resolve("file"));
        assertFails(folder.resolve("file"), folder.resolve("file") + ": must be a folder, was a file");
        Files.createDirectory(root);
        assertFails(root, root + ": must hold at least 2 class folders, was 0");
        put(root, "cats/1.jpg");
        assertFails(root, root + ": must hold at least 2 class folders, was 1 (cats)");
        Files.createDirectory(root.resolve("dogs"));
        assertFails(
                root,
                root.resolve("dogs") + ": class must hold at least one image (.png, .jpg, .jpeg, .bmp, .gif), was 0");
    }

    private static void assertFails(Path root, String sentence) {
        assertThatThrownBy(() -> FolderSource.open(root))
                .isInstanceOf(DataException.class)
                .hasMessage(sentence);
    }

    @Test
    void namesAnImageThatIsNotOne() throws IOException {
        put(folder, "a/1.jpg");
        Path bad = Files.createDirectory(folder.resolve("b")).resolve("bad.png");
        Files.writeString(bad, "hello");
        FolderSource source = FolderSource.open(folder);
        assertThatThrownBy(() -> source.image(1))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        bad
                                + ": must be a PNG, JPEG, GIF, BMP, WebP, TIFF or PNM image, starts with the bytes 68 65 6c 6c");
    }
}
