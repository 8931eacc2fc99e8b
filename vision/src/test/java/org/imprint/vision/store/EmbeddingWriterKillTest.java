package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed as kill -9 does in the middle of writing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EmbeddingWriterKillTest {

    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void killedRunsContinueAndEndInTheSameBytes() throws IOException, InterruptedException {
        Path file = folder.resolve("killed.h5");
        SplittableRandom random = new SplittableRandom(20_241_124);
        int reached = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int target = reached + 200 + random.nextInt(3000);
            int from = runUntil(file, target);
            assertThat(from)
                    .as("kill %d loses nothing that was committed", kill)
                    .isGreaterThanOrEqualTo(reached);
            assertThat(file).doesNotExist();
            try (EmbeddingWriter part = EmbeddingWriter.open(
                    file, Samples.spec(KilledWriter.DIMENSION, Precision.FLOAT32), Samples.index(KilledWriter.ROWS))) {
                reached = part.committed();
                assertThat(reached).isGreaterThanOrEqualTo(target);
                assertThat(part.missing()).isEqualTo(KilledWriter.ROWS - reached);
            }
        }
        KilledWriter.write(file, 1000, done -> {});
        Path whole = folder.resolve("whole.h5");
        KilledWriter.write(whole, KilledWriter.ROWS, done -> {});
        assertThat(Files.mismatch(file, whole)).isEqualTo(-1);
        assertThat(EmbeddingWriter.partOf(file)).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatBecomesFullEndsInASentenceAndLosesNothing() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")));
        Path file = folder.resolve("full.h5");
        int n = KilledWriter.ROWS;
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, Samples.spec(KilledWriter.DIMENSION, Precision.FLOAT32), Samples.index(n))) {
            writer.append(Samples.rows(n, KilledWriter.DIMENSION, 5));
        }
        // Room for less than a third of the rows: the operating system refuses every byte behind it, as a full disk
        // does.
        Process process = ChildJvm.start(List.of("-XX:-UsePerfData"), KilledWriter.class, file.toString(), "1000000");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said)
                .contains("DataException: " + file
                        + ": cannot be written: File too large; its rows wait in full.h5.part, "
                        + "and the same command goes on from there");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(EmbeddingWriter.partOf(file));
        }
        KilledWriter.write(file, n, done -> assertThat(done).isEqualTo(n));
        Path whole = folder.resolve("whole.h5");
        KilledWriter.write(whole, n, done -> {});
        assertThat(Files.mismatch(file, whole)).isEqualTo(-1);
    }

    /** Lets a process write until it says that {@code target} rows are in, kills it, and returns where it began. */
    private int runUntil(Path file, int target) throws IOException, InterruptedException {
        Process process = ChildJvm.start(List.of(), KilledWriter.class, file.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int from = Integer.parseInt(out.readLine());
            int at = from;
            while (at < target) {
                at = Integer.parseInt(out.readLine());
            }
            process.destroyForcibly();
            return from;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void twoProcessesDoNotWriteOneFile() throws IOException, InterruptedException {
        Path file = folder.resolve("a.h5");
        SampleIndex samples = Samples.index(KilledWriter.ROWS);
        EmbeddingSpec spec = Samples.spec(KilledWriter.DIMENSION, Precision.FLOAT32);
        try (EmbeddingWriter writer = EmbeddingWriter.open(file, spec, samples)) {
            writer.append(Samples.rows(100, KilledWriter.DIMENSION, 5));
            Process process = ChildJvm.start(List.of(), KilledWriter.class, file.toString());
            String out = String.join("\n", process.inputReader().lines().toList());
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(out)
                    .containsPattern("DataException: \\Q" + EmbeddingWriter.partOf(file)
                            + "\\E: is being written already, by process "
                            + ProcessHandle.current().pid() + " since \\d{4}-\\d\\d-\\d\\dT[0-9:]+Z");
            assertThat(writer.committed()).isEqualTo(100);
        }
    }

    @Test
    void writersPrintNothingOfTheirOwn() throws IOException, InterruptedException {
        Process process = ChildJvm.start(
                List.of("-Xmx64m"), KilledWriter.class, folder.resolve("a.h5").toString());
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        assertThat(process.waitFor()).isZero();
        assertThat(lines).last().isEqualTo("finished");
        lines.remove(lines.size() - 1);
        assertThat(lines).allMatch(line -> line.matches("\\d+"));
    }

    @Test
    void machinesWithoutTheNativeLibraryAreTold() throws IOException, InterruptedException {
        Path file = folder.resolve("a.h5");
        Process process = ChildJvm.start(
                List.of("-Dorg.bytedeco.javacpp.platform=linux-arm64"), KilledWriter.class, file.toString());
        String out = String.join("\n", process.inputReader().lines().toList());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(out)
                .contains("DataException: " + file + ": writing HDF5 needs a native library, which must be one of "
                        + "linux-x86_64, macosx-x86_64, windows-x86_64, was linux-arm64");
        assertThat(folder).isEmptyDirectory();
    }
}
