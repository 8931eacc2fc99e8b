package org.imprint.core.unknown;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.core.text.Digits;

/**
 * Which score tells unknown queries from known ones, and why that one.
 *
 * @param score the chosen one
 * @param neighbours m of {@link KnownScore#NEIGHBOURS}; 0 for another score
 * @param basis what it was chosen by
 * @param aurocs mean AUROC of each score that was tried, classes left out one by one; empty unless that was the basis
 */
public record KnownScoreChoice(KnownScore score, int neighbours, Basis basis, Map<KnownScore, Double> aurocs) {

    /** What nobody asked for: the score of the answered class. */
    public static final KnownScoreChoice NONE = new KnownScoreChoice(KnownScore.PROXY, 0, Basis.UNASKED, Map.of());

    /** What a score was chosen by. */
    public enum Basis implements Named {
        /** Nothing is to be unknown. */
        UNASKED("unasked", "nothing was asked"),
        /** It was asked for by name. */
        NAMED("named", "asked for"),
        /** Each class in turn was unknown to a classifier of the others. */
        LEFT_OUT_CLASSES("left_out_classes", "by leaving out each class"),
        /** There were fewer than three classes. */
        FEW_CLASSES("few_classes", "with fewer than 3 classes none can be left out"),
        /** Every class but one at most has a single row, which is gone when it is left out. */
        FEW_EXAMPLES("few_examples", "classes of one example have none to leave out"),
        /** No other could be tried. */
        ONLY_ONE("only_one", "no other can be tried here");

        private final String wireName;
        private final String sentence;

        Basis(String wireName, String sentence) {
            this.wireName = wireName;
            this.sentence = sentence;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** Copies the map, simplest score first, and checks m. */
    public KnownScoreChoice {
        Checks.require(
                (score == KnownScore.NEIGHBOURS) == (neighbours > 0) && neighbours >= 0,
                "neighbours must be at least 1 for the score neighbours and 0 for others, score " + score.wireName(),
                neighbours);
        Map<KnownScore, Double> copy = new LinkedHashMap<>();
        for (KnownScore s : KnownScore.SIMPLEST_FIRST) {
            if (aurocs.containsKey(s)) {
                copy.put(s, Checks.inRange("AUROC of " + s.wireName(), aurocs.get(s), 0, 1));
            }
        }
        aurocs = Collections.unmodifiableMap(copy);
    }

    /** Returns the choice as words for people, such as {@code score of the answered class (AUROC 0.941 by leaving out each class; neighbours 0.944; the simplest within 0.01 of the best)}. */
    public String words() {
        String what = score.title() + (neighbours > 0 ? ", m = " + neighbours : "");
        if (basis != Basis.LEFT_OUT_CLASSES) {
            return what + " (" + basis.sentence + ")";
        }
        String others = aurocs.entrySet().stream()
                .filter(e -> e.getKey() != score)
                .map(e -> e.getKey().wireName() + " " + Digits.fixed(e.getValue(), 3))
                .collect(Collectors.joining(", "));
        boolean passedOver =
                aurocs.entrySet().stream().anyMatch(e -> e.getKey().mayWin() && e.getValue() > aurocs.get(score));
        return what + " (AUROC " + Digits.fixed(aurocs.get(score), 3) + " " + basis.sentence
                + (others.isEmpty() ? "" : "; " + others)
                + (passedOver ? "; the simplest within " + LeftOutRows.MARGIN + " of the best" : "") + ")";
    }
}
