package org.imprint.vision.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.install.BackboneChoice.OnOtherDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneChoiceTest {

    private static final String BUNDLED = BundledBackbone.descriptor().sha256().orElseThrow();
    private static final String OTHER = "0".repeat(64);

    @TempDir
    private Path home;

    @BeforeEach
    void useTheHome() {
        System.setProperty(BackboneNames.HOME_PROPERTY, home.toString());
    }

    @AfterEach
    void leaveIt() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    /** Puts the bundled graph there under a name, as somebody does by hand who knows no digest. */
    private void install(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve("backbones").resolve(name));
        try (InputStream in =
                BundledBackbone.class.getResourceAsStream("/org/imprint/vision/bundled/imprint-mini.onnx")) {
            Files.copy(in, folder.resolve(name + ".onnx"));
        }
        String json = BundledBackbone.descriptor().toJson();
        Files.writeString(
                folder.resolve(name + ".json"),
                json.replaceAll(",\\s*\"sha256\"\\s*:\\s*\"[0-9a-f]+\"", "").replace("imprint-mini", name));
    }

    @Test
    void withoutANameTakesTheOneThatIsInstalled() throws IOException {
        assertThatThrownBy(() -> BackboneChoice.open(Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("imprint backbone install resnet18")
                .hasMessageContaining("imprint backbone import FILE.onnx")
                .hasMessageContaining("--backbone imprint-mini");
        install("one");
        try (Backbone only = BackboneChoice.open(Optional.empty())) {
            assertThat(only.descriptor().name()).isEqualTo("one");
        }
        install("two");
        assertThatThrownBy(() -> BackboneChoice.open(Optional.empty()))
                .hasMessage("2 backbones are installed: one, two. Say which: --backbone NAME");
        try (Backbone named = BackboneChoice.open(Optional.of("two"))) {
            assertThat(named.descriptor().name()).isEqualTo("two");
        }
    }

    @Test
    void findsADigestAmongTheBundledAndTheInstalled() throws IOException {
        try (Backbone bundled = open(BUNDLED, Optional.empty(), OnOtherDigest.REFUSE)) {
            assertThat(bundled.sha256Hex()).isEqualTo(BUNDLED);
        }
        install("one");
        assertThatThrownBy(() -> open(OTHER, Optional.empty(), OnOtherDigest.REFUSE))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("birds.imprint: was made with the backbone net of sha256 " + OTHER)
                .hasMessageContaining("not among the 1 backbone installed (one)")
                .hasMessageContaining("imprint backbone install NAME")
                .hasMessageContaining("--backbone FILE.onnx");
    }

    @Test
    void refusesAnotherDigestUnlessToldToTakeIt() throws IOException {
        install("one");
        assertThatThrownBy(() -> open(OTHER, Optional.of("one"), OnOtherDigest.REFUSE))
                .isInstanceOf(DataException.class)
                .hasMessage("birds.imprint: was made with the backbone net of sha256 " + OTHER + ", but one has sha256 "
                        + BUNDLED + "; its embeddings are others (--any-backbone takes it all the same)");
        try (Backbone same = open(BUNDLED, Optional.of("one"), OnOtherDigest.REFUSE);
                Backbone any = open(OTHER, Optional.of("one"), OnOtherDigest.OPEN)) {
            assertThat(same.sha256Hex()).isEqualTo(any.sha256Hex());
        }
    }

    private static Backbone open(String sha256, Optional<String> wanted, OnOtherDigest onOther) {
        return BackboneChoice.open("birds.imprint", "net", sha256, wanted, onOther);
    }
}
