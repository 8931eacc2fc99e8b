package org.imprint.app.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.imprint.app.text.TextTable;
import org.imprint.classifier.evaluate.OpenSetEvaluation;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.OpenSetScores;
import org.imprint.core.text.Digits;
import org.imprint.core.unknown.KnownScoreChoice;
import org.imprint.vision.embed.BadImage;

/**
 * What is said of images of no class.
 *
 * @param folder where they lie
 * @param score what tells them from others
 * @param rejects whether there are thresholds
 * @param bad those that could not be used
 */
record OpenSetReport(
        Path folder, KnownScoreChoice score, boolean rejects, OpenSetEvaluation evaluation, List<BadImage> bad) {

    void printTo(PrintWriter out) {
        out.println();
        out.println("images of no class: " + Digits.count(evaluation.unknown()) + " of " + folder + ", beside "
                + Digits.count(evaluation.known()) + " of known classes, by the "
                + score.score().title() + (score.neighbours() > 0 ? ", m = " + score.neighbours() : ""));
        boolean few = Math.min(evaluation.unknown(), evaluation.known()) < OpenSetScores.FEWEST_FOR_INTERVALS;
        TextTable table = new TextTable("measure", "value, %", "95 % interval");
        for (OpenSetMeasure measure : OpenSetMeasure.values()) {
            Estimate e = evaluation.estimates().get(measure);
            table.row(measure.title(), percent(e.value()), few ? "-" : percent(e.low()) + " to " + percent(e.high()));
        }
        table.lines().forEach(out::println);
        if (few) {
            out.println("no intervals: they take at least " + OpenSetScores.FEWEST_FOR_INTERVALS
                    + " images of no class and as many of known classes");
        }
        out.println(
                "known classes are the positives: FPR95 is the share of images of no class that pass where 95 % of the"
                        + " known ones do; less is better");
        out.println(
                rejects
                        ? "taken for none: " + part(evaluation.unknownRefused(), evaluation.unknown())
                                + " of no class, " + part(evaluation.knownRefused(), evaluation.known())
                                + " of known classes"
                        : "taken for none: nothing, as the classifier has no thresholds");
    }

    private static String part(int some, int all) {
        return Digits.count(some) + " of " + Digits.count(all) + ", " + percent((double) some / all) + " %,";
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 2);
    }

    void addTo(ObjectNode root) {
        ObjectNode open = root.putObject("open_set")
                .put("data", folder.toString())
                .put("images", evaluation.unknown())
                .put("known_images", evaluation.known())
                .put("known_score", score.score().wireName())
                .put("positives", "known");
        ObjectNode measures = open.putObject("measures");
        for (OpenSetMeasure measure : OpenSetMeasure.values()) {
            Estimate e = evaluation.estimates().get(measure);
            ObjectNode one =
                    measures.putObject(measure.name().toLowerCase(Locale.ROOT)).put("value", e.value());
            if (Double.isFinite(e.low())) {
                one.putArray("interval_95").add(e.low()).add(e.high());
            }
        }
        open.put("refused", evaluation.unknownRefused()).put("known_refused", evaluation.knownRefused());
        ArrayNode unusable = open.putArray("bad");
        bad.forEach(b -> unusable.addObject().put("name", b.id()).put("reason", b.reason()));
    }
}
