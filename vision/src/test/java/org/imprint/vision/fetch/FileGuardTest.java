package org.imprint.vision.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imprint.vision.data.DataException;
import org.imprint.vision.store.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of two makers of one file the second learns who the first is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FileGuardTest {

    @TempDir
    Path folder;

    /** Another process that has a file until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (FileGuard guard = FileGuard.take(Path.of(args[0]))) {
                System.out.println(guard.isThere());
                System.in.read();
            }
        }
    }

    @Test
    void theLoserNamesTheProcessThatHasTheFileAndTakesItWhenThatIsGone() throws IOException, InterruptedException {
        Path file = folder.resolve("a.bin");
        Process holder = holder(file);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("false");
            for (int i = 0; i < 2; i++) { // looking must not free it
                assertThatThrownBy(() -> FileGuard.take(file))
                        .isInstanceOf(DataException.class)
                        .hasMessageMatching("\\Q" + file + "\\E: is being made by process " + holder.pid()
                                + " since [0-9]{4}-[0-9TZ:-]+");
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (FileGuard guard = FileGuard.take(file)) {
            assertThat(guard.isThere()).isFalse();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSecondThreadDoesNotFreeWhatTheFirstHas() throws IOException, InterruptedException {
        Path file = folder.resolve("a.bin");
        try (FileGuard guard = FileGuard.take(file)) {
            assertThat(guard.isThere()).isFalse();
            assertThatThrownBy(() -> FileGuard.take(folder.resolve(".").resolve("a.bin")))
                    .hasMessageEndingWith("a.bin: is being made by another thread of this process");
            Process other = holder(file);
            String said = new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor()).isEqualTo(1);
            assertThat(said)
                    .contains("is being made by process "
                            + ProcessHandle.current().pid());
        }
    }

    private static Process holder(Path file) throws IOException {
        return new ProcessBuilder(ChildJvm.command(List.of(), Holder.class, file.toString())).start();
    }
}
