package org.imprint.vision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.decode.ImageFiles;
import org.imprint.vision.decode.ImageFormat;
import org.imprint.vision.decode.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    @TempDir
    Path folder;

    /** Copies a small image to a place below a root, making folders as needed. */
    static void put(Path root, String... places) throws IOException {
        for (String place : places) {
            Path file = root.resolve(place);
            Files.createDirectories(file.getParent());
            Files.copy(ImageFiles.FOLDER.resolve("exif6.jpg"), file);
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
    void countsWhatIsLeftOutByReasonAndPassesOverJunk() throws IOException {
        put(folder, "a/1.jpg", "a/.2.jpg", "a/.cache/3.jpg", "b/1.jpg", ".git/x.jpg", "loose.jpg");
        put(folder, "a/._1.jpg", "__MACOSX/a/._1.jpg");
        for (String junk : new String[] {"a/.DS_Store", "b/Thumbs.db", "desktop.ini"}) {
            Files.writeString(folder.resolve(junk), "junk");
        }
        for (String text : new String[] {"a/notes.txt", "a/more.TXT", "b/LICENSE", "b/phone.heic"}) {
            Files.writeString(folder.resolve(text), "no image");
        }
        FolderSource source = FolderSource.open(folder);
        assertThat(ids(source)).containsExactly("a/1.jpg", "b/1.jpg");
        assertThat(source.leftOut())
                .hasToString("3 hidden, 2 .txt, 1 .heic, 1 outside the class folders, 1 without an ending");
        assertThat(source.leftOut().items())
                .extracting(LeftOut.Item::name)
                .containsExactly(
                        ".git",
                        "a/.2.jpg",
                        "a/.cache",
                        "a/more.TXT",
                        "a/notes.txt",
                        "b/LICENSE",
                        "b/phone.heic",
                        "loose.jpg");
        assertThat(source.leftOut().items().get(6).toString())
                .startsWith("b/phone.heic: HEIC is not read; convert it first, e.g. ");
    }

    @Test
    void takesImagesWhateverTheyAreCalled() throws IOException {
        put(folder, "a/noext", "a/x.dat", "a/y.jpg", "b/IMG.JPE", "b/z.jfif", "b/photo.jpg.bak");
        FolderSource source = FolderSource.open(folder);
        assertThat(ids(source))
                .containsExactly("a/noext", "a/x.dat", "a/y.jpg", "b/IMG.JPE", "b/photo.jpg.bak", "b/z.jfif");
        assertThat(source.leftOut().isEmpty()).isTrue();
        for (int i = 0; i < source.size(); i++) {
            assertThat(source.image(i).width()).isEqualTo(11);
        }
    }

    @Test
    void followsLinksToFilesAndFoldersWhereverTheyLead() throws IOException {
        Path root = folder.resolve("root");
        put(root, "cat/1.jpg", "cat/2.jpg");
        put(folder, "store/owl/4.jpg", "store/owl/5.jpg", "store/6.jpg");
        Files.createSymbolicLink(root.resolve("owl"), Path.of("../store/owl"));
        Files.createSymbolicLink(root.resolve("cat/3.jpg"), folder.resolve("store/6.jpg"));
        Files.createSymbolicLink(root.resolve("cat/more"), folder.resolve("store/owl"));
        Files.createSymbolicLink(folder.resolve("link"), root);
        for (Path start : new Path[] {root, folder.resolve("link")}) {
            FolderSource source = FolderSource.open(start);
            assertThat(source.classNames()).containsExactly("cat", "owl");
            assertThat(ids(source))
                    .containsExactly(
                            "cat/1.jpg",
                            "cat/2.jpg",
                            "cat/3.jpg",
                            "cat/more/4.jpg",
                            "cat/more/5.jpg",
                            "owl/4.jpg",
                            "owl/5.jpg");
            assertThat(source.leftOut().isEmpty()).isTrue();
        }
    }

    @Test
    void leavesLinksOutThatLeadNowhereOrInACircle() throws IOException {
        Path root = folder.resolve("root");
        put(root, "a/1.jpg", "b/1.jpg", "b/deep/2.jpg");
        Files.createSymbolicLink(root.resolve("a/loop"), root);
        Files.createSymbolicLink(root.resolve("a/above"), folder);
        Files.createSymbolicLink(root.resolve("b/deep/up"), root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b/self.jpg"), Path.of("self.jpg"));
        Files.createSymbolicLink(root.resolve("b/broken.jpg"), root.resolve("a/9.jpg"));
        FolderSource source = FolderSource.open(root);
        assertThat(ids(source)).containsExactly("a/1.jpg", "b/1.jpg", "b/deep/2.jpg");
        assertThat(source.leftOut()).hasToString("3 links in a circle, 2 broken links");
    }

    /** The same name composed (NFC, as Linux and Windows write it) and decomposed (NFD, as macOS does). */
    @Test
    void classNamesAreTheSameFromEveryMachine() throws IOException {
        String composed = "caf\u00e9";
        String decomposed = "cafe\u0301";
        put(folder, "mac/" + decomposed + "/1.jpg", "mac/dog/1.jpg", "linux/" + composed + "/1.jpg", "linux/dog/1.jpg");
        assertThat(FolderSource.open(folder.resolve("mac")).classNames())
                .isEqualTo(FolderSource.open(folder.resolve("linux")).classNames())
                .containsExactly(composed, "dog");
        put(folder, "linux/" + decomposed + "/2.jpg");
        assertFails(
                folder.resolve("linux"),
                folder.resolve("linux")
                        + ": holds 'caf\u00e9' twice, spelt with different Unicode characters; rename one"
                        + " of the two");
    }

    /** A file system takes any bytes for a name; Java's file functions here do not make such names, so a shell does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatAreNotUnicodeAreKeptApartAndReadable() throws IOException, InterruptedException {
        put(folder, "a/1.jpg", "b/1.jpg");
        String copies = "cp a/1.jpg \"a/caf$(printf '\\351').jpg\" && cp a/1.jpg \"a/caf$(printf '\\350') 2.jpg\"";
        assertThat(new ProcessBuilder("sh", "-c", copies)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        FolderSource source = FolderSource.open(folder);
        assertThat(ids(source)).containsExactly("a/1.jpg", "a/caf%E8 2.jpg", "a/caf%E9.jpg", "b/1.jpg");
        assertThat(source.image(2).width()).isEqualTo(11);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatMayNotBeListedIsAnErrorAndNotAnEmptyOne() throws IOException {
        put(folder, "a/1.jpg", "b/1.jpg", "b/locked/2.jpg");
        Path locked = folder.resolve("b/locked");
        Files.setPosixFilePermissions(locked, Set.of());
        try {
            assumeFalse(Files.isReadable(locked), "the superuser may list everything");
            assertFails(folder, locked + ": folder may not be read by this user");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
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
        Files.writeString(root.resolve("readme.txt"), "cats only");
        assertFails(root, root + ": must hold at least 2 class folders, was 1 (cats); beside that it holds 1 .txt");
        Files.createDirectory(root.resolve("dogs"));
        String empty = root.resolve("dogs") + ": class must hold at least one image (" + ImageFormat.NAMES + "), was 0";
        assertFails(root, empty);
        Files.writeString(root.resolve("dogs/1.heic"), "no image");
        assertFails(root, empty + "; it holds 1 .heic");
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
