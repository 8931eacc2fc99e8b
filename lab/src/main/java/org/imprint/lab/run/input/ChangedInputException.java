package org.imprint.lab.run.input;

import java.nio.file.Path;
import org.imprint.vision.data.DataException;

/** An embeddings file that holds other numbers or labels than those whose digest the results would be kept under. */
public final class ChangedInputException extends DataException {

    private static final long serialVersionUID = 1L;

    /** Creates the error of a file. */
    public ChangedInputException(Path file, String expected, String actual) {
        super(file + ": was changed since its digest was taken: it holds sha256 " + start(actual)
                + ", the results would "
                + "be kept under " + start(expected) + "; none were. Put the file back, or take a store of its own for "
                + "the new one");
    }

    private static String start(String sha256) {
        return sha256.substring(0, 12) + "…";
    }
}
