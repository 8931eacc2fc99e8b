package org.imprint.vision.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.OnnxSummary;
import org.imprint.vision.checkpoint.CheckpointFormat;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.fetch.FileGuard;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.fetch.RetryPolicy;
import org.imprint.vision.fetch.TestServer;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.install.InstallListener.Stage;
import org.imprint.vision.zoo.ZooBackbone;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneInstallerTest {

    private static final byte[] HTML = "<html>Service unavailable</html>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private TestServer server;
    private BackboneHome home;
    private Change whenConverting = () -> {};
    private final List<Stage> stages = new ArrayList<>();
    private final List<Long> bytes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        home = BackboneHome.at(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private interface Change {
        void run() throws IOException;
    }

    private BackboneInstaller installer() {
        InstallListener listener = new InstallListener() {
            @Override
            public void begins(Stage stage) {
                stages.add(stage);
                if (stage == Stage.CONVERT) {
                    try {
                        whenConverting.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }

            @Override
            public void downloaded(long done, OptionalLong total) {
                bytes.add(done);
            }
        };
        Downloader once = Downloader.of(HttpClient.newHttpClient())
                .withRetries(new RetryPolicy(1, Duration.ZERO, Duration.ZERO), pause -> {});
        return new BackboneInstaller(home, once, "1.2.3", listener);
    }

    private ZooBackbone published() {
        return TinyZoo.published(server.uri(TinyZoo.FILE));
    }

    private RemoteFile unmeasured(Optional<Digest> digest) {
        return new RemoteFile(TinyZoo.FILE, List.of(server.uri(TinyZoo.FILE)), OptionalLong.empty(), digest);
    }

    private Installation install(WeightSource source) {
        return installer().install(published(), source, InstallOptions.STANDARD);
    }

    private Installation download() {
        return install(new WeightSource.Official());
    }

    private Installation fromFile(byte[] weights, boolean anyDigest) {
        return install(new WeightSource.LocalFile(TinyZoo.write(folder, "local.pth", weights), anyDigest));
    }

    private void nothingIsInstalled() throws IOException {
        assertThat(home.installed()).isEmpty();
        if (Files.exists(home.backbones())) {
            try (Stream<Path> left = Files.list(home.backbones())) {
                assertThat(left).isEmpty();
            }
        }
    }

    /** Sends the first n bytes, and hangs up when they have arrived. */
    private TestServer.Answer cut(byte[] body, int n) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, n);
            exchange.getResponseBody().flush();
            try {
                while (!bytes.contains((long) n)) {
                    Thread.sleep(5);
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }

    private static TestServer.Answer rest(byte[] body) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
            exchange.sendResponseHeaders(206, body.length - from);
            exchange.getResponseBody().write(body, from, body.length - from);
        };
    }

    @Test
    void downloadsChecksConvertsAndTries() throws IOException {
        server.then(TestServer.whole(TinyZoo.WEIGHTS, "\"1\""));
        Installation done = download();

        assertThat(done.fresh()).isTrue();
        assertThat(done.backbone().onnx()).isEqualTo(folder.resolve("home/backbones/tiny/tiny.onnx"));
        assertThat(done.backbone().provenance())
                .contains(new InstallRecord(
                        server.uri(TinyZoo.FILE).toString(),
                        Digest.sha256(TinyZoo.SHA256),
                        Verification.SHA256,
                        Optional.of(CheckpointFormat.TORCH_ZIP),
                        Outputs.EMBEDDING,
                        "1.2.3"));
        assertThat(done.backbone().descriptor().licence()).contains("Test-1.0");
        assertThat(done.backbone().descriptor().lambda()).hasValue(0.5);
        assertThat(stages).containsExactly(Stage.DOWNLOAD, Stage.VERIFY, Stage.CONVERT, Stage.CHECK);
        assertThat(bytes.get(bytes.size() - 1)).isEqualTo(TinyZoo.WEIGHTS.length);
        assertThat(home.downloads()).isEmptyDirectory();
    }

    @Test
    void needsNoNetworkOnceInstalled() {
        server.then(TestServer.whole(TinyZoo.WEIGHTS, "\"1\""));
        download();
        server.close();

        assertThat(download().fresh()).isFalse();
        try (Backbone backbone = home.find("tiny").orElseThrow().open()) {
            assertThat(backbone.embed(List.of(RgbImage.grey(8, 8, new byte[64])))
                            .cols())
                    .isEqualTo(64);
        }
    }

    @Test
    void goesOnWithABrokenDownload() throws IOException {
        server.then(cut(TinyZoo.WEIGHTS, 40_000), rest(TinyZoo.WEIGHTS));
        assertThatThrownBy(this::download)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("connection")
                .hasMessageContaining(TinyZoo.FILE);
        nothingIsInstalled();
        assertThat(home.downloads().resolve(TinyZoo.FILE + ".part")).hasSize(40_000);

        bytes.clear();
        assertThat(download().fresh()).isTrue();
        assertThat(bytes.get(0)).isEqualTo(40_000);
    }

    @Test
    void refusesADownloadWithAnotherDigest() throws IOException {
        byte[] changed = TinyZoo.WEIGHTS.clone();
        changed[changed.length / 2] ^= 1;
        server.then(TestServer.whole(changed, "\"1\""), TestServer.whole(TinyZoo.WEIGHTS, "\"1\""));

        assertThatThrownBy(this::download).isInstanceOf(DataException.class).hasMessageContaining(TinyZoo.SHA256);
        nothingIsInstalled();
        assertThat(download().fresh()).isTrue();
    }

    @Test
    void refusesADownloadWhoseDigestBeginsOtherwise() throws IOException {
        RemoteFile prefix = unmeasured(Optional.of(Digest.sha256("976d8eaa")));
        server.then(TestServer.whole(HTML, "\"1\""), TestServer.whole(TinyZoo.WEIGHTS, "\"2\""));
        BackboneInstaller installer = installer();

        assertThatThrownBy(() -> installer.install(
                        TinyZoo.published(prefix), new WeightSource.Official(), InstallOptions.STANDARD))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(server.uri(TinyZoo.FILE) + ": must have SHA-256 beginning with 976d8eaa, was "
                        + Digest.of(Digest.Algorithm.SHA256, HTML));
        nothingIsInstalled();
        Installation done =
                installer.install(TinyZoo.published(prefix), new WeightSource.Official(), InstallOptions.STANDARD);
        assertThat(done.backbone().provenance().orElseThrow().verification()).isEqualTo(Verification.SHA256_PREFIX);
    }

    @Test
    void forgetsADownloadThatIsNoCheckpointWhereNoDigestIsKnown() throws IOException {
        RemoteFile unknown = unmeasured(Optional.empty());
        server.then(TestServer.whole(HTML, "\"1\""), TestServer.whole(TinyZoo.WEIGHTS, "\"2\""));
        BackboneInstaller installer = installer();

        assertThatThrownBy(() -> installer.install(
                        TinyZoo.published(unknown), new WeightSource.Official(), InstallOptions.STANDARD))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("looks like a web page");
        nothingIsInstalled();
        Installation done =
                installer.install(TinyZoo.published(unknown), new WeightSource.Official(), InstallOptions.STANDARD);
        assertThat(done.backbone().provenance().orElseThrow().verification()).isEqualTo(Verification.UNPUBLISHED);
    }

    @Test
    void holdsTheUsersDigestAgainstTheFile() {
        RemoteFile unknown = unmeasured(Optional.empty());
        Path file = TinyZoo.write(folder, "local.pth", TinyZoo.WEIGHTS);
        WeightSource local = new WeightSource.LocalFile(file, false);

        assertThatThrownBy(() -> installer().install(published(), local, pinned("00000000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sha256 of tiny must agree with the published " + TinyZoo.SHA256 + ", was 00000000");
        assertThatThrownBy(() -> installer().install(TinyZoo.published(unknown), local, pinned("0".repeat(64))))
                .hasMessageStartingWith(file + ": must be the official file of tiny")
                .hasMessageEndingWith("its sha256 is " + TinyZoo.SHA256);
        Installation done = installer().install(TinyZoo.published(unknown), local, pinned(TinyZoo.SHA256));
        assertThat(done.backbone().provenance().orElseThrow().verification()).isEqualTo(Verification.SHA256);
    }

    private static InstallOptions pinned(String digits) {
        return new InstallOptions(Outputs.EMBEDDING, false, Optional.of(Digest.sha256(digits)));
    }

    @Test
    void tellsThatThereIsNoNetwork() throws IOException {
        URI nobody = server.uri(TinyZoo.FILE);
        server.close();
        assertThatThrownBy(() -> install(new WeightSource.Mirror(nobody)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be downloaded")
                .hasMessageContaining("cannot be reached");
        nothingIsInstalled();
    }

    @Test
    void takesAMirrorButNotItsWord() {
        server.then(TestServer.whole(TinyZoo.WEIGHTS, "\"1\""));
        Installation done = install(new WeightSource.Mirror(server.uri("mirror/file")));
        InstallRecord record = done.backbone().provenance().orElseThrow();
        assertThat(record.source()).endsWith("/mirror/file");
        assertThat(record.verification()).isEqualTo(Verification.SHA256);
    }

    @Test
    void takesAFileThatIsHere() {
        Installation done = fromFile(TinyZoo.WEIGHTS, false);
        assertThat(done.backbone().provenance().orElseThrow().source())
                .isEqualTo(folder.resolve("local.pth").toString());
        assertThat(folder.resolve("local.pth")).exists();
        assertThat(stages).containsExactly(Stage.VERIFY, Stage.CONVERT, Stage.CHECK);
    }

    @Test
    void refusesAnotherFileUnlessItIsAskedFor() throws IOException {
        byte[] legacy = TinyZoo.resource("tiny/tiny_resnet_basic_legacy.pth");
        assertThatThrownBy(() -> fromFile(legacy, false))
                .hasMessageStartingWith(folder.resolve("local.pth") + ": must be the official file of tiny, ")
                .hasMessageContaining(TinyZoo.SHA256);
        nothingIsInstalled();

        InstalledBackbone done = fromFile(legacy, true).backbone();
        assertThat(done.provenance().orElseThrow().verification()).isEqualTo(Verification.OTHER);
        assertThat(done.provenance().orElseThrow().format()).contains(CheckpointFormat.TORCH_LEGACY);
        assertThat(done.descriptor().licence()).contains("unknown, these are not the official weights");
    }

    @Test
    void refusesMissingTruncatedForeignAndHostileFiles() throws IOException {
        Path missing = folder.resolve("missing.pth");
        assertThatThrownBy(() -> install(new WeightSource.LocalFile(missing, true)))
                .hasMessage(missing + ": there is no such file");
        for (byte[] bad : List.of(
                Arrays.copyOf(TinyZoo.WEIGHTS, TinyZoo.WEIGHTS.length - 100),
                HTML,
                TinyZoo.resource("hostile/legacy_os_system.pth"),
                TinyZoo.resource("tiny/tiny_vit.pth"))) {
            assertThatThrownBy(() -> fromFile(bad, true))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(folder.resolve("local.pth") + ": ");
            nothingIsInstalled();
        }
    }

    @Test
    void tellsThatTheHomeCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("home"), "a file in the way");
        assertThatThrownBy(() -> fromFile(TinyZoo.WEIGHTS, false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.resolve("home").toString());
        assertThat(folder.resolve("home")).hasContent("a file in the way");
    }

    @Test
    void refusesWeightsThatChangeAfterTheirDigestIsTaken() throws IOException {
        Path local = TinyZoo.write(folder, "local.pth", TinyZoo.WEIGHTS);
        whenConverting = () -> {
            // the same weights with another time in the archive's first entry
            byte[] changed = TinyZoo.WEIGHTS.clone();
            changed[10] ^= 1;
            Files.write(local, changed);
        };
        assertThatThrownBy(() -> install(new WeightSource.LocalFile(local, false)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(local + ": was changed while it was read: its sha256 was " + TinyZoo.SHA256);
        nothingIsInstalled();
    }

    @Test
    void keepsTheHeadWhenAsked() {
        InstallOptions head = new InstallOptions(Outputs.EMBEDDING_AND_LOGITS, false, Optional.empty());
        InstallOptions replaced = new InstallOptions(Outputs.EMBEDDING_AND_LOGITS, true, Optional.empty());
        WeightSource local = new WeightSource.LocalFile(TinyZoo.write(folder, "w.pth", TinyZoo.WEIGHTS), false);
        installer().install(published(), local, InstallOptions.STANDARD);

        assertThatThrownBy(() -> installer().install(published(), local, head))
                .hasMessageStartingWith("tiny: is installed already, but without its classification head");
        Path onnx = installer().install(published(), local, replaced).backbone().onnx();
        assertThat(OnnxSummary.read(onnx).outputs())
                .containsExactly("embedding float32 [N, 64]", "logits float32 [N, 5]");
        assertThat(installer().install(published(), local, head).fresh()).isFalse();
    }

    @Test
    void leavesWhatIsInstalledWhenReplacingFails() throws IOException {
        Path onnx = fromFile(TinyZoo.WEIGHTS, false).backbone().onnx();
        byte[] before = Files.readAllBytes(onnx);
        Path bad = TinyZoo.write(folder, "bad.pth", HTML);
        InstallOptions replace = new InstallOptions(Outputs.EMBEDDING, true, Optional.empty());

        assertThatThrownBy(() -> installer().install(published(), new WeightSource.LocalFile(bad, true), replace))
                .isInstanceOf(CheckpointException.class);
        assertThat(onnx).hasBinaryContent(before);
        assertThat(onnx.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void removesWhatAKilledInstallationLeft() throws IOException {
        Path left = Files.createDirectories(home.backbones().resolve(".tiny.new"));
        Files.writeString(left.resolve("tiny.onnx"), "half");
        assertThat(home.installed()).isEmpty();

        fromFile(TinyZoo.WEIGHTS, false);
        assertThat(left).doesNotExist();
        assertThat(home.installed()).extracting(InstalledBackbone::name).containsExactly("tiny");
    }

    @Test
    void restoresABackboneWhoseReplacementWasKilled() throws IOException {
        Path onnx = fromFile(TinyZoo.WEIGHTS, false).backbone().onnx();
        Files.move(onnx.getParent(), home.backbones().resolve(".tiny.old"));
        assertThat(home.find("tiny")).isEmpty();

        assertThat(fromFile(TinyZoo.WEIGHTS, false).fresh()).isFalse();
        assertThat(onnx).exists();
    }

    @Test
    void letsOnlyOneInstallAtATime() throws IOException {
        Files.createDirectories(home.backbones());
        Path tiny = home.backbones().resolve("tiny");
        try (FileGuard guard = FileGuard.take(tiny)) {
            assertThat(guard.isThere()).isFalse();
            assertThatThrownBy(() -> fromFile(TinyZoo.WEIGHTS, false))
                    .hasMessage(tiny + ": is being made by another thread of this process");
        }
        assertThat(fromFile(TinyZoo.WEIGHTS, false).fresh()).isTrue();
    }

    @Test
    void noticesDamageLater() throws IOException {
        InstalledBackbone done = fromFile(TinyZoo.WEIGHTS, false).backbone();
        byte[] onnx = Files.readAllBytes(done.onnx());
        onnx[onnx.length - 1] ^= 1;
        Files.write(done.onnx(), onnx);

        assertThatThrownBy(done::open).isInstanceOf(DataException.class).hasMessageContaining("sha256 must be");
    }
}
