package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.state.LearnedClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that writes, killed again and again: there is the old file or the new one, and the command can be given again. */
@Tag("slow")
class KilledClassifierTest {

    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    private Path file;
    private Path onnx;

    /** Three classes, with a change to take back and one to make again. */
    @BeforeEach
    void fitOne() throws IOException, InterruptedException {
        Path photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1, 4), 5);
        Files.move(photos.resolve("digit 4"), folder.resolve("four"));
        file = folder.resolve("work/digits.imprint");
        onnx = folder.resolve("work/digits.onnx");
        Files.createDirectories(file.getParent());
        finish(words("fit"));
        finish(words("learn"));
        finish(List.of("rename", file.toString(), "digit 0", "zero"));
        finish(List.of("rename", file.toString(), "zero", "nought"));
        finish(words("undo"));
    }

    static List<String> commands() {
        return List.of("fit", "learn", "forget", "erase", "rename", "merge", "undo", "redo", "export");
    }

    private List<String> words(String command) {
        String path = file.toString();
        return switch (command) {
            case "fit" ->
                List.of(
                        "fit",
                        folder.resolve("photos").toString(),
                        "-o",
                        path,
                        "--backbone",
                        "imprint-mini",
                        "--k",
                        "2",
                        "--overwrite");
            case "learn" ->
                List.of("learn", path, "--class", "four", folder.resolve("four").toString());
            case "forget" -> List.of("forget", path, "--class", "zero");
            case "erase" -> List.of("forget", path, "--class", "four", "--erase");
            case "rename" -> List.of("rename", path, "zero", "none");
            case "merge" -> List.of("merge", path, "four", "zero");
            case "undo", "redo" -> List.of(command, path);
            case "export" -> List.of("export", path, "-o", onnx.toString(), "--head-only", "--overwrite");
            default -> throw new IllegalArgumentException(command);
        };
    }

    private Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dimprint.home=" + folder.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
    }

    private void finish(List<String> words) throws IOException, InterruptedException {
        Process process = start(words);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log.txt")))
                .isZero();
    }

    /** What a file holds, but for the time of changes. */
    private static String told(Path imprint) {
        ClassifierContents contents = ImprintFile.open(imprint);
        StringBuilder told = new StringBuilder();
        for (LearnedClass c : contents.state().classes()) {
            told.append(c.name())
                    .append(c.examples().examples())
                    .append(Arrays.hashCode(c.examples().rows().toArray()))
                    .append(Arrays.hashCode(c.proxies().toArray()))
                    .append('\n');
        }
        for (HistoryEntry e : contents.history().done()) {
            told.append(e.number()).append(e.change()).append(e.isUndoable()).append('\n');
        }
        return told.append(contents.history().undone().size()).toString();
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Kills while a new file is being written, if it is seen, or after a part of the time that the command takes. */
    private void kill(Process process, long millis, boolean whileWriting) throws IOException, InterruptedException {
        Set<String> before = names();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (process.isAlive() && (whileWriting ? names().equals(before) : System.nanoTime() < end)) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void leavesTheOldFileOrTheNew(String command) throws IOException, InterruptedException {
        boolean exports = command.equals("export");
        Path written = exports ? onnx : file;
        byte[] old = Files.readAllBytes(file);
        long start = System.nanoTime();
        finish(words(command));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        byte[] whole = Files.readAllBytes(written);
        String after = exports ? "" : told(file);
        SplittableRandom random = new SplittableRandom(command.hashCode());
        for (int k = 0; k < KILLS; k++) {
            Files.write(file, old);
            Files.deleteIfExists(onnx);
            kill(start(words(command)), random.nextLong(millis / 2, millis + 1), k % 2 == 0);

            if (exports) {
                assertThat(!Files.exists(onnx) || Arrays.equals(Files.readAllBytes(onnx), whole))
                        .isTrue();
                assertThat(Files.readAllBytes(file)).isEqualTo(old);
            } else if (!Arrays.equals(Files.readAllBytes(file), old)) {
                assertThat(told(file)).isEqualTo(after);
            }
        }
        Files.write(file, old);
        Files.deleteIfExists(onnx);
        finish(words(command));
        assertThat(exports ? "" : told(file)).isEqualTo(after);
        assertThat(names().stream().filter(n -> !n.startsWith("."))).isSubsetOf("digits.imprint", "digits.onnx");
    }
}
