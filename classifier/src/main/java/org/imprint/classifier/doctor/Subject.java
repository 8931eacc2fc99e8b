package org.imprint.classifier.doctor;

import org.imprint.core.Checks;

/**
 * An image that a finding speaks of.
 *
 * @param id its id in its source, such as the path below the folder
 * @param className the class that it is in
 * @param place its place in its source, from 0; with {@code side} it finds the pixels
 * @param side which of the sources it is of
 */
public record Subject(String id, String className, int place, Side side) {

    /** The sources of an examination. */
    public enum Side {
        /** Images to learn from. */
        TRAIN,
        /** Images to test with. */
        TEST
    }

    /** Checks the place. */
    public Subject {
        Checks.inRange("subject.place", place, 0, Integer.MAX_VALUE);
    }
}
