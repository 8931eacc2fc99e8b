package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.MappedSource;
import org.imprint.vision.dataset.reader.MemorySource;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnionSourceTest {

    private static SampleSource source(String id, List<String> names, int... labels) {
        return new MemorySource(
                id, id, labels, names, i -> new RgbImage(1, 1, new byte[] {(byte) i, (byte) labels[i], 0}));
    }

    private static UnionSource union() {
        return new UnionSource(
                List.of("A", "B", "C"),
                List.of(
                        source("a", List.of("x", "y"), 1, 0, 1),
                        source("b", List.of("u", "v", "w"), 2),
                        source("c", List.of("t"), 0, 0)));
    }

    /** The published code's own example (CIFAR10 and FashionMNIST, labels 0, 1, 10, 11) loses the offset; here it stays. */
    @Test
    void shiftsLabelsByTheClassesBefore() throws IOException {
        UnionSource union = union();
        assertThat(Expected.labels(union)).containsExactly(1, 0, 1, 4, 5, 5);
        assertThat(union.classNames()).containsExactly("A/x", "A/y", "B/u", "B/v", "B/w", "C/t");
        assertThat(Expected.ids(union)).containsExactly("A/a#0", "A/a#1", "A/a#2", "B/b#0", "C/c#0", "C/c#1");
        assertThat(union.image(3).pixels()).containsExactly(0, 2, 0);
        assertThat(union.image(5).pixels()).containsExactly(1, 0, 0);
        assertThat(union.name()).isEqualTo("A+B+C");
    }

    @Test
    void mappingRenamesAndLeavesOut() throws IOException {
        SampleSource mapped = MappedSource.of(union(), new int[] {0, 1, 0, 1, -1, 0}, List.of("even", "odd"));
        assertThat(Expected.labels(mapped)).containsExactly(1, 0, 1, 0, 0);
        assertThat(Expected.ids(mapped)).containsExactly("A/a#0", "A/a#1", "A/a#2", "C/c#0", "C/c#1");
        assertThat(mapped.image(4).pixels()).containsExactly(1, 0, 0);
        assertThatThrownBy(() -> MappedSource.of(union(), new int[6], List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MappedSource.of(union(), new int[5], List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mapping must have one entry for each of the 6 classes, was 5");
        assertThatThrownBy(() -> MappedSource.of(union(), new int[] {-1, -1, -1, -1, -1, -1}, List.of("a")))
                .isInstanceOf(DataException.class);
    }

    @Test
    void combiDigitsHasOneClassPerDigit(@TempDir Path root) throws IOException {
        Tiny.mnist(root.resolve("MNIST"), new int[] {3, 0}, new int[] {1});
        Expected.unpack(root.resolve("MNIST-M"), "mnist_m_train.pt.tar.gz");
        Expected.copy(root.resolve("USPS"), "usps.bz2");
        Expected.copy(root.resolve("SVHN"), "train_32x32.mat");
        try (SampleSource digits = DataSets.at(root).open("CombiDigits", Split.TRAIN)) {
            assertThat(digits.size()).isEqualTo(2 + 4 + 12 + 6);
            assertThat(Expected.labels(digits))
                    .containsExactly(3, 0, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 0, 3, 1, 9, 0, 5);
            assertThat(Expected.ids(digits)).doesNotHaveDuplicates();
            assertThat(digits.id(2)).isEqualTo("MNIST-M/mnist_m_train#0");
            assertThat(digits.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
        try (SampleSource zeros = DataSets.at(root).open("CombiDigits", Split.TRAIN, Classes.of(List.of(0)))) {
            assertThat(Expected.labels(zeros)).containsOnly(0).hasSize(6);
        }
    }

    @Test
    void subsetsKeepLabels() {
        SampleSource some = ClassSubset.of(union(), Classes.of(List.of(5, 0)));
        assertThat(Expected.labels(some)).containsExactly(0, 5, 5);
        assertThat(some.classNames()).hasSize(6);
        assertThatThrownBy(() -> ClassSubset.of(union(), Classes.of(List.of(2))))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Classes.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNamesThatAreTheSame() {
        SampleSource a = source("a", List.of("x"), 0);
        assertThatThrownBy(() -> new UnionSource(List.of("A", "A"), List.of(a, a)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names of the parts must differ, was [A, A]");
    }
}
