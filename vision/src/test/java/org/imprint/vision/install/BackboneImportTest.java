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
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.zoo.Outputs;
import org.imprint.vision.zoo.Sha256;
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
        assertThat(done.descriptor().sha256()).contains(Sha256.of(onnx).hex());
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
    void refusesADescriptorThatDoesNotFit() {
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
        assertThatThrownBy(() -> importOnnx("mine", otherDigest)).hasMessageContaining("sha256 must begin with 0000");
        assertThat(home.installed()).isEmpty();
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
