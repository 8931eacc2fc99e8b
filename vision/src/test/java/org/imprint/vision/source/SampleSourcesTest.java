package org.imprint.vision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.data.StratifiedSplit;
import org.imprint.vision.data.TrainTest;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSourcesTest {

    @TempDir
    Path folder;

    @Test
    void opensIdxFilesByFolderOrByFile() throws IOException {
        Path images = Files.write(folder.resolve("t10k-images-idx3-ubyte"), IdxSourceTest.images(2));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxSourceTest.labels(0, 1));
        assertThat(SampleSources.open(folder, Split.TEST)).isInstanceOf(IdxSource.class);
        assertThat(SampleSources.open(images, Split.TEST).size()).isEqualTo(2);
        assertThatThrownBy(() -> SampleSources.open(folder, Split.TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": holds no IDX file train-images-idx3-ubyte[.gz]");
        assertThatThrownBy(() -> SampleSources.open(folder.resolve("x"), Split.TRAIN))
                .hasMessage(folder.resolve("x") + ": file or folder does not exist");
    }

    @Test
    void opensTheFoldersOfTheSplits() throws IOException {
        FolderSourceTest.put(folder, "train/a/1.jpg", "train/b/2.jpg", "train/b/3.jpg", "test/a/4.jpg", "test/b/5.jpg");
        assertThat(SampleSources.open(folder, Split.TRAIN).size()).isEqualTo(3);
        assertThat(SampleSources.open(folder, Split.TEST).id(0)).isEqualTo("a/4.jpg");
        TrainTest both = SampleSources.openBoth(folder, 0.5, 1);
        assertThat(both.train().size()).isEqualTo(3);
        assertThat(both.test().size()).isEqualTo(2);
    }

    @Test
    void takesEveryUsualNameOfASplit() throws IOException {
        FolderSourceTest.put(folder, "Training/a/1.jpg", "Training/b/2.jpg", "VALID/a/3.jpg", "VALID/b/4.jpg");
        FolderSourceTest.put(folder, "loose.jpg", "Training/loose.jpg");
        assertThat(SampleSources.open(folder, Split.TRAIN).id(1)).isEqualTo("b/2.jpg");
        assertThat(SampleSources.open(folder, Split.TRAIN).leftOut()).hasToString("2 outside the class folders");
        assertThat(SampleSources.open(folder, Split.VALIDATION).classNames()).containsExactly("a", "b");
        assertThatThrownBy(() -> SampleSources.open(folder, Split.TEST))
                .hasMessage(folder + ": has the splits train and val, was asked for test");
        assertThat(SampleSources.openBoth(folder, 0.5, 1).test().id(0)).isEqualTo("a/3.jpg");
        FolderSourceTest.put(folder, "testing/a/5.jpg", "testing/b/6.jpg");
        assertThat(SampleSources.open(folder, Split.VALIDATION).id(0)).isEqualTo("a/3.jpg");
        assertThat(SampleSources.openBoth(folder, 0.5, 1).test().id(0)).isEqualTo("a/5.jpg");
        assertThat(List.of(Split.of("Test"), Split.of("validation"), Split.of("TRAIN")))
                .containsExactly(Split.TEST, Split.VALIDATION, Split.TRAIN);
    }

    @Test
    void refusesWhatLooksLikeSplitsAndIsNotUnderstood() throws IOException {
        refuses("(foo, train), but foo is no split", "train/a/1.jpg", "train/b/1.jpg", "foo/a/1.jpg");
        refuses("(test, val), but train is missing", "test/a/1.jpg", "test/b/1.jpg", "val/a/1.jpg", "val/b/1.jpg");
        refuses("two folders are the same split", "train/a/1.jpg", "val/a/1.jpg", "valid/a/1.jpg");
        refuses("(test, train), but they hold no class folders", "train/1.jpg", "test/1.jpg");
    }

    private void refuses(String what, String... files) throws IOException {
        Path root = Files.createTempDirectory(folder, "root");
        FolderSourceTest.put(root, files);
        assertThatThrownBy(() -> SampleSources.open(root, Split.TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(root + ": looks like splits")
                .hasMessageContaining(what)
                .hasMessageContaining("train|training, test|testing, val|valid|validation in any case");
    }

    @Test
    void aClassMayBeCalledTrain() throws IOException {
        FolderSourceTest.put(folder, "bus/1.jpg", "train/1.jpg");
        assertThat(SampleSources.open(folder, Split.TRAIN).classNames()).containsExactly("bus", "train");
    }

    @Test
    void refusesSplitsWithDifferentClasses() throws IOException {
        FolderSourceTest.put(folder, "train/a/1.jpg", "train/b/2.jpg", "test/a/4.jpg", "test/c/5.jpg");
        assertThatThrownBy(() -> SampleSources.openBoth(folder, 0.5, 1))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("test") + ": must have the classes of " + folder.resolve("train")
                        + ", was without [b] and with [c] besides");
    }

    @Test
    void dividesAFolderOfClassFolders() throws IOException {
        FolderSourceTest.put(folder, "a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/2.jpg", "b/3.jpg");
        TrainTest both = SampleSources.openBoth(folder, 0.34, 1);
        assertThat(both.test().size()).isEqualTo(2);
        assertThat(both.train().size()).isEqualTo(4);
        assertThat(both.test().image(0).width()).isEqualTo(11);
        assertThat(SampleSources.open(folder, Split.TEST).size()).isEqualTo(6);
    }

    /** Samples without pixels: {@code perClass} of each of three classes. */
    private record Names(int perClass, boolean reversed) implements SampleSource {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public int size() {
            return 3 * perClass;
        }

        @Override
        public List<String> classNames() {
            return List.of("x", "y", "z");
        }

        @Override
        public int label(int i) {
            return (reversed ? size() - 1 - i : i) / perClass;
        }

        @Override
        public String id(int i) {
            return "image-" + (reversed ? size() - 1 - i : i);
        }

        @Override
        public RgbImage image(int i) {
            throw new UnsupportedOperationException("only names");
        }
    }

    private static Set<String> ids(SampleSource source) {
        return new TreeSet<>(
                IntStream.range(0, source.size()).mapToObj(source::id).toList());
    }

    @Test
    void dividesEachClassAlikeWhateverTheOrder() {
        TrainTest both = StratifiedSplit.of(new Names(40, false), 0.25, 7);
        for (int c = 0; c < 3; c++) {
            int label = c;
            assertThat(IntStream.range(0, both.test().size())
                            .filter(i -> both.test().label(i) == label)
                            .count())
                    .isEqualTo(10);
        }
        Set<String> all = ids(both.train());
        all.addAll(ids(both.test()));
        assertThat(all).hasSize(120);
        assertThat(ids(StratifiedSplit.of(new Names(40, true), 0.25, 7).test())).isEqualTo(ids(both.test()));
        assertThat(ids(StratifiedSplit.of(new Names(40, false), 0.25, 8).test()))
                .isNotEqualTo(ids(both.test()));
    }

    @Test
    void leavesOneOfEachClassOnEitherSide() {
        assertThat(StratifiedSplit.of(new Names(2, false), 0.01, 1).test().size())
                .isEqualTo(3);
        assertThat(StratifiedSplit.of(new Names(2, false), 0.99, 1).train().size())
                .isEqualTo(3);
    }

    @Test
    void refusesClassesTooSmallToDivide() {
        assertThatThrownBy(() -> StratifiedSplit.of(new Names(1, false), 0.5, 1))
                .isInstanceOf(DataException.class)
                .hasMessage("names: class x must have at least 2 images to be divided into train and test, was 1");
        assertThatThrownBy(() -> StratifiedSplit.of(new Names(4, false), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test fraction must be in (0, 1), was 1.0");
        assertThatThrownBy(() -> Split.of("dev")).hasMessage("split must be one of train, test, val, was dev");
    }
}
