package org.imprint.vision.backbone;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** Returns the key that somebody who wrote {@code name} probably meant: at most a third of its letters differ. */
    static Optional<String> nearest(String name) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (Key key : values()) {
            int distance = distance(name.toLowerCase(Locale.ROOT), key.wireName);
            if (distance < least) {
                least = distance;
                best = key.wireName;
            }
        }
        return least <= Math.max(1, best.length() / 3) ? Optional.of(best) : Optional.empty();
    }

    /** Levenshtein's distance: insertions, deletions and replacements that make a into b. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
