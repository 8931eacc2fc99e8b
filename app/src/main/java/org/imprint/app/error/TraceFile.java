package org.imprint.app.error;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.install.BackboneNames;

/** A file with what a developer needs to mend a fault: the trace with its causes, the command, the versions. */
final class TraceFile {

    private TraceFile() {}

    /**
     * Writes what was thrown into a new file of {@code logs} in the {@linkplain BackboneHome user's folder}, or of the temporary
     * folder if that cannot be written to.
     *
     * @param words the command line
     * @throws IOException if neither can be written to
     */
    static Path write(Throwable thrown, List<String> words, String version) throws IOException {
        try {
            Path logs = Files.createDirectories(BackboneNames.home().root().resolve("logs"));
            return write(logs, thrown, words, version);
        } catch (IOException | RuntimeException e) {
            thrown.addSuppressed(e);
            return write(Path.of(System.getProperty("java.io.tmpdir")), thrown, words, version);
        }
    }

    private static Path write(Path folder, Throwable thrown, List<String> words, String version) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        StringWriter text = new StringWriter();
        try (PrintWriter to = new PrintWriter(text)) {
            to.println("imprint " + version + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ", " + now);
            to.println("imprint " + String.join(" ", words));
            to.println();
            thrown.printStackTrace(to);
        }
        Path file = folder.resolve("imprint-" + now.toString().replace(':', '-') + "-"
                + ProcessHandle.current().pid() + ".log");
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
