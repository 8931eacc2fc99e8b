package org.imprint.vision.store;

import org.imprint.core.Named;

/** How one number of an embedding is stored; in memory it is always a {@code float}. */
public enum Precision implements Named {
    /** IEEE 754 binary32: what the backbone gave. */
    FLOAT32("float32", 4),
    /** IEEE 754 binary16, rounded to nearest even: half the size, about three decimal digits, at most 65,504. */
    FLOAT16("float16", 2);

    private final String wireName;
    private final int bytes;

    Precision(String wireName, int bytes) {
        this.wireName = wireName;
        this.bytes = bytes;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the size of one stored number in bytes. */
    public int bytes() {
        return bytes;
    }
}
