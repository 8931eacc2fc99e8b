package org.imprint.vision.fetch;

import java.util.OptionalLong;

/** Is told how a long job over a file gets on; called often, from the thread that does the work. */
@FunctionalInterface
public interface FileProgress {

    /** Tells nobody. */
    FileProgress NONE = (file, done, total) -> {};

    /**
     * Tells how far it is.
     *
     * @param file name of the file
     * @param done bytes that are on the disk now, those of an earlier try included
     * @param total bytes of the whole file, if known
     */
    void advanced(String file, long done, OptionalLong total);
}
