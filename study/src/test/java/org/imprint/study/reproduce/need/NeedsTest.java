package org.imprint.study.reproduce.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.PlaceShape;
import org.imprint.lab.run.input.CardShapes;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.NamedMappings;
import org.imprint.lab.sweep.label.RandomClassRemappings;
import org.imprint.study.reproduce.section.Section;
import org.imprint.vision.dataset.DataSets;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.store.EmbeddingPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedsTest {

    @TempDir
    private Path folder;

    private Surroundings around;

    @BeforeEach
    void look() {
        around = new Surroundings(
                folder.resolve("data"), DataSets.at(folder.resolve("sets")), BackboneHome.at(folder.resolve("home")));
    }

    @Test
    void anEmptyPlaceLacksEverything() {
        Needs needs = Needs.of(List.of(Section.PREVIOUS_METHODS), around);

        assertThat(needs.embeddings()).hasSize(4 * 3 * 2).noneMatch(Need::isPresent);
        assertThat(needs.backbones().stream().map(Need::name))
                .containsExactly("resnet18", "resnet50", "vit_b_16", "swin_b");
        assertThat(needs.backbones().get(0).bytes()).isEqualTo(OptionalLong.of(46_830_571));
        assertThat(needs.dataSets().stream().map(Need::name)).containsExactly("MNIST", "FashionMNIST", "CIFAR10");
        assertThat(needs.embeddings().get(0).name()).isEqualTo("MNIST/resnet18/train");
        assertThat(needs.embeddings().get(0).detail()).isEqualTo("60,000 images to embed");
        assertThat(needs.embeddings().get(0).bytes()).isEqualTo(OptionalLong.of(60_000L * 512 * 4));
    }

    @Test
    void whatIsEmbeddedNeedsNeitherBackboneNorImages() throws IOException {
        for (String backbone : List.of("resnet18", "resnet50", "vit_b_16", "swin_b")) {
            for (String dataSet : List.of("MNIST", "FashionMNIST", "CIFAR10")) {
                for (String split : List.of("train", "test")) {
                    Path file = new EmbeddingPath(dataSet, backbone, split).under(around.data());
                    Files.createDirectories(file.getParent());
                    Files.createFile(file);
                }
            }
        }
        Needs needs = Needs.of(List.of(Section.PREVIOUS_METHODS, Section.FIGURE_6), around);

        assertThat(needs.lacking()).isEmpty();
        assertThat(needs.backbones()).isEmpty();
        assertThat(needs.dataSets()).isEmpty();
    }

    @Test
    void imageNetHasToBeAskedForAndOnlyAHundredClassesAreEmbedded() {
        Needs needs = Needs.of(List.of(Section.IMAGENET), around);

        Need images = needs.dataSets().get(0);
        assertThat(images.availability()).isEqualTo(Availability.ON_REQUEST);
        assertThat(images.detail()).startsWith("register at https://").contains(folder.toString());
        assertThat(needs.embeddings().stream().map(Need::name))
                .contains("ImageNet/resnet18/train", "ImageNet/resnet18/val");
        assertThat(needs.embeddings().stream().map(Need::detail)).contains("5,000 images to embed");
    }

    @Test
    void measurementsNeedTrainingRowsAlone() {
        assertThat(Needs.of(List.of(Section.COLLAPSE), around).embeddings().stream()
                        .map(Need::name))
                .allMatch(name -> name.endsWith("/train"))
                .hasSize(4 * (3 + 3 + 1));
    }

    @Test
    void shapesAreKnownWithoutData() {
        CardShapes shapes = new CardShapes(DataShapes.unknown(), around.dataSets());
        PlaceShape mnist = shapes.of(new Place("resnet18", List.of("MNIST"), LabelMapping.none()))
                .orElseThrow();
        assertThat(mnist.dim()).isEqualTo(512);
        assertThat(mnist.trainRows()).hasSize(10).containsEntry(3, 6000);
        assertThat(mnist.testRows()).containsEntry(3, 1000);
        PlaceShape digits = shapes.of(new Place(
                        "swin_b",
                        List.of("MNIST", "MNIST-M", "USPS", "SVHN"),
                        NamedMappings.of("combined", 4).get(0)))
                .orElseThrow();
        assertThat(digits.trainRows()).hasSize(10);
        assertThat(digits.trainRows().get(0)).isGreaterThan(18_000);
        PlaceShape random = shapes.of(new Place("resnet50", List.of("ImageNet"), RandomClassRemappings.of(3, 0)))
                .orElseThrow();
        assertThat(random.testRows()).hasSize(10).containsEntry(0, 150);
        assertThat(shapes.of(new Place("unknown", List.of("MNIST"), LabelMapping.none())))
                .isEmpty();
    }
}
