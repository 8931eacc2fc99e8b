package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.imprint.vision.install.BackboneNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code --verbose}, and a fault of the program, from the command line to what people read. */
class VerboseTest {

    @TempDir
    private Path home;

    @BeforeEach
    void takeAHomeOfOurOwn() {
        System.setProperty(BackboneNames.HOME_PROPERTY, home.toString());
    }

    @AfterEach
    void giveItBack() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
    }

    /** A command that says something and fails. */
    @Command(name = "fail")
    static final class Failing implements Runnable {
        @Override
        public void run() {
            LoggerFactory.getLogger("org.imprint.lab.Work").info("at work");
            throw new IllegalArgumentException("offset 3 out of bounds"); // as the JDK does
        }
    }

    private static Imprint run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Main main = new Main();
        CommandLine line = main.line(words);
        line.addSubcommand(new Failing());
        int code = main.execute(line, words, new PrintWriter(out), new PrintWriter(err));
        return new Imprint(code, out.toString(), err.toString());
    }

    @Test
    void aFaultIsOneSentenceThatNamesTheFileWithItsTrace() {
        Imprint run = run("fail");
        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .startsWith(
                        "imprint: internal error, IllegalArgumentException: offset 3 out of bounds; please report it, "
                                + "with the trace in " + home.resolve("logs"))
                .hasLineCount(1);
        assertThat(home.resolve("logs")).isDirectoryContaining("glob:**.log");
    }

    @Test
    void verboseShowsLogsAndTraceBeforeAndAfterTheCommand() {
        for (String[] words : new String[][] {{"--verbose", "fail"}, {"fail", "--verbose"}}) {
            Imprint run = run(words);
            assertThat(run.exitCode()).isEqualTo(70);
            assertThat(run.err()).contains(" INFO lab.Work: at work\n", "\tat org.imprint.app.VerboseTest$Failing.run");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void everyCommandTakesVerbose() {
        Imprint run = Imprint.run("--verbose", "backbone", "list");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Imprint.run("backbone", "list", "--verbose").out()).isEqualTo(run.out());
        assertThat(Imprint.run("backbone", "list", "--help").out()).contains("--verbose");
        assertThat(Imprint.run("--help").out()).contains("--verbose");
    }
}
