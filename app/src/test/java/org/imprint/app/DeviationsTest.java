package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of deviations names code and tests; all of them exist. */
class DeviationsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Such as {@code stats.Ranks.dense}: packages, a type, members. */
    private static final Pattern TYPE =
            Pattern.compile("`((?:[a-z0-9]+\\.)*)([A-Z]\\w+)((?:\\.\\w+)*)(?:\\([^`]*\\))?`");

    /** A further test of the class named before. */
    private static final Pattern FURTHER_TEST = Pattern.compile("`([a-z]\\w{9,})`");

    private static final Pattern SECTION = Pattern.compile("^## ", Pattern.MULTILINE);

    private final Map<String, List<Path>> sources;
    private final String page;

    DeviationsTest() throws IOException {
        page = Files.readString(ROOT.resolve("docs/deviations.md"));
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(
                            f -> f.toString().contains("/src/") && f.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            f -> f.getFileName().toString().replace(".java", "")));
        }
    }

    @Test
    void everyTypeAndMemberExistsWhereThePageSays() {
        List<MatchResult> named = TYPE.matcher(page).results().toList();
        assertThat(named).hasSizeGreaterThan(60);
        assertThat(named)
                .filteredOn(name -> !exists(name))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private boolean exists(MatchResult name) {
        String folder = "/" + name.group(1).replace('.', '/');
        return sources.getOrDefault(name.group(2), List.of()).stream()
                .filter(file -> file.getParent().toString().concat("/").endsWith(folder))
                .anyMatch(file -> Stream.of(name.group(3).split("\\."))
                        .filter(member -> !member.isEmpty())
                        .allMatch(member -> read(file).contains(member)));
    }

    @Test
    void everyTestNamedAloneIsOneOfAClassNamedInItsSection() {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (String section : SECTION.split(page)) {
            String tests = section.substring(Math.max(0, section.indexOf("* **Tests")));
            String code = TYPE.matcher(tests)
                    .results()
                    .filter(name -> name.group(2).endsWith("Test"))
                    .flatMap(name -> sources.getOrDefault(name.group(2), List.of()).stream())
                    .map(DeviationsTest::read)
                    .collect(Collectors.joining());
            for (MatchResult test : FURTHER_TEST.matcher(tests).results().toList()) {
                found++;
                if (section.contains("* **Tests") && !code.contains("void " + test.group(1) + "(")) {
                    missing.add(test.group(1));
                }
            }
        }
        assertThat(found).isGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
