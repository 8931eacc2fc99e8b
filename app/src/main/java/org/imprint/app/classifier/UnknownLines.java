package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.text.Digits;
import org.imprint.core.unknown.KnownScoreChoice;

/** What is said of how a classifier tells images of none of its classes; nothing where it was not asked to. */
record UnknownLines(ClassifierState state) {

    private static final int NAMES = 3;

    /** Returns the lines, the first to stand behind a key such as {@code unknown}. */
    List<String> lines() {
        return state.settings().certainty().rejection().map(this::lines).orElse(List.of());
    }

    private List<String> lines(Rejection asked) {
        List<LearnedClass> with =
                state.classes().stream().filter(c -> c.threshold().isPresent()).toList();
        String share = percent(asked.alpha()) + " % of known images";
        if (with.isEmpty()) {
            return List.of("never unknown: " + why(asked));
        }
        List<String> lines = new ArrayList<>();
        lines.add("about " + share + " may be taken for none, by the "
                + state.calibration().known().words());
        List<String> borrowing = with.stream()
                .filter(c -> c.threshold().filter(Threshold::borrowed).isPresent())
                .map(LearnedClass::name)
                .toList();
        if (!borrowing.isEmpty()) {
            lines.add(Digits.count(borrowing.size()) + (borrowing.size() == 1 ? " class is" : " classes are")
                    + " answered for fewer than " + RejectThresholds.fewest(asked.alpha())
                    + " examples and borrow" + (borrowing.size() == 1 ? "s" : "") + " from all: " + names(borrowing));
        }
        List<String> without = state.classes().stream()
                .filter(c -> c.threshold().isEmpty())
                .map(LearnedClass::name)
                .toList();
        if (!without.isEmpty()) {
            lines.add("never unknown, as nothing was found for it: " + names(without));
        }
        return lines;
    }

    /** Returns why there is no threshold. */
    private String why(Rejection asked) {
        if (SelfQuestion.hasConstantScore(state)) {
            return "scores are all equal where one proxy votes (m = 1)";
        }
        int fewest = RejectThresholds.fewest(asked.alpha());
        Optional<String> obstacle = SelfQuestion.obstacleOfEnough(state, fewest);
        if (obstacle.isPresent()) {
            return "thresholds are found by leave-one-out, which " + obstacle.get();
        }
        int[] sizes = state.classes().stream()
                .mapToInt(LearnedClass::learned)
                .filter(n -> n >= 2)
                .toArray();
        return "thresholds at " + percent(asked.alpha()) + " % need " + Digits.count(fewest, "example")
                + ", of at least two classes with at least 2 each; there "
                + (IntStream.of(sizes).sum() == 1 ? "is " : "are ")
                + Digits.count(IntStream.of(sizes).sum()) + " in " + Digits.count(sizes.length) + " of "
                + Digits.count(state.classes().size())
                + (state.classes().size() == 1 ? " class" : " classes");
    }

    private static String names(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(NAMES, all.size())))
                + (all.size() > NAMES ? " and " + Digits.count(all.size() - NAMES) + " more" : "");
    }

    /** Returns α in per cent. */
    static String percent(double alpha) {
        return BigDecimal.valueOf(alpha).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    /** Adds an object {@code unknown}. */
    void addTo(ObjectNode root) {
        state.settings().certainty().rejection().ifPresent(r -> {
            KnownScoreChoice known = state.calibration().known();
            ObjectNode unknown = root.putObject("unknown")
                    .put("false_reject", r.alpha())
                    .put(
                            "thresholds",
                            state.classes().stream()
                                    .filter(c -> c.threshold().isPresent())
                                    .count())
                    .put("known_score", known.score().wireName())
                    .put("chosen_by", known.basis().wireName());
            if (known.neighbours() > 0) {
                unknown.put("neighbours", known.neighbours());
            }
            if (!known.aurocs().isEmpty()) {
                ObjectNode aurocs = unknown.putObject("auroc");
                known.aurocs().forEach((score, auroc) -> aurocs.put(score.wireName(), auroc));
            }
        });
    }
}
