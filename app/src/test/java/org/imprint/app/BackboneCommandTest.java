package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.install.BackboneNames;
import org.imprint.vision.store.EmbeddingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code imprint backbone} with random weights of resnet18 in a home of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class BackboneCommandTest {

    private Path folder;

    private Path weights;

    @BeforeAll
    void installResnet18(@TempDir Path shared) throws IOException {
        folder = shared;
        System.setProperty(BackboneNames.HOME_PROPERTY, folder.resolve("home").toString());
        weights = RandomWeights.write("resnet18", folder.resolve("w.safetensors"));
        Imprint run = Imprint.run("backbone", "install", "resnet18", "--from", weights, "--any-digest", "--with-head");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Installed resnet18, dimension 512: " + folder.resolve("home/backbones/resnet18/resnet18.onnx"))
                .contains("(not the official file)")
                .contains("--backbone resnet18");
        assertThat(run.err())
                .isEqualTo(String.format("Checking the file%nBuilding the graph%nTrying it on test images%n"));
    }

    @AfterAll
    void forgetTheHome() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    private static Imprint refused(Object... args) {
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("Exception", "\tat ", "internal error");
        return run;
    }

    private static JsonNode json(Object... args) throws IOException {
        Imprint run = Imprint.run(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void embedsByName() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 2);
        Path out = folder.resolve("by-name.h5");
        Imprint run = Imprint.run("embed", "--backbone", "resnet18", "--data", photos, "--out", out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        try (EmbeddingFile file = EmbeddingFile.open(out)) {
            assertThat(file.readAll().rows()).isEqualTo(4);
            assertThat(file.readAll().cols()).isEqualTo(512);
        }
    }

    @Test
    void installingTwiceSaysSo() {
        Imprint run = Imprint.run("backbone", "install", "resnet18");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("resnet18 is installed already: ");
    }

    @Test
    void listsKnownAndInstalledOnes() throws IOException {
        String table = Imprint.run("backbone", "list").out();
        assertThat(table.lines())
                .anyMatch(l -> l.matches("imprint-mini +bundled +128 +1x28x28 +0\\.01 +Apache-2\\.0"))
                .anyMatch(l -> l.matches("resnet18 +installed, not official +512 +3x224x224 +0\\.0001 .*"))
                .anyMatch(l -> l.matches("vit_b_16 +not installed +768 +3x224x224 +0\\.1 +BSD-3-Clause.*"));

        JsonNode list = json("backbone", "list", "--json");
        assertThat(list.get("home").asText()).isEqualTo(folder.resolve("home").toString());
        assertThat(list.get("backbones").get(1).get("name").asText()).isEqualTo("resnet18");
        assertThat(list.get("backbones").get(1).get("verification").asText()).isEqualTo("other");
        assertThat(list.get("backbones").get(1).get("lambda").asDouble()).isEqualTo(1e-4);
    }

    @Test
    void inspectsAnInstalledOne() throws IOException {
        JsonNode facts = json("backbone", "inspect", "resnet18", "--json");
        // 11,689,512 parameters by torchvision, and mean and variance of its 20 batch normalisations, 4,800 channels
        assertThat(facts.get("onnx").get("parameters").asLong()).isEqualTo(11_689_512 + 2 * 4_800);
        assertThat(facts.get("onnx").get("operators").get("Conv").asInt()).isEqualTo(20);
        assertThat(facts.get("onnx").get("outputs")).hasSize(2);
        assertThat(facts.get("onnx").get("opsets").get("ai.onnx").asInt()).isEqualTo(17);
        assertThat(facts.get("provenance").get("head").asBoolean()).isTrue();
        assertThat(facts.get("card").get("weights_sha256").asText()).startsWith("f37072fd");
        assertThat(Imprint.run("backbone", "inspect", "resnet18").out())
                .contains("parameters    11,699,112")
                .contains("lambda          0.0001");
    }

    @Test
    void inspectsCardsBundledFilesAndWeights() throws IOException {
        assertThat(json("backbone", "inspect", "swin_b", "--json")
                        .get("card")
                        .get("weights_sha256")
                        .asText())
                .isEqualTo("68c6b09e…");
        assertThat(json("backbone", "inspect", "imprint-mini", "--json")
                        .get("dimension")
                        .asInt())
                .isEqualTo(128);
        JsonNode file = json("backbone", "inspect", weights, "--json").get("weights");
        assertThat(file.get("architecture").asText()).isEqualTo("resnet18");
        assertThat(file.get("official").asBoolean()).isFalse();
        assertThat(file.get("elements").asLong()).isEqualTo(11_689_512 + 2 * 4_800);
        assertThat(refused("backbone", "inspect", folder.resolve("no.onnx")).err())
                .contains("no.onnx: ");
    }

    @Test
    void importsWeightsAndOnnxUnderOwnNames() throws IOException {
        Imprint own = Imprint.run("backbone", "import", weights, "--name", "mine", "--licence", "MIT");
        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.out()).contains("Installed mine, dimension 512").contains("Licence: MIT");

        for (String ending : new String[] {".onnx", ".json"}) {
            try (InputStream in =
                    BundledBackbone.class.getResourceAsStream("/org/imprint/vision/bundled/imprint-mini" + ending)) {
                Files.copy(in, folder.resolve("garments" + ending), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Imprint onnx = Imprint.run("backbone", "import", folder.resolve("garments.onnx"));
        assertThat(onnx.exitCode()).as(onnx.err()).isZero();
        assertThat(onnx.out()).contains("Installed garments, dimension 128");
        Imprint run = Imprint.run("quickstart", "--backbone", "garments", "--out", folder.resolve("q"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("backbone garments");
    }

    @Test
    void refusesImportsThatCannotBe() throws IOException {
        Path alone = Files.writeString(folder.resolve("alone.onnx"), "no model");
        assertThat(refused("backbone", "import", alone).err()).contains("alone.json: there is no such file");
        assertThat(refused("backbone", "import", weights, "--name", "resnet50").err())
                .contains("must be none of");
        assertThat(refused("backbone", "import", weights, "--name", "imprint-mini")
                        .err())
                .contains("bundled");
        assertThat(refused("backbone", "import", folder.resolve("none")).err()).contains("no such file");
        Path text = Files.writeString(folder.resolve("text.pth"), "no weights");
        assertThat(refused("backbone", "import", text).err()).contains(text + ": must be a PyTorch zip archive");
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "resnet50, resnet50, 2048",
        "vit_b_16, vit_b_16, 768",
        "swin_b, swin_b, 1024",
        "convnextv2-femto-1k-224, convnextv2_femto, 384"
    })
    void everyBackboneInstalls(String name, String listing, int dimension) throws IOException {
        Path file = RandomWeights.write(listing, folder.resolve(name));
        Imprint run = Imprint.run("backbone", "install", name, "--from", file, "--any-digest");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Installed " + name + ", dimension " + dimension);
        Files.delete(file);
        try (Backbone installed = BackboneNames.open(Optional.of(name), Optional.empty())) {
            assertThat(installed
                            .embed(List.of(RgbImage.grey(9, 9, new byte[81])))
                            .cols())
                    .isEqualTo(dimension);
        }
        try (Stream<Path> files = Files.list(BackboneNames.home().backbones().resolve(name))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(BackboneNames.home().backbones().resolve(name));
    }

    @Test
    void saysWhatWasProbablyMeant() {
        assertThat(refused("backbone", "install", "resnet-18").err()).contains("did you mean resnet18?");
        assertThat(refused("backbone", "install", "alexnet").err()).contains("there are resnet18, resnet50");
        assertThat(refused("backbone", "install", "imprint-mini").err()).contains("nothing to install");
        Path out = folder.resolve("never.h5");
        assertThat(refused("embed", "--backbone", "vit_b_16", "--data", folder, "--out", out)
                        .err())
                .contains("vit_b_16: is not installed; install it with: imprint backbone install vit_b_16");
        assertThat(refused("embed", "--backbone", "resnet81", "--data", folder, "--out", out)
                        .err())
                .contains("did you mean resnet18?");
        assertThat(refused("embed", "--backbone", "my/model", "--data", folder, "--out", out)
                        .err())
                .contains("my/model: there is no such file");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesWeightsThatAreNotOfficial() {
        assertThat(refused("backbone", "install", "resnet50", "--from", weights).err())
                .contains(weights + ": must be the official file of resnet50, resnet50-0676ba61.pth");
        assertThat(refused("backbone", "install", "resnet50", "--from", weights, "--any-digest")
                        .err())
                .contains("must be the state dict of resnet50");
        assertThat(refused("backbone", "install", "resnet50", "--any-digest").err())
                .contains("needs --from");
        assertThat(folder.resolve("home/backbones/resnet50")).doesNotExist();
    }

    @Test
    void refusesWhatAServerSendsInstead() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/f.pth";
            assertThat(refused("backbone", "install", "resnet50", "--url", url).err())
                    .contains("must have 102530333 bytes, server offers 24");
            assertThat(refused("backbone", "install", "swin_b", "--url", url).err())
                    .contains("must have SHA-256 beginning with 68c6b09e, was SHA-256 ");
            assertThat(refused("backbone", "install", "swin_b", "--url", "file:///etc/passwd")
                            .err())
                    .contains("--url must be http:// or https://");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whereNobodyListensTheOwnFileIsNamedAsTheWay() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThat(refused("backbone", "install", "vit_b_16", "--url", "http://127.0.0.1:" + port + "/f.pth")
                        .err())
                .contains("cannot be reached")
                .contains("imprint backbone install vit_b_16 --from FILE");
    }
}
