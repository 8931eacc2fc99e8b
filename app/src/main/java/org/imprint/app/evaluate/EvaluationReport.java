package org.imprint.app.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.app.evaluate.ClassifierEvaluation.Judgement;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.output.ProbabilityLines;
import org.imprint.app.text.TextTable;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.evaluate.ClassScore;
import org.imprint.classifier.evaluate.ConfusionCell;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.ForeignClass;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Spelling;
import org.imprint.vision.data.SampleSource;

/** What {@code imprint evaluate} says of a classifier. */
record EvaluationReport(Path file, SampleSource source) {

    private static final int CONFUSIONS = 10;
    private static final String UNKNOWN = "unknown";

    void printTo(PrintWriter out, Judgement judged) {
        Evaluation e = judged.evaluation();
        if (e.n() > 0) {
            out.println(file + " on " + source.name() + ": accuracy " + percent(e.accuracy()) + " % (95 % interval "
                    + percent(e.interval().low()) + " to "
                    + percent(e.interval().high()) + "), "
                    + Digits.count(e.right()) + " of " + Digits.count(e.n(), "image"));
            printUnknown(out, judged);
            judged.probabilities()
                    .ifPresent(p -> new ProbabilityLines(p).lines().forEach(out::println));
            out.println();
            printClasses(out, e);
        }
        printConfusions(out, e);
        for (ForeignClass f : e.foreign()) {
            out.println("class " + f.name() + " is none of the classifier's"
                    + f.near().map(Spelling::question).orElse("") + ": its "
                    + Digits.count(f.n(), "image") + " were not counted, " + Digits.count(f.unknown())
                    + " of them taken for none of the classes");
        }
        if (!e.untested().isEmpty()) {
            out.println("classes without images: " + String.join(", ", e.untested()));
        }
        if (!source.leftOut().isEmpty()) {
            out.println(LeftOutReport.line(source.leftOut()));
        }
        judged.openSet().ifPresent(o -> o.printTo(out));
    }

    /** Accuracy alone would mislead: with thresholds it counts what was refused as wrong. */
    private static void printUnknown(PrintWriter out, Judgement judged) {
        Evaluation e = judged.evaluation();
        Optional<Rejection> asked = judged.rejection();
        if (asked.isEmpty() && e.unknown() == 0) {
            return;
        }
        WilsonInterval labels = WilsonInterval.of(e.rightLabel(), e.n());
        out.println("if no answer were refused: accuracy " + percent((double) e.rightLabel() / e.n())
                + " % (95 % interval " + percent(labels.low()) + " to " + percent(labels.high()) + ")");
        out.println("taken for none of the classes: " + Digits.count(e.unknown(), "image") + ", "
                + percent((double) e.unknown() / e.n()) + " % of those of known classes"
                + asked.map(r -> "; asked for was about " + percent(r.alpha()) + " %")
                        .orElse(""));
    }

    private static void printClasses(PrintWriter out, Evaluation e) {
        TextTable table = new TextTable("class", "images", "recall, %", "precision, %", "F1, %");
        for (ClassScore c : e.classes()) {
            table.row(
                    c.name(),
                    Long.toString(c.n()),
                    c.n() == 0 ? "" : percent(c.recall()),
                    c.answered() == 0 ? "" : percent(c.precision()),
                    percent(c.f1()));
        }
        table.lines().forEach(out::println);
    }

    private static void printConfusions(PrintWriter out, Evaluation e) {
        if (e.mostConfused(1).isEmpty()) {
            return;
        }
        out.println();
        TextTable table = new TextTable("taken for", "class", "images", "such as");
        for (ConfusionCell c : e.mostConfused(CONFUSIONS)) {
            table.row(
                    c.answer().orElse(UNKNOWN),
                    c.trueClass(),
                    Integer.toString(c.count()),
                    c.images().get(0));
        }
        table.lines().forEach(out::println);
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 2);
    }

    void printJsonTo(PrintWriter out, Judgement judged) {
        Evaluation e = judged.evaluation();
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("data", source.name())
                .put("images", e.n())
                .put("right", e.right());
        if (e.n() > 0) {
            root.put("accuracy", e.accuracy());
            root.putArray("interval_95")
                    .add(e.interval().low())
                    .add(e.interval().high());
        }
        judged.probabilities().ifPresent(p -> new ProbabilityLines(p).addTo(root));
        if (e.n() > 0) {
            root.put("accuracy_without_refusals", (double) e.rightLabel() / e.n())
                    .put("unknown_share", (double) e.unknown() / e.n());
        }
        judged.rejection().ifPresent(r -> root.put("false_reject", r.alpha()));
        root.put("unknown", e.unknown()).put("examples_among_them", judged.trained());
        ArrayNode classes = root.putArray("classes");
        e.classes()
                .forEach(c -> classes.addObject()
                        .put("name", c.name())
                        .put("images", c.n())
                        .put("answered", c.answered())
                        .put("right", c.right())
                        .put("recall", c.recall())
                        .put("precision", c.precision())
                        .put("f1", c.f1()));
        ArrayNode cells = root.putArray("cells");
        e.cells().forEach(c -> {
            ObjectNode cell = cells.addObject()
                    .put("class", c.trueClass())
                    .put("answer", c.answer().orElse(null));
            ArrayNode images = cell.put("count", c.count()).putArray("images");
            c.images().forEach(images::add);
        });
        ArrayNode foreign = root.putArray("other_classes");
        e.foreign()
                .forEach(f -> foreign.addObject()
                        .put("name", f.name())
                        .put("images", f.n())
                        .put("unknown", f.unknown()));
        ArrayNode untested = root.putArray("classes_without_images");
        e.untested().forEach(untested::add);
        ArrayNode bad = root.putArray("bad");
        judged.predictions()
                .bad()
                .forEach(b -> bad.addObject().put("name", b.id()).put("reason", b.reason()));
        LeftOutReport.addTo(root, source.leftOut());
        judged.openSet().ifPresent(o -> o.addTo(root));
        out.println(root.toPrettyString());
    }
}
