package org.imprint.vision.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/**
 * The unfinished files that writers of this process have open.
 *
 * <p>HDF5 locks a file against other processes only: within one process it hands the same open file out a second time, and
 * two writers would overwrite each other's rows.
 */
final class OpenParts {

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private OpenParts() {}

    /**
     * Takes a file for one writer.
     *
     * @param part its folder must be there
     * @throws DataException if another writer has it
     */
    static Claim claim(Path part) {
        Path real;
        try {
            real = part.toAbsolutePath().getParent().toRealPath().resolve(part.getFileName());
        } catch (IOException e) {
            throw new DataException(part + ": cannot be written: " + FileTrouble.reason(part, e), e);
        }
        if (!OPEN.add(real)) {
            throw new DataException(part + ": is being written already, by this process");
        }
        return () -> OPEN.remove(real);
    }

    /** Gives the file free when closed. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }
}
