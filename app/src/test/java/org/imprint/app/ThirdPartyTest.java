package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of libraries that come with the program names those that do, with their licences. */
class ThirdPartyTest {

    private static final Path LIST = Path.of("../THIRD-PARTY.md");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\| `([^:`]+):([^`]+)` \\| ([^|]+) \\|");

    /** Folders of groups that only tests use. */
    private static final Pattern OF_TESTS = Pattern.compile(
            "/(org/junit/.*|org/assertj|net/bytebuddy|org/opentest4j|org/apiguardian|com/tngtech/archunit)/");

    @Test
    void everyLibraryHasALicenceInTheList() throws IOException {
        List<Pattern> entries = entries().map(ThirdPartyTest::folder).toList();
        assertThat(shipped()).hasSizeGreaterThan(90);
        assertThat(shipped())
                .as("jars without an entry in THIRD-PARTY.md")
                .allMatch(jar ->
                        entries.stream().anyMatch(entry -> entry.matcher(jar).find()));
        assertThat(entries().map(e -> e.group(3).strip())).noneMatch(String::isEmpty);
    }

    @Test
    void everyEntryIsALibraryThatIsThere() throws IOException {
        List<String> jars = shipped();
        assertThat(entries()
                        .filter(e -> jars.stream()
                                .noneMatch(jar -> folder(e).matcher(jar).find())))
                .extracting(e -> e.group(1) + ":" + e.group(2))
                .isEmpty();
    }

    @Test
    void linksOfTheListLeadSomewhere() throws IOException {
        String text = Files.readString(LIST);
        List<String> targets = Pattern.compile("]\\(([^)]+)\\)")
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(targets).isNotEmpty();
        for (String target : targets) {
            if (target.startsWith("#")) {
                assertThat(text.toLowerCase().replace("## protocol buffers", "## protocol-buffers"))
                        .contains("## " + target.substring(1) + "\n");
            } else {
                assertThat(Path.of("..").resolve(target)).exists();
            }
        }
    }

    @Test
    void theBillOfMaterialsHoldsWhatTheListHoldsAndNothingElse() throws IOException {
        List<MatchResult> listed = entries().toList();
        List<String> libraries = libraries();
        assertThat(libraries).hasSizeGreaterThan(60);
        assertThat(libraries)
                .as("libraries of the bill without an entry in THIRD-PARTY.md")
                .allMatch(library -> listed.stream().anyMatch(e -> names(e, library)));
        assertThat(listed.stream().filter(e -> libraries.stream().noneMatch(library -> names(e, library))))
                .as("entries that the bill lacks")
                .extracting(e -> e.group(1) + ":" + e.group(2))
                .isEmpty();
    }

    @Test
    void theBillOfMaterialsSaysTheVersionsThatRun() throws IOException {
        List<String> jars = shipped();
        assertThat(libraries()).allMatch(library -> jars.stream().anyMatch(jar -> jar.contains(place(library))));
    }

    /** Returns GROUP:ARTIFACT:VERSION of the libraries in the bill that the build wrote, our own modules left out. */
    private static List<String> libraries() throws IOException {
        assumeFalse(
                "offline: true".equals(System.getProperty("build.network")),
                "the bill is written by online builds only");
        List<String> libraries = new ArrayList<>();
        for (JsonNode component :
                new ObjectMapper().readTree(Path.of("target/bom.json").toFile()).get("components")) {
            String group = component.get("group").asText();
            if (!group.equals("org.imprint")) {
                libraries.add(group + ":" + component.get("name").asText() + ":"
                        + component.get("version").asText());
            }
        }
        return libraries;
    }

    private static boolean names(MatchResult entry, String library) {
        String[] parts = library.split(":");
        return entry.group(1).equals(parts[0])
                && parts[1].matches(Pattern.quote(entry.group(2)).replace("*", "\\E.*\\Q"));
    }

    private static String place(String library) {
        String[] parts = library.split(":");
        return "/" + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/";
    }

    private static Stream<MatchResult> entries() throws IOException {
        return ENTRY.matcher(Files.readString(LIST)).results();
    }

    /** In a Maven repository a jar lies in GROUP/ARTIFACT/VERSION, the group with a folder for each part. */
    private static Pattern folder(MatchResult entry) {
        String group = Pattern.quote("/" + entry.group(1).replace('.', '/') + "/");
        String artifact = Arrays.stream(entry.group(2).split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + "[^/]*" + b)
                .orElseThrow();
        return Pattern.compile(group + artifact + "/[^/]+/[^/]+$");
    }

    private static List<String> shipped() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(jar -> jar.replace(File.separatorChar, '/'))
                .filter(jar -> jar.endsWith(".jar"))
                .filter(jar -> !jar.substring(jar.lastIndexOf('/') + 1).startsWith("imprint-"))
                .filter(jar -> !OF_TESTS.matcher(jar).find())
                .toList();
    }
}
