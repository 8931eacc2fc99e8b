package org.imprint.vision.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read or written, in words: Java's exceptions often say the path alone, their class being the reason. */
public final class FileTrouble {

    private FileTrouble() {}

    /**
     * Returns the reason, with the path in front of it where that is another than the one that the sentence is about.
     *
     * @param about what the sentence begins with
     */
    public static String reason(Path about, IOException e) {
        if (!(e instanceof FileSystemException f) || f.getFile() == null) {
            return reason(e);
        }
        String where = place(f);
        return where.equals(about.toString()) ? reason(e) : where + ": " + reason(e);
    }

    /** Returns where it is: a copy that fails names what it reads first, but it is what it writes that has no room. */
    public static String place(FileSystemException e) {
        return e.getOtherFile() == null ? e.getFile() : e.getOtherFile();
    }

    /** Returns the reason alone. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "exists already and is not a folder";
        }
        if (e instanceof AccessDeniedException) {
            return "may not be read or written by this user";
        }
        if (e instanceof FileSystemException f) {
            return f.getReason() == null ? f.getClass().getSimpleName() : f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
