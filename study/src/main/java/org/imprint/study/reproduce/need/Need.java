package org.imprint.study.reproduce.need;

import java.util.OptionalLong;

/**
 * Something that sections need.
 *
 * @param kind what it is
 * @param name its name
 * @param availability how it is with it
 * @param bytes its size, to download or to write, if known
 * @param detail where it is, or where it is had
 */
public record Need(Kind kind, String name, Availability availability, OptionalLong bytes, String detail) {

    /** What may be needed. */
    public enum Kind {
        /** A model that makes embeddings. */
        BACKBONE("backbone"),
        /** Images. */
        DATA_SET("data set"),
        /** One embeddings file. */
        EMBEDDINGS("embeddings");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word for tables. */
        public String word() {
            return word;
        }
    }

    /** Returns whether it is there. */
    public boolean isPresent() {
        return availability == Availability.PRESENT;
    }
}
