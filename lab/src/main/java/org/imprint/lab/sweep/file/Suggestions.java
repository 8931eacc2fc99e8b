package org.imprint.lab.sweep.file;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who misspelt a word probably meant. */
final class Suggestions {

    private Suggestions() {}

    /** Returns {@code ; did you mean 'x'?}, or the legal words if none is near. */
    static String of(String word, Collection<String> legal) {
        return nearest(word, legal)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; legal are " + String.join(", ", legal));
    }

    /** Returns the legal word that differs from a word in a third of its letters at most, or has it as a part. */
    static Optional<String> nearest(String word, Collection<String> legal) {
        String lower = word.toLowerCase(Locale.ROOT).replace('-', '_');
        Optional<String> near = legal.stream()
                .min(Comparator.comparingInt(l -> distance(lower, l)))
                .filter(l -> distance(lower, l) <= Math.max(1, l.length() / 3));
        return near.isPresent() || lower.length() < 3
                ? near
                : legal.stream()
                        .filter(l -> l.contains(lower) || lower.contains(l))
                        .findFirst();
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
