package org.imprint.app.opened;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The classifier's file, the first word of every command on one. */
public final class FileArgument {

    @Parameters(index = "0", paramLabel = "FILE", description = "Classifier, as imprint fit writes it.")
    private Path file;

    /** Returns its path. */
    public Path path() {
        return file;
    }
}
