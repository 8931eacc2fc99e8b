package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.install.BackboneInstaller;
import org.imprint.vision.install.InstallListener;
import org.imprint.vision.install.InstallOptions;
import org.imprint.vision.install.InstalledBackbone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model is all of its files. {@code net.onnx} has its weights in {@code net.onnx.data}; {@code v2.onnx.data} are others for it. */
class ModelContentTest {

    /** {@code (sha256sum <net.onnx | sed s/-$/graph/; sha256sum net.onnx.data) | sha256sum}. */
    private static final String NET = "3476e386b4b4488f49c8a736f7d62f7970c917e5ac2f3252e47a36a25518474f";

    /** The same with the content of v2.onnx.data in net.onnx.data. */
    private static final String V2 = "1f0a281493a016ac48f8fe42001cbade14d8171e8c6484bff5ae9b564bc90e3b";

    @TempDir
    Path folder;

    private Path net;
    private Path data;

    @BeforeEach
    void copy() throws IOException {
        net = copy("net.onnx", folder.resolve("net.onnx"));
        data = copy("net.onnx.data", folder.resolve("net.onnx.data"));
        copy("net.json", folder.resolve("net.json"));
    }

    private static Path copy(String name, Path to) throws IOException {
        try (InputStream in = ModelContentTest.class.getResourceAsStream(name)) {
            Files.createDirectories(to.getParent());
            Files.deleteIfExists(to);
            Files.copy(in, to);
            return to;
        }
    }

    private static FloatMatrix embed(Backbone backbone) {
        byte[] pixels = new byte[3 * 16 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }
        return backbone.embed(List.of(new RgbImage(16, 16, pixels)));
    }

    @Test
    void theDigestIsOfTheWeightsToo() throws IOException {
        assertThat(ModelContent.of(net).external()).containsExactly("net.onnx.data");
        FloatMatrix before;
        try (Backbone backbone = Backbone.open(net)) {
            assertThat(backbone.sha256Hex()).isEqualTo(NET);
            before = embed(backbone);
            backbone.requireUnchanged();
            copy("v2.onnx.data", data);
            assertThatThrownBy(backbone::requireUnchanged)
                    .isInstanceOf(DataException.class)
                    .hasMessage(net + ": has changed while it was in use, sha256 is " + V2 + ", was " + NET
                            + "; run again");
        }
        try (Backbone backbone = Backbone.open(net)) {
            assertThat(backbone.sha256Hex()).isEqualTo(V2);
            assertThat(embed(backbone).toArray()).isNotEqualTo(before.toArray());
        }
    }

    @Test
    void aModelInOneFileHasTheDigestOfThatFile() throws IOException {
        Path tiny = folder.resolve("tiny.onnx");
        byte[] model = TinyModel.bytes(new long[] {0, 3, 8, 8}, 5, 1);
        Files.write(tiny, model);
        assertThat(ModelContent.of(tiny).sha256()).isEqualTo(Digest.of(Digest.Algorithm.SHA256, model));
    }

    @Test
    void aModelIsInstalledWithItsWeights() throws IOException {
        BackboneHome home = BackboneHome.at(folder.resolve("home"));
        BackboneInstaller installer =
                new BackboneInstaller(home, Downloader.of(HttpClient.newHttpClient()), "1", InstallListener.NONE);
        BackboneDescriptor descriptor = BackboneDescriptor.read(folder.resolve("net.json"));
        installer.importOnnx("mine", net, descriptor, Optional.empty(), InstallOptions.STANDARD);
        InstalledBackbone installed = home.find("mine").orElseThrow();
        assertThat(installed.descriptor().sha256()).hasValue(NET);
        assertThat(installed.onnx().resolveSibling("net.onnx.data")).hasSameBinaryContentAs(data);
        try (Backbone original = Backbone.open(net);
                Backbone copy = installed.open()) {
            assertThat(embed(copy).toArray()).isEqualTo(embed(original).toArray());
        }
        copy("v2.onnx.data", installed.onnx().resolveSibling("net.onnx.data"));
        assertThatThrownBy(installed::open)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sha256 must be " + NET + " (mine), was " + V2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../net.onnx.data", "/etc/hostname", "a/../../x", "", "."})
    void weightsOutsideTheFolderAreRefused(String location) throws IOException {
        Path model = folder.resolve("deep/m.onnx");
        Files.createDirectories(model.getParent());
        for (byte[] graph : List.of(GraphFile.external(location), GraphFile.hiddenExternal(location))) {
            Files.write(model, graph);
            assertThatThrownBy(() -> Backbone.open(model, TinyModel.descriptor(8, 192)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(model + ": weights must lie in files in the model's folder, was '" + location + "'");
        }
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedButOneStoreForAllFilesIsNot() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Path graph = Files.copy(net, linked.resolve("net.onnx"));
        Files.createSymbolicLink(linked.resolve("net.onnx.data"), Files.copy(data, elsewhere.resolve("blob2")));
        assertThatThrownBy(() -> ModelContent.of(graph))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(", a link to ");
        Files.delete(graph);
        Files.createSymbolicLink(graph, Files.copy(net, elsewhere.resolve("blob1")));
        assertThat(ModelContent.of(graph).sha256().hex()).isEqualTo(NET);
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        Files.delete(data);
        assertThatThrownBy(() -> Backbone.open(net))
                .isInstanceOf(DataException.class)
                .hasMessage(data + ": there is no such file; it should hold weights of " + net);
    }

    @Test
    void aModelInMemoryHasNoOtherFiles() {
        assertThatThrownBy(() -> Backbone.open("m.onnx", GraphFile.external("x"), TinyModel.descriptor(8, 192)))
                .isInstanceOf(DataException.class)
                .hasMessage("m.onnx: must hold all its weights, but some lie in the file x");
    }
}
