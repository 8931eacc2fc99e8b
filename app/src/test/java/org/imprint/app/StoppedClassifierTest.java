package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are stopped or killed while they embed leave the classifier that was there. */
@Tag("slow")
class StoppedClassifierTest {

    @TempDir
    private Path folder;

    private Path photos;
    private Path file;

    @BeforeEach
    void fitOne() throws IOException, InterruptedException {
        photos = Samples.folders(folder.resolve("photos"), Set.of(0, 1), 5);
        file = folder.resolve("digits.imprint");
        Process process =
                start("fit", photos.toString(), "-o", file.toString(), "--backbone", "imprint-mini", "--k", "2");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dimprint.home=" + folder.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    /** Starts a lesson of many images, and waits until some are embedded. */
    private Process learning() throws IOException, InterruptedException {
        Path many = folder.resolve("many");
        Samples.manyFiles(many, 4000);
        long before = embedded();
        Process process = start("learn", file.toString(), "--class", "many", many.toString());
        while (process.isAlive() && embedded() == before) {
            Thread.sleep(20);
        }
        return process;
    }

    /** Returns the bytes of embeddings in the cache. */
    private long embedded() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            return files.filter(f -> f.toString().endsWith(".rows"))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    @Test
    void aSignalStopsALessonAndLeavesTheFile() throws IOException, InterruptedException {
        byte[] before = Files.readAllBytes(file);
        Process process = learning();
        process.destroy(); // SIGTERM; a terminal's Ctrl-C takes the same way
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(log()).contains("imprint: stopped; " + file + " is as it was");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aKilledLessonLeavesTheFileAndTheNextOneGoesOn() throws IOException, InterruptedException {
        byte[] before = Files.readAllBytes(file);
        learning().destroyForcibly().waitFor();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Process again = start(
                "learn",
                file.toString(),
                "--class",
                "few",
                photos.resolve("digit 1").toString());
        assertThat(again.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(again.exitValue()).as(log()).isZero();
        assertThat(log()).contains("3 classes");
    }
}
