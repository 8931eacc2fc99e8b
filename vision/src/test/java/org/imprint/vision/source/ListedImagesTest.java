package org.imprint.vision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedImagesTest {

    @TempDir
    private Path folder;

    private static List<String> ids(ListedImages images) {
        return IntStream.range(0, images.size()).mapToObj(images::id).toList();
    }

    @Test
    void takesFilesAndWhatLiesInFoldersAtAnyDepthOnceEach() throws IOException {
        FolderSourceTest.put(folder, "a.jpg", "in/b.jpg", "in/deep/c.jpg", "in/.DS_Store.jpg", "in/d.jpg");
        Files.writeString(folder.resolve("in/notes.txt"), "no image");
        Files.writeString(folder.resolve("in/.DS_Store"), "junk");
        Path in = folder.resolve("in");

        ListedImages images = ListedImages.of("heron", List.of(folder.resolve("a.jpg"), in, in.resolve("b.jpg")));

        assertThat(ids(images))
                .containsExactly(
                        folder.resolve("a.jpg").toString(),
                        in.resolve("b.jpg").toString(),
                        in.resolve("d.jpg").toString(),
                        in.resolve("deep/c.jpg").toString());
        assertThat(images.classNames()).containsExactly("heron");
        assertThat(images.label(2)).isZero();
        assertThat(images.leftOut().items())
                .extracting(LeftOut.Item::name)
                .containsExactly(in + "/.DS_Store.jpg", in + "/notes.txt");
        assertThat(images.identified(3).digest()).isEqualTo(images.digest(3));
        assertThat(images.name()).isEqualTo(folder.resolve("a.jpg") + " and 3 more");
    }

    @Test
    void tellsOfANamedFileOnlyWhenItIsRead() {
        ListedImages images = ListedImages.of("x", List.of(folder.resolve("gone.jpg")));
        assertThat(images.size()).isEqualTo(1);
        assertThatThrownBy(() -> images.image(0))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("gone.jpg") + ": file does not exist");
    }

    @Test
    void refusesNothingAndFoldersWithoutImages() throws IOException {
        assertThatThrownBy(() -> ListedImages.of("x", List.of()))
                .isInstanceOf(ImprintException.class)
                .hasMessage("there must be at least one image or folder, was 0");
        Files.writeString(folder.resolve("notes.txt"), "no image");
        assertThatThrownBy(() -> ListedImages.of("x", List.of(folder)))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": must hold at least one image, was without; it holds 1 .txt");
    }
}
