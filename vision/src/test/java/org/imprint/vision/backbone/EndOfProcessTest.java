package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.vision.store.ChildJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that end while three threads are inside a model that never does. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
class EndOfProcessTest {

    @TempDir
    Path folder;

    private Process start(Path temporary) throws IOException {
        Process process = new ProcessBuilder(ChildJvm.command(
                        List.of("-Djava.io.tmpdir=" + temporary, "-XX:ErrorFile=" + folder.resolve("crash.log")),
                        TimeLimitTest.class))
                .redirectErrorStream(true)
                .directory(Files.createDirectories(folder.resolve("current")).toFile())
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("running");
        return process;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder)).map(Path::toString).toList();
        }
    }

    @Test
    void aSignalStopsTheCallsBeforeTheRuntimeGoes() throws IOException, InterruptedException {
        assertEndsBy("TERM", 143);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"INT, 130", "HUP, 129"})
    void soDoTheOtherSignals(String signal, int exitCode) throws IOException, InterruptedException {
        assertEndsBy(signal, exitCode);
    }

    /** 128 plus the signal's number is what a shell calls a process that a signal has ended. */
    private void assertEndsBy(String signal, int exitCode) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = start(temporary);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        String out = process.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(process.waitFor()).as(out).isEqualTo(exitCode);
        assertThat(out.lines())
                .allMatch("stopped: java.util.concurrent.CancellationException: the process is ending"::equals);
        assertThat(folder.resolve("crash.log")).doesNotExist();
        assertThat(names(temporary)).isEmpty();
        assertThat(names(folder.resolve("current"))).isEmpty();
    }

    @Test
    void aKilledProcessLeavesNoNativeLibraries() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = start(temporary);
        process.destroyForcibly().waitFor();
        assertThat(names(temporary)).isEmpty();
        assertThat(names(folder.resolve("current"))).isEmpty();
    }
}
