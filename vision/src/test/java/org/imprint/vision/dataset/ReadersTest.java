package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.cifar.CifarReader;
import org.imprint.vision.dataset.reader.UspsReader;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each official format, read from a folder as it would be fetched. */
class ReadersTest {

    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    @TempDir
    Path root;

    @Test
    void readsSvhnAsScipyAndTorchvisionDo() throws IOException {
        Expected.copy(root.resolve("SVHN"), "train_32x32.mat", "test_32x32.mat");
        SampleSource train = DataSets.at(root).open("SVHN", Split.TRAIN);
        Expected.assertEquals(train, "train_32x32.mat");
        assertThat(train.classNames()).isEqualTo(DIGITS);
        assertThat(train.id(5)).isEqualTo("train_32x32#5");
        Expected.assertEquals(DataSets.at(root).open("SVHN", Split.TEST), "test_32x32.mat");
    }

    @Test
    void readsUspsAsTorchvisionDoes() throws IOException {
        Expected.copy(root.resolve("USPS"), "usps.bz2", "usps.t.bz2");
        SampleSource train = DataSets.at(root).open("USPS", Split.TRAIN);
        Expected.assertEquals(train, "usps.bz2");
        assertThat(train.image(0).width()).isEqualTo(16);
        assertThat(train.id(11)).isEqualTo("usps#11");
        Expected.assertEquals(DataSets.at(root).open("USPS", Split.TEST), "usps.t.bz2");
    }

    /** The archives hold torch's zip format for training and its older stream for testing. */
    @Test
    void readsMnistMAsTorchDoes() throws IOException {
        Expected.unpack(root.resolve("MNIST-M"), "mnist_m_train.pt.tar.gz", "mnist_m_test.pt.tar.gz");
        SampleSource train = DataSets.at(root).open("MNIST-M", Split.TRAIN);
        Expected.assertEquals(train, "mnist_m_train.pt");
        assertThat(train.classNames()).startsWith("0 - zero");
        assertThat(train.id(3)).isEqualTo("mnist_m_train#3");
        Expected.assertEquals(DataSets.at(root).open("MNIST-M", Split.TEST), "mnist_m_test.pt");
    }

