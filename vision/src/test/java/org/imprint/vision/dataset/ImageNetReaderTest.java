package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.imagenet.Devkit;
import org.imprint.vision.dataset.imagenet.ImageNetReader;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.Place;
import org.imprint.vision.fetch.ArchiveLimits;
import org.imprint.vision.fetch.Archives;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNetReaderTest {

    private static final String TRAIN = "ILSVRC2012_img_train.tar";
    private static final String VAL = "ILSVRC2012_img_val.tar";

    @TempDir
    Path root;

    private Path home;

    @BeforeEach
    void home() {
        home = root.resolve("ImageNet");
    }

    private SampleSource open(Split split, Classes classes) {
        return new ImageNetReader().open(Place.of(root, "ImageNet", List.of()), split, classes);
    }

    @Test
    void readsTheValidationArchiveInTorchvisionsOrder() throws IOException {
        Expected.copy(home, VAL, Devkit.ARCHIVE);
        try (SampleSource val = open(Split.TEST, Classes.all())) {
            Expected.assertEquals(val, "val");
            assertThat(Expected.ids(val))
                    .isEqualTo(Expected.texts(Expected.of("val").get("ids")));
            assertThat(val.classNames())
                    .containsExactly(
                            "tench, Tinca tinca",
                            "goldfish, Carassius auratus",
                            "crane (n02012849)",
                            "crane (n03126707)");
        }
    }

    @Test
    void readsTheArchiveOfTrainingArchives() throws IOException {
        Expected.copy(home, TRAIN, Devkit.ARCHIVE);
        try (SampleSource train = open(Split.TRAIN, Classes.all())) {
            Expected.assertEquals(train, "train");
            assertThat(Expected.ids(train))
                    .isEqualTo(Expected.texts(Expected.of("train").get("ids")));
        }
    }

    @Test
    void leavesTheOtherClassesAloneWithoutRenumbering() throws IOException {
        Expected.copy(home, TRAIN, VAL, Devkit.ARCHIVE);
        // An archive that is not wanted is not looked into: here it is damaged.
        byte[] bytes = Files.readAllBytes(home.resolve(TRAIN));
        for (int i = 512; i < 700; i++) {
            bytes[i] = 77;
        }
        Files.write(home.resolve(TRAIN), bytes);
        try (SampleSource train = open(Split.TRAIN, Classes.of(List.of(0, 3)))) {
            assertThat(Expected.labels(train)).containsExactly(0, 0, 3, 3);
            assertThat(train.image(0).width()).isEqualTo(6);
        }
        assertThatThrownBy(() -> open(Split.TRAIN, Classes.all()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(home.resolve(TRAIN) + "!n02012849.tar: ");
        try (SampleSource val = open(Split.TEST, Classes.of(List.of(1)))) {
            assertThat(Expected.labels(val)).containsExactly(1);
        }
    }

    @Test
    void readsFoldersWithTheSameIdsAndLabels() throws IOException {
        Expected.copy(home, Devkit.ARCHIVE);
        Path archives = root.resolve("archives");
        Archives.extract(Expected.FILES.resolve(TRAIN), archives, ArchiveLimits.STANDARD);
        for (String wnid : List.of("n01440764", "n02012849", "n03126707")) {
            Archives.extract(
                    archives.resolve(wnid + ".tar"), home.resolve("train").resolve(wnid), ArchiveLimits.STANDARD);
        }
        SampleSource train = open(Split.TRAIN, Classes.all());
        assertThat(Expected.labels(train)).as("goldfish has no folder").containsExactly(0, 0, 2, 2, 3, 3);
        assertThat(train.id(4)).isEqualTo("n03126707/n03126707_17.JPEG");
        assertThat(train.classNames()).hasSize(4).startsWith("tench, Tinca tinca");
        Files.delete(home.resolve(Devkit.ARCHIVE));
        SampleSource bare = open(Split.TRAIN, Classes.all());
        assertThat(bare.classNames()).containsExactly("n01440764", "n02012849", "n03126707");
        assertThat(Expected.labels(bare)).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void needsTheKitForArchivesAndFittingCounts() throws IOException {
        Expected.copy(home, VAL, TRAIN);
        assertThatThrownBy(() -> open(Split.TEST, Classes.all()))
                .isInstanceOf(DataException.class)
                .hasMessage(home.resolve(VAL) + ": needs " + Devkit.ARCHIVE + " beside it to know the classes");
        Expected.copy(home, Devkit.ARCHIVE);
        Files.copy(home.resolve(TRAIN), home.resolve(VAL), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> open(Split.TEST, Classes.all()))
                .isInstanceOf(DataException.class)
                .hasMessage(home.resolve(VAL)
                        + ": must hold one image for each of the 6 labels of the development kit, was 4");
    }

    @Test
    void readsTheUnpackedKitToo() throws IOException {
        Archives.extract(Expected.FILES.resolve(Devkit.ARCHIVE), home, ArchiveLimits.STANDARD);
        assertThat(Devkit.read(home.resolve("ILSVRC2012_devkit_t12")))
                .isEqualTo(Devkit.read(Expected.FILES.resolve(Devkit.ARCHIVE)));
        assertThat(Devkit.read(home.resolve("ILSVRC2012_devkit_t12")).wnids())
                .isEqualTo(Expected.texts(Expected.of("val").get("wnids")));
        Files.writeString(home.resolve("ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt"), "4\n5\n");
        assertThatThrownBy(() -> Devkit.read(home.resolve("ILSVRC2012_devkit_t12")))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("line 2 must be the number of a synset without children, was 5");
    }
}
