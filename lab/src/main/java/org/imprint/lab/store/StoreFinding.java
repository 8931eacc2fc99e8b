package org.imprint.lab.store;

import java.nio.file.Path;

/**
 * Something about the files of a store that a reader should know.
 *
 * @param file which file
 * @param offset where in it, in bytes
 * @param isHarmless whether it is an ordinary trace of a process that was stopped; otherwise something is lost
 * @param what what is there, and what became of it
 */
public record StoreFinding(Path file, long offset, boolean isHarmless, String what) {

    /** Returns one line: file, place, what. */
    @Override
    public String toString() {
        return file + ", byte " + offset + ": " + what;
    }
}
