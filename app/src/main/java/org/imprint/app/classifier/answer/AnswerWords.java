package org.imprint.app.classifier.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imprint.app.text.Terminal;
import org.imprint.classifier.NearExample;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.ScoredClass;
import org.imprint.core.text.Digits;

/** What people are told of an answer, whether in bars or in lines. */
final class AnswerWords {

    private AnswerWords() {}

    static String percent(ScoredClass one) {
        return Digits.fixed(100 * one.probability(), 1) + " %";
    }

    /** Returns the line with the classes of the set; none where no sets are asked for. */
    static List<String> set(Prediction answer) {
        return answer.set()
                .map(set -> List.of("    set: "
                        + (set.isEmpty()
                                ? "none of the classes"
                                : set.stream()
                                        .map(c -> c.name() + " " + percent(c))
                                        .collect(Collectors.joining(", ")))))
                .orElse(List.of());
    }

    /** Returns why it is known or not, and one line for each of the nearest examples. */
    static List<String> nearest(Prediction answer, Detail detail) {
        if (detail.nearest() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        answer.threshold()
                .ifPresent(t -> lines.add("    " + (answer.isUnknown() ? "unknown" : "known") + ": "
                        + answer.state().calibration().known().score().title() + " "
                        + Digits.fixed(answer.knownScore(), 3)
                        + (answer.isUnknown() ? " is below " : " is not below ") + Digits.fixed(t.value(), 3)));
        List<NearExample> near = answer.nearest(detail.nearest());
        near.forEach(n -> lines.add(line(n)));
        if (near.isEmpty()) {
            lines.add("    no examples are kept that could be named");
        }
        return lines;
    }

    private static String line(NearExample near) {
        return "    like " + Terminal.oneLine(near.example().name()) + " of " + near.className() + ", cosine "
                + Digits.fixed(near.similarity(), 3);
    }
}
