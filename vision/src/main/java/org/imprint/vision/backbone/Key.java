package org.imprint.vision.backbone;

import java.util.Arrays;
import org.imprint.core.text.Spelling;

/** The keys of a descriptor. */
enum Key {
    SCHEMA("schema"),
    NAME("name"),
    INPUT("input"),
    OUTPUT("output"),
    CHANNELS("channels"),
    LAYOUT("layout"),
    RESIZE("resize"),
    CROP("crop"),
    CROP_ROUNDING("crop_rounding"),
    INTERPOLATION("interpolation"),
    MEAN("mean"),
    STD("std"),
    DIMENSION("dimension"),
    LAMBDA("lambda"),
    LICENCE("licence"),
    SHA256("sha256");

    static final int SCHEMA_VERSION = 1;

    private final String wireName;

    Key(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static boolean known(String name) {
        return Arrays.stream(values()).anyMatch(k -> k.wireName.equals(name));
    }

    /** Returns what somebody who wrote {@code name} probably meant, or all keys. */
    static String hint(String name) {
        return Spelling.hintOrAll(
                name, Arrays.stream(values()).map(Key::wireName).toList());
    }
}
