package org.imprint.vision.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneHomeTest {

    private static final Path USER = Path.of("/home/user");

    private static Path root(String system, Map<String, String> environment) {
        return BackboneHome.standard(environment, system, USER).root();
    }

    @Test
    void isInThePlatformsCache() {
        assertThat(root("Linux", Map.of())).isEqualTo(USER.resolve(".cache/imprint"));
        assertThat(root("Linux", Map.of("XDG_CACHE_HOME", "/var/cache/user")))
                .isEqualTo(Path.of("/var/cache/user/imprint"));
        assertThat(root("Linux", Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(USER.resolve(".cache/imprint"));
        assertThat(root("Mac OS X", Map.of())).isEqualTo(USER.resolve("Library/Caches/imprint"));
        assertThat(root("Windows 11", Map.of())).isEqualTo(USER.resolve("AppData/Local/imprint"));
        assertThat(root("Windows 11", Map.of("LOCALAPPDATA", "/local"))).isEqualTo(Path.of("/local/imprint"));
    }

    @Test
    void isWhereTheUserWantsIt() {
        assertThat(root("Linux", Map.of("IMPRINT_HOME", "/data/i", "XDG_CACHE_HOME", "/x")))
                .isEqualTo(Path.of("/data/i"));
        assertThat(root("Linux", Map.of("IMPRINT_HOME", " "))).isEqualTo(USER.resolve(".cache/imprint"));
    }

    @Test
    void findsOnlyWholeBackbonesByLegalNames(@TempDir Path folder) throws IOException {
        BackboneHome home = BackboneHome.at(folder);
        assertThat(home.installed()).isEmpty();
        for (String name : new String[] {"b", "a", ".c.new"}) {
            Files.createDirectories(home.backbones().resolve(name));
            Files.writeString(home.backbones().resolve(name).resolve(name + ".onnx"), "x");
        }
        Files.createDirectories(home.backbones().resolve("empty"));

        assertThat(home.installed()).extracting(InstalledBackbone::name).containsExactly("a", "b");
        assertThat(home.find("../backbones/a")).isEmpty();
        assertThat(home.find("empty")).isEmpty();
    }
}
