package org.imprint.classifier.explain;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.text.Digits;

/**
 * Which images a page shows, and in which order.
 *
 * @param images those that are shown
 * @param rightness of each
 * @param all how many were given
 */
record Shown(List<ExplainedImage> images, List<Rightness> rightness, int all) {

    /**
     * Chooses images: wrong answers first, then those of foreign classes, those taken for none, and the smallest margins. They are
     * shown in the order given, where truth is known the wrong ones before.
     */
    static Shown of(ClassifierState state, List<ExplainedImage> given, int most) {
        Set<String> classes = new HashSet<>(state.classNames());
        List<Rightness> rightness =
                given.stream().map(image -> Rightness.of(image, classes)).toList();
        Comparator<Integer> rank = Comparator.comparingInt(i -> rank(given.get(i), rightness.get(i)));
        List<Integer> chosen = IntStream.range(0, given.size())
                .boxed()
                .sorted(rank.thenComparing(i -> given.get(i).prediction().margin()))
                .limit(most)
                .sorted(Comparator.<Integer>comparingInt(i -> rightness.get(i) == Rightness.WRONG ? 0 : 1)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return new Shown(
                chosen.stream().map(given::get).toList(),
                chosen.stream().map(rightness::get).toList(),
                given.size());
    }

    private static int rank(ExplainedImage image, Rightness rightness) {
        return switch (rightness) {
            case WRONG -> 0;
            case FOREIGN -> 1;
            case OPEN, RIGHT -> image.prediction().isUnknown() ? 2 : 3;
        };
    }

    int leftOut() {
        return all - images.size();
    }

    /** Returns the sentence about what is left out; empty if nothing is. */
    String sentence() {
        if (leftOut() == 0) {
            return "";
        }
        String first = rightness.contains(Rightness.OPEN) ? "those taken for none" : "wrong answers";
        return "Of " + Digits.count(all, "image") + " " + Digits.count(images.size()) + " are shown: " + first
                + " first, then those with the smallest margins. " + Digits.count(leftOut())
                + " are left out; counts and measures are those of all.";
    }

    long count(Rightness which) {
        return rightness.stream().filter(r -> r == which).count();
    }

    long unknown() {
        return images.stream().filter(i -> i.prediction().isUnknown()).count();
    }
}
