package org.imprint.study.map;

import org.imprint.core.Named;

/** What tells the points of a map apart. */
public enum MapColour implements Named {
    /** The class: its name, or its label where the file has no names. */
    CLASS("class"),
    /** The data set. */
    SOURCE("source");

    private final String wireName;

    MapColour(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
