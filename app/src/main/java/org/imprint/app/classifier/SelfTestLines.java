package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.imprint.app.output.ProbabilityLines;
import org.imprint.classifier.evaluate.ConfusionCell;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.selftest.SelfTest;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.text.Digits;

/** How right a classifier is on what it learned, in words and in JSON. */
record SelfTestLines(SelfTest test) {

    private static final int CONFUSIONS = 5;

    /** Returns the accuracy with its interval; it counts every answer, which is said where some would be refused. */
    String accuracy(ClassifierState state) {
        boolean refuses = state.classes().stream().anyMatch(c -> c.threshold().isPresent());
        Evaluation e = test.evaluation();
        return "leave-one-out accuracy " + (test.isExact() ? "" : "about ") + percent(e.accuracy())
                + " % (95 % interval " + percent(e.interval().low()) + " to "
                + percent(e.interval().high()) + ")" + (refuses ? ", if no answer were refused" : "");
    }

    /** Returns what follows the accuracy: how good probabilities are, where an example has any, and the classes most often confused. */
    List<String> details() {
        List<String> lines = new ArrayList<>();
        if (test.probabilities().n() > 0) {
            new ProbabilityLines(test.probabilities()).lines().forEach(l -> lines.add("leave-one-out " + l));
        }
        for (ConfusionCell c : test.evaluation().mostConfused(CONFUSIONS)) {
            lines.add("  " + c.trueClass() + " taken for " + c.answer().orElseThrow() + ": "
                    + Digits.count(c.count(), "image") + ", such as "
                    + c.images().get(0));
        }
        return lines;
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 1);
    }

    /** Adds an object {@code leave_one_out}. */
    void addTo(ObjectNode root) {
        ObjectNode to = root.putObject("leave_one_out");
        Evaluation e = test.evaluation();
        to.put("accuracy", e.accuracy()).put("exact", test.isExact());
        to.putArray("interval_95").add(e.interval().low()).add(e.interval().high());
        if (test.probabilities().n() > 0) {
            new ProbabilityLines(test.probabilities()).addTo(to);
        }
        ArrayNode confused = to.putArray("most_confused");
        e.mostConfused(CONFUSIONS)
                .forEach(c -> confused.addObject()
                        .put("class", c.trueClass())
                        .put("answer", c.answer().orElseThrow())
                        .put("count", c.count()));
    }
}
