package org.imprint.vision.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.imprint.vision.store.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class QuietLoadingTest {

    /** Another process in which the runtime's library cannot be unpacked. */
    static final class Loader {

        private Loader() {}

        public static void main(String[] args) {
            LogManager.getLogManager().reset();
            Logger.getLogger("").setLevel(Level.OFF);
            try {
                OnnxRuntime.environment();
            } catch (LinkageError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aTemporaryFolderThatTakesNoMoreIsTheReasonGivenAndNoTraceIsPrinted() throws IOException, InterruptedException {
        // No file may have more than a megabyte: the system refuses the rest of the library as a full disk does.
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 1024 && exec \"$@\"", "bash"));
        command.addAll(ChildJvm.command(List.of("-XX:-UsePerfData"), Loader.class));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(OnnxRuntime.VARIABLE, OnnxRuntime.OFF);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("ONNX Runtime: File too large\n");
    }
}
