package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.lab.store.frame.OpenFiles;
import org.imprint.lab.sweep.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of more segments than a process may have files open. */
class ManySegmentsTest {

    private static final int SEGMENTS = 3 * OpenFiles.MOST;

    @TempDir
    private Path folder;

    private final Grid grid = Made.grid();

    private void fill() {
        try (ResultStore store = ResultStore.openOrCreate(folder, Made.settings())) {
            for (int i = 0; i < SEGMENTS; i++) {
                try (StoreWriter writer = store.writer(Made.SESSION)) {
                    writer.append(grid.get(i % 48), StoreOrderTest.done(i));
                }
            }
        }
    }

    @Test
    void neverMoreThanSoManyAreOpen() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            files.add(Files.writeString(folder.resolve("f" + i), String.valueOf(i)));
        }
        try (OpenFiles open = new OpenFiles(3)) {
            for (int i = 0; i < 100; i++) {
                ByteBuffer read = ByteBuffer.allocate(1);
                assertThat(open.read(files.get(i * 7 % 10), 0, read)).isEqualTo(1);
                assertThat(read.get(0)).isEqualTo((byte) ('0' + i * 7 % 10));
                assertThat(open.count()).isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void aStoreOfMoreSegmentsThanFilesIsReadAndCompacted() throws IOException, InterruptedException {
        fill();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n 64 && exec \"$0\" \"$@\"",
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ours(),
                        ManySegmentsTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("48 runs, " + SEGMENTS + " folded\n");
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.segments()).hasSize(1);
            for (int i = 0; i < 48; i++) {
                assertThat(store.outcome(grid.get(i))).contains(StoreOrderTest.done(i + SEGMENTS - 48));
            }
        }
    }

    /** Our own classes and what they log by: the command is one jar, while a test's class path is more jars than may be open here. */
    private static String ours() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(entry -> entry.isDirectory() || entry.getName().matches("(imprint|slf4j)-.*"))
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads and compacts a store. */
    public static void main(String[] args) {
        Path dir = Path.of(args[0]);
        try (ResultStore store = ResultStore.open(dir)) {
            System.out.print(store.runs().filter(r -> r.scores().isPresent()).count() + " runs, ");
        }
        System.out.print(Compaction.of(dir).folded() + " folded\n");
    }
}
