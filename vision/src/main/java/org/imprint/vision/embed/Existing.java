package org.imprint.vision.embed;

/** What becomes of a finished file that lies where one is to be written. */
public enum Existing {
    /** It stays if it holds what would be written; one that holds anything else is an error. */
    KEEP,
    /** A new one takes its place at the end; what another, unfinished job has left there is thrown away. */
    REPLACE
}
