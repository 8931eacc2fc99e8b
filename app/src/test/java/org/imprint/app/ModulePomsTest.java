package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the poms of the modules must agree on. */
class ModulePomsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern VERSION = Pattern.compile("(?m)^ {2}<version>(.*)</version>");
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>org.imprint</groupId>\\s*<artifactId>imprint-(.*)</artifactId>");

    @Test
    void theBillOfMaterialsHasTheVersionOfTheBuild() {
        assertThat(found(VERSION, "bom")).isEqualTo(found(VERSION, "."));
    }

    @Test
    void theBillOfMaterialsHoldsEveryModuleThatIsALibrary() {
        List<String> libraries = found(MODULE, ".").stream()
                .filter(module -> !module.equals("bom"))
                .filter(module -> !pom(module).contains("<maven.javadoc.skip>true"))
                .toList();
        assertThat(libraries).contains("core", "classifier");
        assertThat(found(DEPENDENCY, "bom")).containsExactlyElementsOf(libraries);
    }

    @Test
    void aProjectFromOutsideImportsTheVersionOfTheBuild() {
        assertThat(pom("examples/consumer"))
                .contains("<version>"
                        + VERSION.matcher(pom("."))
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1) + "</version>\n        <type>pom</type>");
    }

    @Test
    void nothingBuildsOnExamplesOrBenchmarksOrTheDistribution() {
        for (String module : found(MODULE, ".")) {
            assertThat(found(DEPENDENCY, module)).as(module).doesNotContain("examples", "bench", "dist");
        }
    }

    private static List<String> found(Pattern pattern, String module) {
        return pattern.matcher(pom(module)).results().map(m -> m.group(1)).toList();
    }

    private static String pom(String module) {
        try {
            return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
