package org.imprint.vision.data;

import org.imprint.core.Named;

/** The two halves of a data set: proxies are made from one and judged on the other. */
public enum Split implements Named {
    /** The images that proxies are made from. */
    TRAIN("train"),
    /** The images that the head is judged on. */
    TEST("test");

    private final String wireName;

    Split(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws IllegalArgumentException if there is none, naming the legal ones
     */
    public static Split of(String wireName) {
        return Named.find("split", Split.class, wireName);
    }
}
