package org.imprint.study.reproduce.need;

/** How it is with something that a section needs. */
public enum Availability {
    /** It is there. */
    PRESENT("present"),
    /** It is not there, but can be had without asking anybody. */
    OBTAINABLE("to get"),
    /** Somebody has to be asked first. */
    ON_REQUEST("on request");

    private final String word;

    Availability(String word) {
        this.word = word;
    }

    /** Returns the word for tables. */
    public String word() {
        return word;
    }
}
