package org.imprint.app.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.calibration.ReliabilityBin;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.eval.probability.SetFigures;
import org.imprint.core.text.Digits;

/** How good probabilities and sets are, in words and in JSON. */
public record ProbabilityLines(ProbabilityFigures figures) {

    /** Returns one line, and one more where there are sets. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("probabilities: log-loss " + words(figures.logLoss()) + ", Brier " + words(figures.brier())
                + ", calibration error " + Digits.fixed(100 * figures.calibrationError(), 1)
                + " % (debiased, "
                + Digits.count(figures.reliability().bins().size(), "bin") + ")");
        figures.sets()
                .ifPresent(s -> lines.add("sets: " + Digits.fixed(s.meanSize(), 2) + " classes on average, "
                        + percent(s.share()) + " % hold the true class (95 % interval "
                        + percent(s.interval().low()) + " to "
                        + percent(s.interval().high()) + ")"
                        + (s.empty() == 0 ? "" : ", " + Digits.count(s.empty()) + " empty")));
        return lines;
    }

    private static String words(Estimate e) {
        return Digits.fixed(e.value(), 3)
                + (Double.isFinite(e.low())
                        ? " (" + Digits.fixed(e.low(), 3) + " to " + Digits.fixed(e.high(), 3) + ")"
                        : "");
    }

    private static String percent(double share) {
        return Digits.fixed(100 * share, 1);
    }

    /** Adds all figures, with the bins of the reliability diagram. */
    public void addTo(ObjectNode to) {
        ObjectNode node = to.putObject("probability_figures").put("images", figures.n());
        put(node.putObject("log_loss"), figures.logLoss());
        put(node.putObject("brier"), figures.brier());
        node.put("ece", figures.reliability().error()).put("ece_debiased", figures.calibrationError());
        ArrayNode bins = node.putArray("bins");
        for (ReliabilityBin bin : figures.reliability().bins()) {
            ObjectNode one = bins.addObject()
                    .put("images", bin.size())
                    .put("right", bin.right())
                    .put("confidence", bin.confidence())
                    .put("accuracy", bin.accuracy())
                    .put("lowest", bin.low())
                    .put("highest", bin.high());
            interval(one, WilsonInterval.of(bin.right(), bin.size()));
        }
        figures.sets().ifPresent(s -> put(to.putObject("set_figures"), s));
    }

    private static void put(ObjectNode to, Estimate e) {
        to.put("value", e.value());
        if (Double.isFinite(e.low())) {
            to.putArray("interval_95").add(e.low()).add(e.high());
        }
    }

    private static void put(ObjectNode to, SetFigures s) {
        to.put("images", s.n())
                .put("mean_size", s.meanSize())
                .put("empty", s.empty())
                .put("hold_the_true_class", s.held())
                .put("share", s.share());
        interval(to, s.interval());
    }

    private static void interval(ObjectNode to, WilsonInterval interval) {
        to.putArray("interval_95").add(interval.low()).add(interval.high());
    }
}
