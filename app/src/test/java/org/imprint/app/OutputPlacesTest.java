package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that writes tries the place before it works, and leaves no folder if it fails. */
class OutputPlacesTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void putAFileInTheWay() throws IOException {
        file = Files.writeString(folder.resolve("file"), "in the way");
    }

    /** Words up to the output, whose inputs do not exist: whoever worked first would name those. */
    static Stream<List<String>> commandsWithFolders() {
        return Stream.of(
                List.of("quickstart", "--data", "nothing-here", "--out"),
                List.of("embed", "--data", "nothing-here", "--out-dir"),
                List.of("run", "nothing-here.yaml", "--store"),
                List.of("analyze", "--store", "nothing-here", "--out"),
                List.of("map", "--data", "nothing-here", "--backbone", "b", "--dataset", "d", "--out"),
                List.of("reproduce", "all", "--quick", "--out"),
                List.of("results", "import", "nothing-here", "--store"),
                List.of("results", "merge", "nothing-here", "--store"),
                List.of("dataset", "fetch", "MNIST", "--from", "nothing-here", "--root"),
                List.of("k8s", "generate", "nothing-here.yaml", "--image", "i", "--out"));
    }

    static Stream<List<String>> commandsWithFiles() {
        return Stream.of(
                List.of("embed", "--data", "nothing-here", "--out"),
                List.of("report", "--store", "nothing-here", "--out"),
                List.of("results", "export", "csv", "--store", "nothing-here", "--out"),
                List.of("dataset", "inspect", "nothing-here", "--sheet"));
    }

    private static Imprint run(List<String> words, Path output) {
        return Imprint.run(
                Stream.concat(words.stream(), Stream.of(output.toString())).toArray());
    }

    @ParameterizedTest
    @MethodSource("commandsWithFolders")
    void aFolderThatCannotBeMadeIsRefusedFirst(List<String> words) {
        Imprint run = run(words, file.resolve("below"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(file + "/below: cannot be written, because " + file + " is a file");
        assertThat(run(words, file).err()).contains(file + ": must be a folder to write to, was a file");
        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest
    @MethodSource("commandsWithFiles")
    void aFileThatCannotBeMadeIsRefusedFirst(List<String> words) {
        Imprint run = run(words, file.resolve("below.x"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(file + "/below.x: cannot be written, because " + file + " is a file");
        if (!words.contains("export")) { // for which a folder may be meant
            assertThat(run(words, folder).err()).contains(folder + ": must be a file to write, was a folder");
        }
    }

    @ParameterizedTest
    @MethodSource({"commandsWithFolders", "commandsWithFiles"})
    void aCommandThatFailsLeavesNoFolder(List<String> words) throws IOException {
        if (words.contains("reproduce")) {
            return; // it needs no input and would not fail
        }
        Imprint run = run(words, folder.resolve("new/deep/out.x"));
        assertThat(run.exitCode()).as(run.out()).isNotZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void embedLeavesNoFolderOfTheLayoutWhereItFailsLate() throws IOException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 2);
        Files.writeString(photos.resolve("digit 1/bad.png"), "no image");
        Path out = Files.createDirectory(folder.resolve("out"));
        Imprint run = Imprint.run("embed", "--data", photos, "--limit", 1, "--out-dir", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(out).isEmptyDirectory();
    }
}
