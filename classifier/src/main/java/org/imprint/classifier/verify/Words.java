package org.imprint.classifier.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.core.text.Digits;

/** What differs between two lists, in words of bounded length. */
final class Words {

    private static final int SHOWN = 3;
    private static final int NAME = 40;

    private Words() {}

    /** Returns a class name, of which the end is left out if it is long. */
    static String name(String name) {
        return name.codePointCount(0, name.length()) <= NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME)) + "…";
    }

    /** Returns in what the classes of a file differ from the classifier's: which, how often or in what order. */
    static Optional<String> classes(List<String> right, List<String> actual) {
        if (right.equals(actual)) {
            return Optional.empty();
        }
        List<String> lost = without(right, actual);
        List<String> others = without(actual, right);
        if (lost.isEmpty() && others.isEmpty()) {
            return Optional.of("classes must be in the classifier's order, " + firstOther("class", right, actual));
        }
        String both = lost.isEmpty() || others.isEmpty() ? "" : " and ";
        return Optional.of("classes must be those of the classifier, were "
                + (lost.isEmpty() ? "" : "without " + names(lost)) + both
                + (others.isEmpty() ? "" : "with " + names(others)));
    }

    /**
     * Returns in what thresholds differ.
     *
     * @param whose the right ones are: {@code those of the classifier}
     */
    static Optional<String> thresholds(String whose, Optional<List<Float>> right, Optional<List<Float>> actual) {
        if (right.equals(actual)) {
            return Optional.empty();
        }
        if (actual.isEmpty()) {
            return Optional.of("thresholds must be " + whose + ", " + some(right.orElseThrow()) + ", was without");
        }
        if (right.isEmpty()) {
            return Optional.of("thresholds must be " + whose + ", which are none, were " + some(actual.get()));
        }
        if (right.get().size() != actual.get().size()) {
            return Optional.of("thresholds must be " + whose + ", of "
                    + Digits.count(right.get().size(), "number") + ", were of "
                    + Digits.count(actual.get().size()));
        }
        return Optional.of("thresholds must be " + whose + ", "
                + firstOther("threshold", exact(right.get()), exact(actual.get())));
    }

    private static List<String> without(List<String> all, List<String> others) {
        List<String> left = new ArrayList<>(all);
        others.forEach(left::remove);
        return left;
    }

    private static String firstOther(String what, List<String> right, List<String> actual) {
        int i = 0;
        while (right.get(i).equals(actual.get(i))) {
            i++;
        }
        return what + " " + Digits.count(i + 1L) + " of " + Digits.count(right.size()) + " must be "
                + name(right.get(i)) + ", was " + name(actual.get(i));
    }

    private static String names(List<String> names) {
        String first = names.stream().limit(SHOWN).map(Words::name).collect(Collectors.joining(", "));
        int more = names.size() - SHOWN;
        return first + (more > 0 ? ", " + Digits.count(more) + " more" : "");
    }

    private static List<String> exact(List<Float> thresholds) {
        return thresholds.stream().map(t -> isNone(t) ? "none" : t.toString()).toList();
    }

    private static String some(List<Float> thresholds) {
        return thresholds.stream()
                        .limit(SHOWN)
                        .map(t -> isNone(t) ? "none" : String.format(Locale.ROOT, "%.3g", t))
                        .collect(Collectors.joining(" "))
                + (thresholds.size() > SHOWN ? " …" : "");
    }

    private static boolean isNone(float threshold) {
        return threshold == Float.NEGATIVE_INFINITY;
    }
}
