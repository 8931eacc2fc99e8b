package org.imprint.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    private Path folder;

    @Test
    void removesAllThatIsInAFolderButNothingThatIsOnlyLinked() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "x");
        Path gone = Files.createDirectories(folder.resolve("gone/inner")).getParent();
        Files.writeString(gone.resolve("inner/a"), "x");
        Files.createSymbolicLink(gone.resolve("link"), kept);
        Files.createSymbolicLink(gone.resolve("broken"), folder.resolve("nowhere"));

        Folders.delete(gone);
        Folders.delete(gone);

        assertThat(folder).isDirectoryContaining(p -> p.equals(kept)).isDirectoryNotContaining(p -> p.equals(gone));
    }

    @Test
    void removesALinkThatPointsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        Folders.delete(link);

        assertThat(folder).isEmptyDirectory();
    }
}
