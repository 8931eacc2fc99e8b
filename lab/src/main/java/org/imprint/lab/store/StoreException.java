package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.Path;
import org.imprint.core.ImprintException;
import org.imprint.vision.file.FileTrouble;

/** A result store cannot be used; the message begins with the path of the store or of the file in it. */
public final class StoreException extends ImprintException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public StoreException(String message) {
        super(message);
    }

    /** Returns the exception of a file or folder that could not be written, with the reason in words. */
    public static StoreException notWritten(Path path, IOException e) {
        return new StoreException(path + ": cannot be written: " + FileTrouble.reason(path, e), e);
    }

    /** Creates the exception with what caused it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
