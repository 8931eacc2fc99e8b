package org.imprint.app;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.imprint.cluster.ClusterException;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.sweep.file.SweepException;
import org.imprint.vision.checkpoint.CheckpointException;
import org.imprint.vision.data.DataException;

/** Tells errors that a user can mend from our own, and puts both into one sentence. */
final class UserErrors {

    private UserErrors() {}

    static boolean isExpected(Exception e) {
        return e instanceof DataException
                || e instanceof StoreException
                || e instanceof SweepException
                || e instanceof CheckpointException
                || e instanceof ClusterException
                || e instanceof IllegalArgumentException
                || e instanceof UncheckedIOException
                || isEnd(e);
    }

    /** Returns whether work was only begun or broken off because a signal is ending the process. */
    private static boolean isEnd(Throwable e) {
        return e instanceof CancellationException
                || e instanceof InterruptedException
                || e instanceof IllegalStateException && "Shutdown in progress".equals(e.getMessage());
    }

    static String sentence(Exception e) {
        if (isEnd(e)) {
            return "stopped";
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
