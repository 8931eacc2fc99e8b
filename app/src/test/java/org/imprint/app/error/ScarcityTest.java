package org.imprint.app.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.app.Main;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too little memory, too few files, no room for temporary files: a sentence and an exit code, in processes of their own. */
class ScarcityTest {

    @TempDir
    private Path folder;

    private Path store;
    private Path temporary;

    @BeforeEach
    void make() throws IOException {
        store = folder.resolve("store");
        ResultStore.openOrCreate(store, Settings.of(Semantics.CORRECTED)).close();
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private ProcessBuilder imprint(String limit, List<String> options, String... args) {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                limit + " && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED"); // as the manifest of the command's jar says
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    private static void saysOneSentence(ProcessBuilder command, int code, String... parts)
            throws IOException, InterruptedException {
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(code);
        assertThat(said)
                .startsWith("imprint: ")
                .contains(parts)
                .doesNotContain("\tat ")
                .hasLineCount(1);
    }

    @Test
    void aFullHeapIsToldWithWhatToSet() throws IOException, InterruptedException {
        saysOneSentence(
                imprint("true", List.of("-Xmx24m"), query("SELECT repeat('x', 100000000)")),
                2,
                "MB is full",
                "IMPRINT_OPTS=-Xmx");
    }

    private String[] query(String sql) {
        return new String[] {"results", "query", "--store", store.toString(), sql};
    }

    @Test
    void aTemporaryFolderWithoutRoomIsToldByName() throws IOException, InterruptedException {
        // No file may become larger than 4 MB: the library is, when it is unpacked.
        saysOneSentence(
                imprint("ulimit -f 4096", List.of("-Xshare:off"), query("SELECT 1")),
                2,
                "to the temporary folder " + temporary,
                "File too large",
                "IMPRINT_OPTS=-Djava.io.tmpdir=DIR");
    }

    @Test
    void aKilledQueryLeavesNothingBehind() throws IOException, InterruptedException {
        Process endless = imprint(
                        "true", List.of(), query("SELECT count(*) FROM range(1000000000000) t(x) WHERE x % 7 = 3"))
                .start();
        // Unpacked, loaded, and gone again: the query runs.
        while (sizeOfTemporaries() == 0 && endless.isAlive()) {
            Thread.sleep(5);
        }
        while (sizeOfTemporaries() > 0 && endless.isAlive()) {
            Thread.sleep(5);
        }
        assertThat(endless.isAlive()).isTrue();
        endless.toHandle().destroyForcibly();
        endless.waitFor();
        assertThat(sizeOfTemporaries()).isZero();
        try (Stream<Path> current = Files.list(folder)) {
            assertThat(current).containsExactlyInAnyOrder(store, temporary);
        }
    }

    private long sizeOfTemporaries() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    @Test
    void everyKindHasItsSentence() {
        assertThat(Scarcity.sentence(new StoreException(
                        "x: cannot be read", new FileSystemException("x", null, "Too many open files"))))
                .hasValueSatisfying(s -> assertThat(s).startsWith("x").endsWith("ulimit -n 1024"));
        assertThat(Scarcity.sentence(new IllegalStateException(new OutOfMemoryError("unable to create native thread"))))
                .hasValueSatisfying(s -> assertThat(s).contains("no more threads"));
        assertThat(Scarcity.sentence(new OutOfMemoryError("Java heap space")))
                .hasValueSatisfying(s -> assertThat(s).contains("MB is full"));
        assertThat(Scarcity.sentence(new UnsatisfiedLinkError("libx.so: no room")))
                .hasValueSatisfying(s -> assertThat(s).contains("libx.so: no room", "java.io.tmpdir"));
        assertThat(Scarcity.sentence(new IllegalArgumentException("k must be in [1, 10], was 11")))
                .isEmpty();
    }
}
