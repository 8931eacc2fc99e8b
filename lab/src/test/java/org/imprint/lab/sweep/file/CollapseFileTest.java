package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.SweepException;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.NamedMappings;
import org.imprint.lab.sweep.label.RandomClassRemappings;
import org.junit.jupiter.api.Test;

class CollapseFileTest {

    private static final Path PAPER = Path.of("../configs/paper/collapse.yaml");
    private static final List<String> BACKBONES = List.of("resnet18", "resnet50", "vit_b_16", "swin_b");

    @Test
    void thePapersFileHoldsFourDataSetsAndAHundredRemappingsForFourBackbones() {
        List<CollapseChoice> choices = CollapseFile.read(PAPER).choices();

        assertThat(choices).hasSize(4 * (4 + 100)).doesNotHaveDuplicates();
        assertThat(choices).allSatisfy(c -> assertThat(c.split()).isEmpty());
        List<String> digits = List.of("MNIST", "MNIST-M", "USPS", "SVHN");
        for (String backbone : BACKBONES) {
            for (String dataSet : List.of("MNIST", "FashionMNIST", "CIFAR10")) {
                assertThat(choices).contains(choice(backbone, List.of(dataSet), LabelMapping.none()));
            }
            assertThat(choices)
                    .contains(choice(
                            backbone, digits, NamedMappings.of("combined", 4).get(0)));
            for (LabelMapping random : RandomClassRemappings.all()) {
                assertThat(choices).contains(choice(backbone, List.of("ImageNet"), random));
            }
        }
    }

    @Test
    void readsEveryKey() {
        CollapseFile file = read("""
                schema: 1
                collapse:
                  backbones: net
                  datasets: [A, [A, B]]
                  label_remappings: {none: {}, pair: {0: [0, 1], 1: [2]}}
                  split: val
                  grids:
                    - {}
                    - {datasets: C, split: test, label_remappings: {none: {}}}
                run: {workers: 2, memory: 1GiB, output: results}
                """);

        assertThat(file.choices()).hasSize(5);
        assertThat(file.choices().get(3).dataSets()).containsExactly("A", "B");
        assertThat(file.choices().get(3).mapping().apply(2)).isEqualTo(1);
        assertThat(file.choices().get(3).split()).contains("val");
        assertThat(file.choices().get(4))
                .isEqualTo(new CollapseChoice("net", List.of("C"), LabelMapping.none(), Optional.of("test")));
        assertThat(file.run())
                .isEqualTo(new RunSettings(OptionalInt.of(2), OptionalLong.of(1L << 30), Optional.of("results")));
    }

    @Test
    void measuresOnceWhatTwoGridsShare() {
        assertThat(read("""
                schema: 1
                collapse:
                  backbones: net
                  grids: [{datasets: [A, B]}, {datasets: [B, C]}]
                """).choices()).hasSize(3);
    }

    @Test
    void theExampleOfTheDocumentationIsRead() throws IOException {
        String readme = Files.readString(Path.of("../configs/README.md"));
        int from = readme.indexOf("```yaml\n", readme.indexOf("imprint collapse")) + 8;

        assertThat(read(readme.substring(from, readme.indexOf("```", from))).choices())
                .hasSize(2 * (2 + 2));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> read("""
                schema: 2
                collapse:
                  backbone: net
                  datasets: [A, A, a/b]
                  seeds: 3
                  split: ../test
                """))
                .isInstanceOf(SweepException.class)
                .hasMessageStartingWith("c.yaml has 7 problem(s):")
                .hasMessageContaining("schema (line 1): must be 1, was 2")
                .hasMessageContaining("collapse.backbone (line 3): unknown key; did you mean backbones?")
                .hasMessageContaining("collapse (line 3): backbones is required")
                .hasMessageContaining("collapse.datasets[1] (line 4): gives again what the axis has already: 'A'")
                .hasMessageContaining("collapse.datasets[2] (line 4): must be the name of a data set")
                .hasMessageContaining(
                        "collapse.seeds (line 5): is a key of sweeps: a measurement of embeddings has none")
                .hasMessageContaining("collapse.split (line 6): must be a split such as train, val or test");
    }

    @Test
    void tellsMeasurementsFromSweeps() {
        assertThatThrownBy(() -> read("schema: 1\nsweep: {backbones: net}\n"))
                .hasMessageContaining("sweep (line 2): is a sweep of runs; measurements stand in 'collapse'")
                .hasMessageContaining("collapse is required");
        assertThatThrownBy(() -> SweepFile.read(PAPER))
                .hasMessageContaining(
                        "collapse (line 5): is no part of a sweep: a file of its own has it, read by imprint"
                                + " collapse");
    }

    private static CollapseChoice choice(String backbone, List<String> dataSets, LabelMapping mapping) {
        return new CollapseChoice(backbone, dataSets, mapping, Optional.empty());
    }

    private static CollapseFile read(String text) {
        return CollapseFile.parse(Path.of("c.yaml"), text);
    }
}
