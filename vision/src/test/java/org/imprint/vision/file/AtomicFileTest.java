package org.imprint.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replacesWhatIsThereAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, text("old and longer"));
        AtomicFile.write(file, text("new"));
        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file))
                .as("any new file's rights")
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("plain"))));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.txt", "plain");
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, text("good"));
        assertThatThrownBy(() -> AtomicFile.write(file, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": cannot be written: No space left on device");
        assertThat(file).hasContent("good");
        assertThat(folder.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void writersAtOnceEachHaveAFileOfTheirOwn() throws InterruptedException, ExecutionException, IOException {
        Path file = folder.resolve("a.txt");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String content = Integer.toString(i).repeat(50_000);
                all.add(pool.submit(() -> {
                    AtomicFile.write(file, text(content));
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        String last = Files.readString(file);
        assertThat(last.length() % 50_000).isZero();
        assertThat(last).isEqualTo(last.substring(0, last.length() / 50_000).repeat(50_000));
        assertThat(folder.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void leftoversGoWithTheProcessThatMadeThem() throws IOException {
        Path file = folder.resolve("a.txt");
        String own = ProcessMark.own();
        String host = own.substring(own.lastIndexOf('-') + 1);
        Path living = Files.createFile(folder.resolve(".a.txt." + own + "-1000000.part"));
        Path reused = Files.createFile(folder.resolve(
                ".a.txt." + ProcessHandle.current().pid() + "-1-" + host + "-1.part")); // same number, other start
        Path elsewhere = Files.createFile(folder.resolve(".a.txt.999999999-5-otherhost-1.part"));
        Path stranger = Files.createFile(folder.resolve(".a.txt.notes.part"));
        Path target = Files.writeString(folder.resolve("precious"), "kept");
        Path link = Files.createSymbolicLink(folder.resolve(".a.txt.999999999-5-" + host + "-3.part"), target);
        Path dead = Files.createFile(folder.resolve(".a.txt.999999999-5-" + host + "-2.part"));
        AtomicFile.write(file, text("new"));
        assertThat(dead).doesNotExist();
        assertThat(reused).doesNotExist();
        assertThat(living).exists();
        assertThat(elsewhere).exists();
        assertThat(stranger).exists();
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("kept");
    }
}
