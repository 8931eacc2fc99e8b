package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that no compiler keeps: size, documentation, left-overs. */
class HouseRulesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int MOST_CODE_LINES = 300;
    private static final int MOST_FILES_OF_A_ROOM = 20;
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) ",
            Pattern.MULTILINE);
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern DID_YOU_MEAN = Pattern.compile("\"[^\"\n]*did you mean");
    private static final Pattern HIDDEN = Pattern.compile("isISOControl|Character\\.getType");
    private static final Pattern ONE_NUMBER =
            Pattern.compile("String\\.format\\(\\s*Locale\\.ROOT,\\s*\"%(,d|\\.\\df)\"");
    private static final Pattern OWN_RENAMING =
            Pattern.compile("ATOMIC_MOVE|createTemp(File|Directory)|Files\\.move\\(");
    private static final Pattern EMPTY_CATCH = Pattern.compile("catch \\([^)]*\\) \\{\\s*}");

    @Test
    void findsTheSources() {
        assertThat(sources()).hasSizeGreaterThan(30);
    }

    @Test
    void filesHaveOneNounAndAtMost300CodeLines() {
        assertThat(offenders(file -> codeLines(file) > MOST_CODE_LINES)).isEmpty();
    }

    /** Types and packages that the table of things to add names. */
    @Test
    void contributorsAreSentToFilesThatAreThere() {
        List<String> rows = read(ROOT.resolve("CONTRIBUTING.md"))
                .lines()
                .filter(line -> line.startsWith("| a "))
                .toList();
        assertThat(rows).hasSizeGreaterThan(9);
        Set<String> paths =
                sources().stream().map(f -> ROOT.relativize(f).toString()).collect(Collectors.toSet());
        for (String row : rows) {
            Pattern.compile("`([^`]+)`")
                    .matcher(row.split("\\|")[2])
                    .results()
                    .map(found -> found.group(1))
                    .filter(word -> !word.equals("KIND"))
                    .forEach(word -> assertThat(paths).as(row).anyMatch(path -> isAt(path, word)));
        }
    }

    private static boolean isAt(String path, String word) {
        String[] rooms = word.split("/", 2);
        return Character.isUpperCase(word.charAt(0))
                ? path.endsWith("/" + word + ".java")
                : path.startsWith(rooms[0] + "/src/main/java/org/imprint/" + word + "/");
    }

    @Test
    void everyPublicTypeIsDocumented() {
        assertThat(offenders(file -> {
                    String text = read(file);
                    var type = PUBLIC_TYPE.matcher(text);
                    return type.find() && !text.substring(0, type.start()).contains("/**");
                }))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(offenders(file -> LEFT_OVER.matcher(read(file)).find())).isEmpty();
    }

    @Test
    void noExceptionIsSwallowed() {
        assertThat(offenders(file -> EMPTY_CATCH.matcher(read(file)).find())).isEmpty();
    }

    @Test
    void noRoomHasMoreThanTwentyFiles() {
        Map<Path, Long> files = sources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(file -> ROOT.relativize(file.getParent()), Collectors.counting()));
        assertThat(files.entrySet().stream().filter(room -> room.getValue() > MOST_FILES_OF_A_ROOM))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItHolds() {
        List<Path> silent = sources().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
        assertThat(silent).isEmpty();
    }

    /** In a table or a line of its README, as {@code store.sql}; the root package of a module needs no name. */
    @Test
    void everyPackageIsNamedInTheReadmeOfItsModule() {
        Set<String> unnamed = sources().stream()
                .map(file -> ROOT.relativize(file.getParent()))
                .filter(folder -> folder.getNameCount() > 7)
                .filter(folder -> !read(ROOT.resolve(folder.getName(0)).resolve("README.md"))
                        .contains("`"
                                + folder.subpath(7, folder.getNameCount())
                                        .toString()
                                        .replace('/', '.') + "`"))
                .map(Path::toString)
                .collect(Collectors.toSet());
        assertThat(unnamed).isEmpty();
    }

    @Test
    void everyModuleDrawsItsArrow() {
        assertThat(Stream.of("core", "vision", "classifier", "lab", "study", "cluster", "serve", "app"))
                .allSatisfy(module -> assertThat(read(ROOT.resolve(module).resolve("README.md")))
                        .contains("**`" + module + "`**")
                        .contains("◀"));
    }

    /** Files get their names through AtomicFile; the others make folders, resume, hold a lock, or write what nobody keeps, and say so. */
    @Test
    void filesAppearInOneStepByOneTool() {
        Set<String> tools = Set.of(
                "AtomicFile",
                "AnalysisFiles",
                "Compaction",
                "DataSetFiles",
                "ExportRoute",
                "OutputPlaces",
                "PartFile",
                "Staging");
        assertThat(offenders(file -> !file.startsWith(ROOT.resolve("bench"))
                        && OWN_RENAMING.matcher(read(file)).find()))
                .extracting(HouseRulesTest::typeName)
                .isSubsetOf(tools);
    }

    @Test
    void noTwoTypesOfAModuleHaveOneName() {
        Map<String, List<Path>> byName = allSources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(ROOT::relativize)
                .collect(Collectors.groupingBy(file -> file.getName(0) + " " + typeName(file)));
        assertThat(byName.values()).filteredOn(files -> files.size() > 1).isEmpty();
    }

    /** What a message says of a misspelt word, what of a text is hidden, and how a single number looks: each has one place. */
    @Test
    void textForPeopleHasOneTool() {
        assertThat(offenders(file -> DID_YOU_MEAN.matcher(read(file)).find()))
                .extracting(HouseRulesTest::typeName)
                .containsExactly("Spelling");
        assertThat(offenders(file -> HIDDEN.matcher(read(file)).find()))
                .extracting(HouseRulesTest::typeName)
                .containsExactly("Legible");
        assertThat(offenders(file -> !file.startsWith(ROOT.resolve("bench"))
                        && ONE_NUMBER.matcher(read(file)).find()))
                .extracting(HouseRulesTest::typeName)
                .containsExactly("Digits");
    }

    private static String typeName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> offenders(Predicate<Path> offends) {
        return sources().stream().filter(offends).map(ROOT::relativize).toList();
    }

    private static List<Path> sources() {
        return allSources().stream()
                .filter(f -> f.toString().contains("/src/main/java/"))
                .toList();
    }

    private static List<Path> allSources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().contains("/src/"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long codeLines(Path file) {
        return read(file)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("//") && !l.startsWith("*") && !l.startsWith("/*"))
                .filter(l -> !l.startsWith("import ") && !l.startsWith("package "))
                .count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
