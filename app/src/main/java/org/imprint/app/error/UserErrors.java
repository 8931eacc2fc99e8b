package org.imprint.app.error;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.imprint.core.ImprintException;

/** Tells errors that a user can mend from our own, and puts both into one sentence. */
final class UserErrors {

    private UserErrors() {}

    static boolean isExpected(Throwable e) {
        return e instanceof ImprintException
                || e instanceof UncheckedIOException
                || e instanceof InvalidPathException // a word of the user's that is no path on this system
                || isEnd(e);
    }

    /** Returns whether work was only begun or broken off because a signal is ending the process. */
    private static boolean isEnd(Throwable e) {
        return e instanceof CancellationException
                || e instanceof InterruptedException
                || e instanceof IllegalStateException && "Shutdown in progress".equals(e.getMessage());
    }

    static String sentence(Throwable e) {
        if (isEnd(e)) {
            return "stopped";
        }
        if (e instanceof InvalidPathException path) {
            return path.getInput() + ": is no path: " + path.getReason();
        }
        Throwable t = e instanceof UncheckedIOException ? e.getCause() : e;
        if (t instanceof NoSuchFileException file) {
            return file.getFile() + ": no such file or folder";
        }
        if (t instanceof AccessDeniedException file) {
            return file.getFile() + ": may not be read or written by this user";
        }
        if (t instanceof FileAlreadyExistsException file) {
            return file.getFile() + ": exists already and is not a folder";
        }
        if (t instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        String why = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
        boolean saysMore = t != e && !t.toString().equals(e.getMessage());
        return saysMore ? e.getMessage() + ": " + why : why;
    }
}
