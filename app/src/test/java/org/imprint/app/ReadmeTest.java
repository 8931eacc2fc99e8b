package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is run here. */
class ReadmeTest {

    private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");

    @TempDir
    private Path folder;

    @Test
    void theDescriptorIsValid() throws IOException {
        String json = blocks("json").get(0);
        BackboneDescriptor descriptor = BackboneDescriptor.parse("README.md", "mobilenet", json);
        assertThat(descriptor.dimension()).isEqualTo(1280);
        assertThat(descriptor.preprocessing().size()).isEqualTo(3 * 224 * 224);
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(README.resolveSibling("classifier").resolve("pom.xml"));
        String coordinates = blocks("xml").get(0);
        for (String element : List.of("groupId", "version")) {
            Matcher parent = Pattern.compile(
                            "<parent>.*?(<" + element + ">.*?</" + element + ">).*?</parent>", Pattern.DOTALL)
                    .matcher(pom);
            assertThat(parent.find()).isTrue();
            assertThat(coordinates).contains(parent.group(1));
        }
        assertThat(pom).contains("<artifactId>imprint-classifier</artifactId>");
        assertThat(coordinates).contains("<artifactId>imprint-classifier</artifactId>");
    }

    @Test
    void everyCommandTakesTheSameDataFolder() throws IOException {
        String readme = Files.readString(README);
        assertThat(Pattern.compile("--(out-dir|root) (\\S+)")
                        .matcher(readme)
                        .results()
                        .map(m -> m.group(2)))
                .isNotEmpty()
                .containsOnly("imprint-data");
    }

    @Test
    void theTwoCommandsForAFreshMachineAreThere() throws IOException {
        assertThat(blocks("")).contains("./imprint quickstart\n", "mvn verify\n");
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        List<String> found = new ArrayList<>();
        while (block.find()) {
            found.add(block.group(1));
        }
        return found;
    }
}
