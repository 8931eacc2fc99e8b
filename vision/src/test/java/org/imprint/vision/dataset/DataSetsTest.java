package org.imprint.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.cifar.CifarReader;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.dataset.reader.IdxReader;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.fetch.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {

    private static final List<String> NAMES = List.of("zero", "one", "two");

    @TempDir
    Path folder;

    private static Digest digest(byte[] bytes) throws IOException {
        return Digest.of(Digest.Algorithm.SHA256, new ByteArrayInputStream(bytes));
    }

    private static byte[] cifarArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : List.of(
                    "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch")) {
                byte[] content = Tiny.cifar(2, 0);
                TarArchiveEntry entry = new TarArchiveEntry(CifarReader.FOLDER + "/" + name + ".bin");
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return Tiny.gzip(bytes.toByteArray());
    }

    private static DataSetCard card(String name, List<DataFile> files) {
        return new DataSetCard(name, "tiny", "nobody", Terms.free("none", "http://example.org"), NAMES, 3, 2, 1, files);
    }

    /** A tiny MNIST whose files the server has. */
    private DataSets tiny(String source, List<Path> systemFolders) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : tinyFiles().entrySet()) {
            byte[] packed = Tiny.gzip(file.getValue());
            files.add(DataFile.of(file.getKey() + ".gz", packed.length, digest(packed), source)
                    .withContent(digest(file.getValue()).hex()));
        }
        Catalog.Entry entry = new Catalog.Entry(card("Tiny", files), new IdxReader(NAMES), systemFolders, List.of());
        return DataSets.at(folder.resolve("root"), Map.of("Tiny", entry));
    }

    private static Map<String, byte[]> tinyFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("train-images-idx3-ubyte", Tiny.idxImages(2));
        files.put("train-labels-idx1-ubyte", Tiny.idxLabels(2, 0));
        files.put("t10k-images-idx3-ubyte", Tiny.idxImages(1));
        files.put("t10k-labels-idx1-ubyte", Tiny.idxLabels(1));
        return files;
    }

    private static List<FileState.Status> statuses(List<FileState> states) {
        return states.stream().map(FileState::status).toList();
    }

    @Test
    void knowsTheNamesOfThePublishedCode() {
        DataSets sets = DataSets.at(folder);
        assertThat(sets.cards().stream().map(DataSetCard::name))
                .containsExactly(
                        "MNIST", "FashionMNIST", "CIFAR10", "MNIST-M", "USPS", "SVHN", "CombiDigits", "ImageNet");
        assertThat(sets.card("ImageNet").splitName(Split.TEST)).isEqualTo("val");
        assertThat(sets.card("ImageNet").splitName(Split.TRAIN)).isEqualTo("train");
        assertThat(sets.card("MNIST").splitName(Split.TEST)).isEqualTo("test");
        assertThat(sets.card("CombiDigits").size(Split.TEST)).isEqualTo(48_039);
        assertThat(sets.folder("MNIST-M")).isEqualTo(folder.resolve("MNIST-M"));
        for (DataSetCard card : sets.cards()) {
            assertThat(card.classNames()).as(card.name()).hasSize(card.name().equals("ImageNet") ? 0 : card.classes());
        }
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        assertThatThrownBy(() -> DataSets.at(folder).card("fashion-mnist"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set must be one of MNIST, FashionMNIST, CIFAR10, MNIST-M, USPS, SVHN, CombiDigits,"
                        + " ImageNet, was fashion-mnist; did you mean FashionMNIST?");
        assertThatThrownBy(() -> DataSets.at(folder).open("MNIST", Split.TEST, Classes.of(List.of(10))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label of MNIST must be in [0, 9], was 10");
    }

    @Test
    void fetchesVerifiesAndInspects() throws IOException {
        try (TestServer server = new TestServer()) {
            for (byte[] file : tinyFiles().values()) {
                server.then(TestServer.whole(Tiny.gzip(file), "\"1\""));
            }
            DataSets sets = tiny(server.uri("").toString(), List.of());
            assertThat(statuses(sets.verify("Tiny"))).containsOnly(FileState.Status.MISSING);
            Downloader downloader = Downloader.of(HttpClient.newHttpClient());
            assertThat(statuses(sets.fetch("Tiny", downloader))).hasSize(4).containsOnly(FileState.Status.VERIFIED);
            sets.fetch("Tiny", downloader);
            Path png = folder.resolve("out/sheet.png");
            Inspection seen = sets.inspect("Tiny", Split.TRAIN, png);
            assertThat(seen)
                    .isEqualTo(new Inspection(
                            2,
                            List.of(
                                    new Inspection.ClassCount(0, "zero", 1),
                                    new Inspection.ClassCount(1, "one", 0),
                                    new Inspection.ClassCount(2, "two", 1)),
                            List.of("train-images-idx3-ubyte#0", "train-images-idx3-ubyte#1"),
                            3,
                            2));
            assertThat(seen).isEqualTo(sets.inspect("Tiny", Split.TRAIN));
            assertThat(png).exists();
            assertThat(sets.openBoth("Tiny").test().size()).isEqualTo(1);
        }
    }

    @Test
    void unpacksWhatItFetches() throws IOException {
        byte[] archive = cifarArchive();
        try (TestServer server = new TestServer()) {
            server.then(TestServer.whole(archive, "\"1\""));
            DataFile file = DataFile.of(
                            "c.tar.gz",
                            archive.length,
                            digest(archive),
                            server.uri("").toString())
                    .unpackedTo(CifarReader.FOLDER);
            Catalog.Entry entry = Catalog.Entry.of(card("C", List.of(file)), new CifarReader(NAMES));
            DataSets sets = DataSets.at(folder, Map.of("C", entry));
            sets.fetch("C", Downloader.of(HttpClient.newHttpClient()));
            assertThat(sets.inspect("C", Split.TRAIN).size()).isEqualTo(10);
            try (Stream<Path> files = Files.list(folder.resolve("C"))) {
                assertThat(files.map(p -> p.getFileName().toString()))
                        .containsExactlyInAnyOrder("c.tar.gz", CifarReader.FOLDER);
            }
            Files.delete(folder.resolve("C/c.tar.gz"));
            List<FileState> states = sets.verify("C");
            assertThat(statuses(states)).containsExactly(FileState.Status.UNPACKED);
            assertThat(states.get(0).isUsable()).isTrue();
        }
    }

    @Test
    void whatIsUnpackedIsWhatHasThePublishedDigest() throws IOException {
        byte[] archive = cifarArchive();
        DataFile file = DataFile.of("c.tar.gz", archive.length, digest(archive), "http://localhost:1/")
                .unpackedTo(CifarReader.FOLDER);
        Catalog.Entry entry = Catalog.Entry.of(card("C", List.of(file)), new CifarReader(NAMES));
        DataSets sets = DataSets.at(folder, Map.of("C", entry));
        Path home = Files.createDirectories(folder.resolve("C"));
        byte[] other = archive.clone();
        other[4]++; // gzip's time stamp: unpacks to the same
        Files.write(home.resolve("c.tar.gz"), other);
        assertThatThrownBy(() -> sets.open("C", Split.TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("c.tar.gz: must have " + digest(archive) + ", was " + digest(other));
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("c.tar.gz"));
        }
        Files.write(home.resolve("c.tar.gz"), archive);
        sets.open("C", Split.TRAIN).close();
    }

    @Test
    void takesFilesThatAreThere() throws IOException {
        DataSets sets = tiny("http://localhost:1/", List.of());
        Path mine = Files.createDirectories(folder.resolve("mine/Tiny/raw"));
        // Two as published, one unpacked as torchvision leaves it, one packed anew.
        Map<String, byte[]> files = tinyFiles();
        Files.write(mine.resolve("train-images-idx3-ubyte.gz"), Tiny.gzip(files.get("train-images-idx3-ubyte")));
        Files.write(mine.resolve("train-labels-idx1-ubyte"), files.get("train-labels-idx1-ubyte"));
        byte[] again = Tiny.gzip(files.get("t10k-images-idx3-ubyte"));
        again[4] = 77; // gzip's time stamp
        Files.write(mine.resolve("t10k-images-idx3-ubyte.gz"), again);
        assertThat(statuses(sets.fetchFrom("Tiny", folder.resolve("mine"))))
                .containsExactly(
                        FileState.Status.VERIFIED,
                        FileState.Status.VERIFIED,
                        FileState.Status.VERIFIED,
                        FileState.Status.MISSING);
        assertThat(sets.inspect("Tiny", Split.TRAIN).size()).isEqualTo(2);
    }

    @Test
    void takesAnotherFormOfTheSameData() throws IOException {
        Path python = folder.resolve("mine/cifar-10-batches-py");
        Expected.copy(python, "data_batch_1");
        for (String name : List.of("data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch")) {
            Files.copy(python.resolve("data_batch_1"), python.resolve(name));
        }
        DataSets sets = DataSets.at(folder.resolve("root"));
        List<FileState> states = sets.fetchFrom("CIFAR10", folder.resolve("mine"));
        assertThat(statuses(states)).containsExactly(FileState.Status.UNPACKED);
        assertThat(states).isEqualTo(sets.verify("CIFAR10"));
        assertThat(sets.inspect("CIFAR10", Split.TEST).size()).isEqualTo(4);
    }

    @Test
    void refusesToTakeDamagedFiles() throws IOException {
        DataSets sets = tiny("http://localhost:1/", List.of());
        Path mine = Files.createDirectories(folder.resolve("mine"));
        assertThatThrownBy(() -> sets.fetchFrom("Tiny", mine))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(mine + ": holds none of the files of Tiny: train-images-idx3-ubyte.gz, ");
        byte[] wrong = Tiny.idxImages(2);
        wrong[20]++;
        Path file = Files.write(mine.resolve("train-images-idx3-ubyte"), wrong);
        assertThatThrownBy(() -> sets.fetchFrom("Tiny", mine))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": must have " + digest(Tiny.idxImages(2)) + ", was " + digest(wrong)
                        + ": the file is damaged or another one");
        assertThat(folder.resolve("root/Tiny")).isEmptyDirectory();
    }

    @Test
    void findsWhatThePackageManagerInstalled() throws IOException {
        Path system = Files.createDirectories(folder.resolve("system"));
        for (Map.Entry<String, byte[]> file : tinyFiles().entrySet()) {
            Files.write(system.resolve(file.getKey() + ".gz"), Tiny.gzip(file.getValue()));
        }
        DataSets sets = tiny("http://localhost:1/", List.of(system));
        assertThat(sets.inspect("Tiny", Split.TEST).size()).isEqualTo(1);
        assertThat(statuses(sets.fetch("Tiny", Downloader.of(HttpClient.newHttpClient()))))
                .containsOnly(FileState.Status.VERIFIED);
        assertThat(folder.resolve("root")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        DataSets sets = tiny("http://localhost:1/", List.of());
        Path home = Files.createDirectories(folder.resolve("root/Tiny"));
        Path file = Files.writeString(home.resolve("train-labels-idx1-ubyte.gz"), "no");
        FileState state = sets.verify("Tiny").get(1);
        assertThat(state.status()).isEqualTo(FileState.Status.WRONG);
        assertThat(state.isUsable()).isFalse();
        assertThat(state.detail()).startsWith(file + ": must have ");
    }

    @Test
    void saysHowToGetWhatMayNotBeDownloaded() {
        assertThatThrownBy(() -> DataSets.at(folder).fetch("ImageNet", Downloader.of(HttpClient.newHttpClient())))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("ImageNet") + ": ImageNet is given out on request only (non-commercial"
                        + " research and education, on request): register at https://image-net.org/download-images,"
                        + " download ILSVRC2012_devkit_t12.tar.gz, ILSVRC2012_img_val.tar, ILSVRC2012_img_train.tar,"
                        + " and put them there, or name the folder they are in");
    }
}
