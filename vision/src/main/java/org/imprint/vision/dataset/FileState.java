package org.imprint.vision.dataset;

import java.nio.file.Path;

/**
 * How it is with one official file on this disk.
 *
 * @param dataSet name of the data set
 * @param file where it is, or should be
 * @param status how it is
 * @param detail what is wrong, as a sentence; empty if nothing is
 */
public record FileState(String dataSet, Path file, Status status, String detail) {

    /** How it is with a file. */
    public enum Status {
        /** There, and the published digest is right. */
        VERIFIED,
        /** Not there, but what it unpacks to is; for that no digest is published. */
        UNPACKED,
        /** Not there. */
        MISSING,
        /** There, but it is damaged or another one. */
        WRONG
    }

    /** Returns whether the file can be used. */
    public boolean isUsable() {
        return status == Status.VERIFIED || status == Status.UNPACKED;
    }
}
