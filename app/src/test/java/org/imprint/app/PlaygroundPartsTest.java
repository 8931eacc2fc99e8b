package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The npm packages of the page of {@code imprint serve}: their list, lock file, and the licences that it carries. */
class PlaygroundPartsTest {

    private static final Path SERVE = Path.of("../serve");
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^\\| `([^`:]+)` \\| ([^|]+) \\| (in the page|builds it) \\|$");
    private static final Pattern CARRIED = Pattern.compile("(?m)^-{78}\\n\\n(\\S+) (\\S+)\\n(\\S+)\\n");

    @Test
    void theListHoldsWhatTheLockFileHolds() throws IOException {
        Map<String, String> locked = new TreeMap<>();
        packages()
                .forEach((name, facts) ->
                        locked.put(platform(name, facts), facts.get("license").asText()));

        assertThat(listed("in the page|builds it")).isEqualTo(locked);
    }

    @Test
    void thePageCarriesTheLicencesOfWhatIsInIt() throws IOException {
        Map<String, String> carried = new TreeMap<>();
        Set<String> versions = new TreeSet<>();
        CARRIED.matcher(Files.readString(SERVE.resolve("src/main/resources/org/imprint/serve/playground/licences.txt")))
                .results()
                .forEach(part -> {
                    carried.put(part.group(1), part.group(3));
                    versions.add(part.group(1) + " " + part.group(2));
                });

        assertThat(carried).isEqualTo(listed("in the page"));
        Map<String, JsonNode> packages = packages();
        assertThat(carried.keySet().stream()
                        .map(name ->
                                name + " " + packages.get(name).get("version").asText()))
                .containsExactlyElementsOf(versions);
    }

    @Test
    void everyPackageIsHeldByItsDigestAndNoneByAnAddress() throws IOException {
        assertThat(packages().values())
                .hasSizeGreaterThan(5)
                .allSatisfy(facts -> assertThat(facts.get("integrity").asText()).startsWith("sha512-"))
                .allSatisfy(facts -> assertThat(facts.has("resolved")).isFalse());
    }

    private static Map<String, String> listed(String use) throws IOException {
        return ENTRY.matcher(Files.readString(Path.of("../THIRD-PARTY.md")))
                .results()
                .filter(entry -> entry.group(3).matches(use))
                .collect(Collectors.toMap(
                        entry -> entry.group(1), PlaygroundPartsTest::licence, (a, b) -> a, TreeMap::new));
    }

    private static String licence(MatchResult entry) {
        return entry.group(2).strip();
    }

    private static String platform(String name, JsonNode facts) {
        return facts.has("cpu") ? name.replaceFirst("/.*", "/*") : name;
    }

    private static Map<String, JsonNode> packages() throws IOException {
        JsonNode lock = new ObjectMapper()
                .readTree(SERVE.resolve("playground/package-lock.json").toFile());
        Map<String, JsonNode> packages = new TreeMap<>();
        lock.get("packages").properties().forEach(entry -> {
            if (!entry.getKey().isEmpty()) {
                packages.put(entry.getKey().replaceFirst("^.*node_modules/", ""), entry.getValue());
            }
        });
        return packages;
    }
}
