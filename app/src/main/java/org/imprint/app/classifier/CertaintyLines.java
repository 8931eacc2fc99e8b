package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.text.Digits;

/** How sure a classifier is to be, and what its examples allow, in words and in JSON. */
record CertaintyLines(ClassifierState state) {

    private Certainty asked() {
        return state.settings().certainty();
    }

    /** Returns how probabilities are made, where that is not by a temperature alone. */
    List<String> probabilities() {
        ProbabilityMethod method = asked().probabilities();
        if (method == ProbabilityMethod.TEMPERATURE) {
            return List.of();
        }
        boolean found = state.calibration().map().method() == method;
        return List.of(
                found
                        ? method.wireName() + " of " + Digits.count(rows(), "example") + ", after one temperature"
                        : "temperature alone, as "
                                + SelfQuestion.obstacleOfEnough(state, method.leastRows())
                                        .map(why -> method.wireName() + " is found by leave-one-out, which " + why)
                                        .orElseGet(() -> method.wireName() + " needs "
                                                + Digits.count(method.leastRows(), "example")
                                                + " that leave-one-out can ask"));
    }

    private long rows() {
        return IntStream.of(state.calibration().map().sizes()).asLongStream().sum();
    }

    /** Returns what sets hold, where they are asked for. */
    List<String> sets() {
        List<String> lines = new ArrayList<>();
        OptionalDouble coverage = asked().coverage();
        if (coverage.isPresent()) {
            ConformalThreshold sets = state.sets().orElseThrow();
            String asked = percent(coverage.getAsDouble()) + " % asked";
            lines.add(
                    sets.coverage() == 1
                            ? asked + ": all classes, as " + whyAll(coverage.getAsDouble())
                            : asked + ", " + percent(sets.coverage())
                                    + " % by these examples; classes from probability " + Digits.fixed(sets.value(), 4)
                                    + " on");
        }
        return lines;
    }

    private String whyAll(double coverage) {
        long least = ConformalThreshold.leastRows(coverage);
        return SelfQuestion.obstacleOfEnough(state, least)
                .map(why -> "sets are found by leave-one-out, which " + why)
                .orElseGet(
                        () -> "that needs at least " + Digits.count(least, "example") + " that leave-one-out can ask");
    }

    private static String percent(double share) {
        String text = Digits.fixed(100 * share, 2);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** Adds what is asked and found, where it is more than a temperature. */
    void addTo(ObjectNode root) {
        root.put("probabilities", asked().probabilities().wireName())
                .put("probabilities_found", state.calibration().map().method().wireName());
        state.sets()
                .ifPresent(sets -> root.putObject("sets")
                        .put("coverage_asked", asked().coverage().orElseThrow())
                        .put("coverage", sets.coverage())
                        .put("threshold", sets.value())
                        .put("all_classes", sets.isAll()));
    }
}