    @Test
    void unpacksNoArchiveButTheOfficialOne() throws IOException {
        Expected.copy(root.resolve("MNIST-M"), "mnist_m_train.pt.tar.gz");
        assertThatThrownBy(() -> DataSets.at(root).open("MNIST-M", Split.TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "mnist_m_train.pt.tar.gz: must have MD5 191ed53db9933bd85cc9700558847391, was MD5 ");
        assertThat(root.resolve("MNIST-M/mnist_m_train.pt")).doesNotExist();
    }

    @Test
    void readsCifarBinaryInTheOrderOfItsBatches() throws IOException {
        Tiny.cifarFolder(root.resolve("CIFAR10/cifar-10-batches-bin"));
        try (SampleSource train = DataSets.at(root).open("CIFAR10", Split.TRAIN)) {
            assertThat(Expected.labels(train)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(Expected.ids(train)).startsWith("data_batch_1#0", "data_batch_1#1", "data_batch_2#0");
            assertThat(train.classNames()).startsWith("airplane", "automobile").endsWith("truck");
            RgbImage image = train.image(3);
            byte[] pixel = {(byte) (7 + 3 * 5 + 9), (byte) (7 + 50 + 3 * 5 + 9), (byte) (7 + 100 + 3 * 5 + 9)};
            int at = 3 * (32 * 5 + 9);
            assertThat(List.of(image.pixels()[at], image.pixels()[at + 1], image.pixels()[at + 2]))
                    .containsExactly(pixel[0], pixel[1], pixel[2]);
        }
        SampleSource test = DataSets.at(root).open("CIFAR10", Split.TEST);
        test.close();
        assertThatThrownBy(() -> test.image(0)).isInstanceOf(DataException.class);
    }

    /** A file of the opcodes that Python 2 wrote, read back by Python's pickle. */
    @Test
    void readsCifarsPythonVersionToo() throws IOException {
        Path python = root.resolve("CIFAR10/cifar-10-batches-py");
        Expected.copy(python, "data_batch_1");
        Expected.assertEquals(CifarReader.read(List.of(python.resolve("data_batch_1")), DIGITS), "data_batch_1");
        for (String name : List.of("data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5")) {
            Files.copy(python.resolve("data_batch_1"), python.resolve(name));
        }
        SampleSource train = DataSets.at(root).open("CIFAR10", Split.TRAIN);
        assertThat(train.size()).isEqualTo(20);
        assertThat(train.id(4)).isEqualTo("data_batch_2#0");
    }

    @Test
    void executesNothingOfAPickle() throws IOException {
        String program = "\u0080\u0002cos\nsystem\n(U\u0004truetR.";
        Path file = Files.write(root.resolve("b"), program.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CifarReader.read(List.of(file), DIGITS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        file + ": refers to the Python object os.system, which is not among those that NumPy writes for"
                                + " arrays of bytes; it was not executed");
    }

    @Test
    void readsMnistPlainOrGzipWhereTorchvisionPutsIt() throws IOException {
        Tiny.mnist(root.resolve("MNIST/raw"), new int[] {3, 0, 9}, new int[] {1, 2});
        SampleSource train = DataSets.at(root).open("MNIST", Split.TRAIN);
        assertThat(Expected.labels(train)).containsExactly(3, 0, 9);
        assertThat(train.classNames()).hasSize(10).startsWith("0 - zero");
        assertThat(train.id(2)).isEqualTo("train-images-idx3-ubyte#2");
        assertThat(train.image(2).pixels()[3]).isEqualTo((byte) 21);
        assertThat(Expected.labels(DataSets.at(root).open("MNIST", Split.TEST))).containsExactly(1, 2);
    }

    @Test
    void saysWhereItLookedForMissingFiles() {
        Path home = root.resolve("SVHN");
        assertThatThrownBy(() -> DataSets.at(root).open("SVHN", Split.TEST))
                .isInstanceOf(DataException.class)
                .hasMessage(home + ": holds no test_32x32.mat of SVHN, nor does " + home.resolve("raw")
                        + "; fetch it first");
    }

    @Test
    void refusesCifarFilesThatAreNotWholeOrHaveOtherLabels() throws IOException {
        Path file = Files.write(root.resolve("b.bin"), new byte[3072]);
        assertThatThrownBy(() -> CifarReader.read(List.of(file), DIGITS))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": must hold 1 to 16777216 whole records of 3073 bytes, was 3072 bytes");
        byte[] bytes = Tiny.cifar(2, 3);
        bytes[3073] = 10;
        Files.write(file, bytes);
        assertThatThrownBy(() -> CifarReader.read(List.of(file), DIGITS))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": label of row 1 must be in [0, 9], was 10");
    }

    private void assertUsps(String text, String problem) throws IOException {
        Path file = Files.writeString(root.resolve("usps"), text);
        assertThatThrownBy(() -> UspsReader.read(file, DIGITS))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": " + problem);
    }

    @Test
    void refusesUspsLinesThatAreNotImages() throws IOException {
        String row =
                IntStream.rangeClosed(1, 256).mapToObj(i -> " " + i + ":0.5").reduce("", String::concat);
        assertUsps("1 1:0.5", "row 0 must have a label and 256 values, was 2 fields");
        assertUsps("1" + row + "\n11" + row, "label of row 1 must be in [1, 10], was 11");
        assertUsps("x" + row, "label of row 0 must be in [1, 10], was x");
        assertUsps("1" + row.replace(" 7:0.5", " 8:0.5"), "value 7 of row 0 must be 7:v with v in [-1, 1], was 8:0.5");
        assertUsps("1" + row.replace(" 7:0.5", " 7:1.5"), "value 7 of row 0 must be 7:v with v in [-1, 1], was 7:1.5");
        assertUsps("1" + row.replace(" 7:0.5", " 7:NaN"), "value 7 of row 0 must be 7:v with v in [-1, 1], was 7:NaN");
        assertUsps("\n\n", "must hold at least one image, was 0");
        assertUsps("1".repeat(40_000), "a line must have at most 32768 characters, has more");
    }
}
