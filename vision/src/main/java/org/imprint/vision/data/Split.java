package org.imprint.vision.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The two halves of a data set: proxies are made from one and judged on the other. */
public enum Split {
    /** The images that proxies are made from. */
    TRAIN("train"),
    /** The images that the head is judged on. */
    TEST("test");

    private final String wireName;

    Split(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name on the command line, in files and of the sub-folder. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws IllegalArgumentException if there is none, naming the legal ones
     */
    public static Split of(String wireName) {
        return Arrays.stream(values())
                .filter(v -> v.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("split must be one of "
                        + Arrays.stream(values()).map(Split::wireName).collect(Collectors.joining(", "))
                        + ", was " + wireName));
    }
}
