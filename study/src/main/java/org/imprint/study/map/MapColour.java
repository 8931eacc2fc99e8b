package org.imprint.study.map;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;

/** What tells the points of a map apart. */
public enum MapColour {
    /** The class: its name, or its label where the file has no names. */
    CLASS("class"),
    /** The data set. */
    SOURCE("source");

    private final String wireName;

    MapColour(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name on the command line. */
    public String wireName() {
        return wireName;
    }

    /** Returns the constant of a name. */
    public static MapColour of(String name) {
        List<String> names = Arrays.stream(values()).map(MapColour::wireName).toList();
        Checks.require(names.contains(name), "color must be one of " + String.join(", ", names), "'" + name + "'");
        return values()[names.indexOf(name)];
    }
}
