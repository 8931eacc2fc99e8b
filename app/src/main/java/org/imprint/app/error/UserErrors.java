package org.imprint.app.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.concurrent.CancellationException;
import org.imprint.core.ImprintException;
import org.imprint.vision.file.FileTrouble;

/** Tells errors that a user can mend from our own, and puts both into one sentence. */
final class UserErrors {

    private UserErrors() {}

    static boolean isExpected(Throwable e) {
        return e instanceof ImprintException
                || e instanceof UncheckedIOException
                || e instanceof IOException
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
        if (t instanceof FileSystemException file && file.getFile() != null) {
            return FileTrouble.place(file) + ": " + FileTrouble.reason(file);
        }
        String why = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
        boolean saysMore = t != e && !t.toString().equals(e.getMessage());
        return saysMore ? e.getMessage() + ": " + why : why;
    }
}
