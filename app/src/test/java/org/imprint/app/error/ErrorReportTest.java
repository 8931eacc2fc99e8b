package org.imprint.app.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.lab.store.StoreException;
import org.imprint.vision.data.DataException;
import org.imprint.vision.install.BackboneNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorReportTest {

    @TempDir
    private Path folder;

    private Path home;
    private String temporary;

    @BeforeEach
    void takeFoldersOfOurOwn() throws IOException {
        home = folder.resolve("home");
        temporary = System.getProperty("java.io.tmpdir");
        System.setProperty(BackboneNames.HOME_PROPERTY, home.toString());
        System.setProperty(
                "java.io.tmpdir", Files.createDirectory(folder.resolve("tmp")).toString());
    }

    @AfterEach
    void giveThemBack() {
        System.clearProperty(BackboneNames.HOME_PROPERTY);
        System.setProperty("java.io.tmpdir", temporary);
    }

    private record Told(int code, String text) {}

    private static Told tell(Throwable thrown, boolean verbose) {
        StringWriter err = new StringWriter();
        int code = new ErrorReport(List.of("run", "s.yaml"), "1.2.3", verbose, new PrintWriter(err)).tell(thrown);
        return new Told(code, err.toString());
    }

    static Stream<RuntimeException> whatAUserCanMend() {
        return Stream.of(
                new ImprintException("k must be in [1, 10], was 0"),
                new DataException("a.h5: is no HDF5 file"),
                new StoreException("results: there is no such store"),
                new UncheckedIOException(new NoSuchFileException("a.yaml")));
    }

    @ParameterizedTest
    @MethodSource("whatAUserCanMend")
    void whatAUserCanMendIsOneSentenceAndLeavesNoFile(RuntimeException thrown) {
        Told told = tell(thrown, false);
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.text()).startsWith("imprint: ").hasLineCount(1).doesNotContain("internal error");
        assertThat(home).doesNotExist();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    static Stream<Throwable> whatIsOurFault() {
        return Stream.of(
                new IllegalArgumentException("Index 3 out of bounds"),
                new IllegalStateException("a tree is always JSON"),
                new NullPointerException("x is null"),
                new AssertionError("never"),
                new NoSuchMethodError("org.imprint.core.Checks.gone()"));
    }

    @ParameterizedTest
    @MethodSource("whatIsOurFault")
    void aFaultOfOursKeepsItsTraceWithItsCauseInAFileThatIsNamed(Throwable thrown) throws IOException {
        thrown.initCause(new IOException("the cause"));
        Told told = tell(thrown, false);
        assertThat(told.code()).isEqualTo(70);
        assertThat(told.text())
                .startsWith(
                        "imprint: internal error, " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage())
                .hasLineCount(1)
                .doesNotContain("\tat ");
        Matcher file = Pattern.compile("the trace in (.*\\.log)\n").matcher(told.text());
        assertThat(file.find()).as(told.text()).isTrue();
        assertThat(Path.of(file.group(1))).hasParentRaw(home.resolve("logs"));
        assertThat(Path.of(file.group(1)))
                .content()
                .startsWith("imprint 1.2.3, Java ")
                .contains("\nimprint run s.yaml\n", thrown.toString(), "\tat org.imprint.app.error.ErrorReportTest")
                .contains("Caused by: java.io.IOException: the cause");
    }

    @Test
    void aHomeThatCannotBeWrittenToGivesWayToTheTemporaryFolder() throws IOException {
        Files.writeString(home, "a file where the folder should be");
        Told told = tell(new IllegalStateException("never"), false);
        assertThat(told.text()).contains("the trace in " + folder.resolve("tmp") + "/imprint-");
        assertThat(folder.resolve("tmp")).isDirectoryContaining("glob:**.log");
    }

    @Test
    void whereNoFileCanBeWrittenThatIsSaid() throws IOException {
        Files.writeString(home, "a file where the folder should be");
        System.setProperty("java.io.tmpdir", folder.resolve("none").toString());
        Told told = tell(new IllegalStateException("never"), false);
        assertThat(told.code()).isEqualTo(70);
        assertThat(told.text()).contains("--verbose", "no file can be written").doesNotContain("\tat ");
    }

    @Test
    void theTraceIsShownToWhoAsks() {
        assertThat(tell(new IllegalStateException("never"), true).text()).contains("\tat org.imprint");
        assertThat(tell(new ImprintException("k must be in [1, 10], was 0"), true)
                        .text())
                .contains("\tat org.imprint");
    }

    @Test
    void anotherLineIsNotTakenForOurs() {
        assertThat(tell(new DataException("a\nimprint: all is well: no"), false).text())
                .isEqualTo("imprint: a\n  imprint: all is well: no\n");
    }
}
