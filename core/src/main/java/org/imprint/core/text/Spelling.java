package org.imprint.core.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant who wrote a name that does not exist. */
public final class Spelling {

    private Spelling() {}

    /** Returns {@code ; did you mean a?}, to end an error; nothing if no name is near. */
    public static String hint(String written, Collection<String> names) {
        return nearest(written, names).map(Spelling::question).orElse("");
    }

    /** Returns {@code ; did you mean a?} for what was {@link #nearest found near}. */
    public static String question(String near) {
        return "; did you mean " + near + "?";
    }

    /** Returns the {@link #hint}, or all names if none is near: {@code ; there are a, b, c}. */
    public static String hintOrAll(String written, Collection<String> names) {
        String hint = hint(written, names);
        return hint.isEmpty() ? "; there are " + String.join(", ", names) : hint;
    }

    /**
     * Returns the first of the names that is nearest to what was written, if at most a third of its letters differ; case does
     * not count nor which stroke joins words, and two neighbours that changed places are one difference. Cost: O(letters written ·
     * letters of all names).
     */
    public static Optional<String> nearest(String written, Collection<String> names) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(plain(written), plain(name));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return least <= Math.max(1, best.length() / 3) ? Optional.of(best) : Optional.empty();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Insertions, deletions, replacements and exchanges of two neighbours that make a into b (optimal string alignment). */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
