package org.imprint.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.app.text.Terminal;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLinesTest {

    @Test
    void oursAreShownFromDebugOnAndOthersFromWarningsOn() {
        StringWriter text = new StringWriter();
        LogLines lines = LogLines.show(new Terminal(text));
        LoggerFactory.getLogger("org.imprint.vision.Sample").debug("tried {} of {}", 2, 3);
        LoggerFactory.getLogger("org.imprint.vision.Sample").trace("too small");
        LoggerFactory.getLogger("other.Library").info("not theirs");
        LoggerFactory.getLogger("other.Library").warn("careful", new IOException("why"));
        lines.close();
        LoggerFactory.getLogger("org.imprint.vision.Sample").error("too late");
        assertThat(text.toString().lines().limit(3).toList())
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\d\\d:\\d\\d.* DEBUG vision.Sample: tried 2 of 3"),
                        line -> assertThat(line).endsWith(" WARN other.Library: careful"),
                        line -> assertThat(line).isEqualTo("java.io.IOException: why"));
        assertThat(text.toString()).doesNotContain("too small", "not theirs", "too late");
    }

    @Test
    void aMessageStaysOnItsLineAndSteersNothing() {
        StringWriter text = new StringWriter();
        LogLines lines = LogLines.show(new Terminal(text));
        LoggerFactory.getLogger("org.imprint.Sample").info("a\nimprint: forged \u001b[2J");
        lines.close();
        assertThat(text.toString()).hasLineCount(1).contains("\\u000aimprint: forged \\u001b[2J");
    }

    /** A process of its own: logging is configured once in each. */
    @Test
    void nothingIsSaidUnlessAskedFor() throws IOException, InterruptedException {
        assertThat(said()).isEqualTo("done\n");
        assertThat(said("verbose")).contains("ERROR other.Library: heard").endsWith("done\n");
    }

    private static String said(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Loud.class.getName()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Logs by every way there is, as a command would. */
    static final class Loud {
        public static void main(String[] args) {
            QuietLogs.install();
            PrintWriter err = new PrintWriter(System.err, true);
            LogLines lines = args.length > 0 ? LogLines.show(err) : null;
            LoggerFactory.getLogger("other.Library").error("heard");
            System.getLogger("a.System").log(System.Logger.Level.ERROR, "heard");
            java.util.logging.Logger.getLogger("a.Java").severe("heard");
            if (lines != null) {
                lines.close();
            }
            err.println("done");
        }
    }
}
