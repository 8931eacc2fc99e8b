package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DataSetCommandTest {

    @TempDir
    private Path folder;

    @Test
    void listsThePapersDataSets() throws IOException {
        Imprint run = Imprint.run("dataset", "list", "--json");
        assertThat(run.exitCode()).isZero();
        JsonNode sets = new ObjectMapper().readTree(run.out());
        assertThat(sets.findValuesAsText("name"))
                .contains("MNIST", "FashionMNIST", "CIFAR10", "MNIST-M", "USPS", "SVHN", "ImageNet", "CombiDigits");
        assertThat(Imprint.run("dataset", "list").out()).contains("data set").contains("ImageNet");
    }

    @Test
    void inspectsWhatLiesBelowTheRoot() throws IOException {
        Samples.idx(Files.createDirectories(folder.resolve("MNIST")));
        Path sheet = folder.resolve("sheet.png");

        Imprint run = Imprint.run("dataset", "inspect", "MNIST", "--split", "test", "--root", folder, "--sheet", sheet);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("MNIST, test: 500 samples, the first 28 × 28");
        assertThat(sheet).isNotEmptyFile();
    }

    @Test
    void verifyTellsThatASampleIsNotTheOfficialFile() throws IOException {
        Samples.idx(Files.createDirectories(folder.resolve("MNIST")));
        Imprint run = Imprint.run("dataset", "verify", "MNIST", "--root", folder);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("train-images-idx3-ubyte.gz").contains("wrong");
    }

    @Test
    void missingFilesAreAnErrorThatNamesThem() {
        Imprint run = Imprint.run("dataset", "inspect", "USPS", "--root", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(folder.toString()).contains("usps");
    }

    @Test
    void imageNetSaysWhereToAsk() {
        Imprint run = Imprint.run("dataset", "fetch", "ImageNet", "--root", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("image-net.org").contains("ILSVRC2012");
    }

    @Test
    void aMisspelledNameIsGuessed() {
        Imprint run = Imprint.run("dataset", "verify", "fashion-mnist", "--root", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean FashionMNIST?");
    }

    /** Debian's package dataset-fashion-mnist, where it is installed, is found by its data set's name. */
    @Test
    @EnabledIf("debianHasFashionMnist")
    void embedTakesADataSetByName() {
        Path file = folder.resolve("few.h5");
        Imprint run = Imprint.run("embed", "--data", "FashionMNIST", "--split", "test", "--limit", 20, "--out", file);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("28x28").contains("fashion-mnist");
        assertThat(file).isNotEmptyFile();
    }

    static boolean debianHasFashionMnist() {
        return Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist"));
    }
}
