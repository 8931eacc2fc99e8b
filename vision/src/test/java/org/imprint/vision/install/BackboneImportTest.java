package org.imprint.vision.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.TinyModel;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneImportTest {

    private static final BackboneDescriptor DESCRIPTOR = TinyModel.descriptor(8, 5);

    @TempDir
    private Path folder;

    private BackboneHome home;
    private BackboneInstaller installer;
    private Path onnx;

    @BeforeEach
    void prepare() {
        home = BackboneHome.at(folder.resolve("home"));
        installer =
                new BackboneInstaller(home, Downloader.of(HttpClient.newHttpClient()), "1.2.3", InstallListener.NONE);
        onnx = TinyZoo.write(folder, "model.onnx", TinyModel.bytes(new long[] {0, 3, 8, 8}, 5, 1));
    }

    private Installation importOnnx(String name, BackboneDescriptor descriptor) {
        return installer.importOnnx(name, onnx, descriptor, Optional.of("MIT"), InstallOptions.STANDARD);
    }

    @Test
    void takesAnyOnnxFileUnderANameOfItsOwn() throws IOException {
        InstalledBackbone done = importOnnx("mine", DESCRIPTOR).backbone();

        assertThat(done.descriptor().name()).isEqualTo("mine");
        assertThat(done.descriptor().licence()).contains("MIT");
        assertThat(done.descriptor().sha256())
                .contains(Digest.of(Digest.Algorithm.SHA256, onnx).hex());
        assertThat(done.provenance().orElseThrow().verification()).isEqualTo(Verification.OWN);
        assertThat(done.provenance().orElseThrow().format()).isEmpty();
        try (Backbone backbone = done.open()) {
            assertThat(backbone.dimension()).isEqualTo(5);
        }
        assertThat(importOnnx("mine", DESCRIPTOR).fresh()).isFalse();
    }

    @Test
    void takesAModelWithAFixedBatch() {
        onnx = TinyZoo.write(folder, "fixed.onnx", TinyModel.bytes(new long[] {1, 3, 8, 8}, 5, 1));
        assertThat(importOnnx("fixed", DESCRIPTOR).fresh()).isTrue();
    }

    @Test
    void refusesNamesThatAreTakenOrLeaveTheFolder() {
        for (String name : new String[] {"../up", "a/b", ".hidden", "", "x".repeat(65), "resnet18"}) {
            assertThatThrownBy(() -> importOnnx(name, DESCRIPTOR))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be")
                    .hasMessageEndingWith("was " + name);
        }
        assertThat(home.installed()).isEmpty();
    }

    @Test
    void refusesADescriptorThatDoesNotFit() throws IOException {
        assertThatThrownBy(() -> importOnnx("mine", TinyModel.descriptor(8, 6)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must give [N, 6]");
        BackboneDescriptor otherDigest = new BackboneDescriptor(
                "d",
                Optional.empty(),
                Optional.empty(),
                DESCRIPTOR.preprocessing(),
                5,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of("0".repeat(64)));
        assertThatThrownBy(() -> importOnnx("mine", otherDigest))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(onnx + ": must have SHA-256 0000")
                .hasMessageContaining(", was " + Digest.of(Digest.Algorithm.SHA256, onnx));
        assertThat(home.installed()).isEmpty();
    }

    @Test
    void refusesAFileThatHasNotTheUsersDigest() throws IOException {
        Digest actual = Digest.of(Digest.Algorithm.SHA256, onnx);
        InstallOptions wrong = pinned("00000000");
        assertThatThrownBy(() -> installer.importOnnx("mine", onnx, DESCRIPTOR, Optional.empty(), wrong))
                .isInstanceOf(DataException.class)
                .hasMessage(onnx + ": must have SHA-256 beginning with 00000000, was " + actual
                        + ": the file is damaged or another one");
        assertThat(home.installed()).isEmpty();
        InstallOptions right = pinned(actual.hex().substring(0, 8));
        assertThat(installer
                        .importOnnx("mine", onnx, DESCRIPTOR, Optional.empty(), right)
                        .fresh())
                .isTrue();
    }

    @Test
    void takesNoMd5ForTheUsersDigest() {
        Optional<Digest> md5 = Optional.of(Digest.md5("0".repeat(32)));
        assertThatThrownBy(() -> new InstallOptions(Outputs.EMBEDDING, false, md5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be known by a SHA-256, was MD5 0");
    }

    private static InstallOptions pinned(String digits) {
        return new InstallOptions(Outputs.EMBEDDING, false, Optional.of(Digest.sha256(digits)));
    }

    @Test
    void hasNoHeadToKeepInAnOnnxFile() {
        InstallOptions head = new InstallOptions(Outputs.EMBEDDING_AND_LOGITS, false, Optional.empty());
        assertThatThrownBy(() -> installer.importOnnx("mine", onnx, DESCRIPTOR, Optional.empty(), head))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("head");
    }

    @Test
    void refusesWeightsOfNoKnownArchitecture() {
        Path tiny = TinyZoo.write(folder, "tiny.pth", TinyZoo.WEIGHTS);
        assertThatThrownBy(() -> installer.importCheckpoint("mine", tiny, Optional.empty(), InstallOptions.STANDARD))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(tiny + ": its ")
                .hasMessageContaining("one of resnet18, resnet50, vit_b_16, swin_b, convnextv2-femto-1k-224");
        assertThat(home.installed()).isEmpty();
    }
}
