package org.imprint.lab.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.imprint.core.ImprintException;

/** A result store cannot be used; the message begins with the path of the store or of the file in it. */
public final class StoreException extends ImprintException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public StoreException(String message) {
        super(message);
    }

    /** Returns the exception of a file or folder that could not be written, with the reason in words. */
    public static StoreException notWritten(Path path, IOException e) {
        return new StoreException(path + ": cannot be written: " + reason(path, e), e);
    }

    /** Java's exceptions of file systems often say the path alone, their class being the reason. */
    private static String reason(Path path, IOException e) {
        if (!(e instanceof FileSystemException f) || f.getFile() == null) {
            return String.valueOf(e.getMessage());
        }
        String why = f.getReason();
        if (f instanceof NoSuchFileException) {
            why = "no such file or folder";
        } else if (f instanceof FileAlreadyExistsException) {
            why = "exists already and is not a folder";
        } else if (f instanceof AccessDeniedException) {
            why = "may not be read or written by this user";
        }
        return f.getFile().equals(path.toString()) ? String.valueOf(why) : f.getFile() + ": " + why;
    }

    /** Creates the exception with what caused it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
