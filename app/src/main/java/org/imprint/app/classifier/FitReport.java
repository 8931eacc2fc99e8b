package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.app.output.IntakeLines;
import org.imprint.app.output.ProbabilityLines;
import org.imprint.app.text.ProgressLine;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.evaluate.ConfusionCell;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.selftest.SelfTest;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.RecipeWords;
import org.imprint.core.text.Digits;

/**
 * What {@code imprint fit} says at its end.
 *
 * @param file what was written
 * @param classifier what is in it
 * @param test how right it is on what it learned; empty if that cannot be told
 * @param reason why its recipe was chosen; empty if it was named
 * @param seconds how long it took
 */
record FitReport(
        Path file, ImageClassifier classifier, Optional<SelfTest> test, Optional<String> reason, double seconds) {

    private static final int CONFUSIONS = 5;

    void printTo(PrintWriter out) {
        ClassifierState state = classifier.embeddings().state();
        Intake intake = classifier.intake().orElseThrow();
        out.println(file + ": " + Totals.of(state) + ", backbone "
                + classifier.backbone().descriptor().name());
        new IntakeLines(intake).lines().forEach(out::println);
        reason.ifPresent(r -> out.println("recipe: " + r));
        if (ClassTable.hasReasons(state)) {
            ClassTable.lines(state).forEach(out::println);
        }
        test.ifPresentOrElse(
                t -> print(t, state, out),
                () -> out.println("no leave-one-out accuracy: it "
                        + SelfTest.obstacle(state).orElse("was not asked for")));
        List<String> unknown = new UnknownLines(state).lines();
        for (int i = 0; i < unknown.size(); i++) {
            out.println((i == 0 ? "unknown: " : "  ") + unknown.get(i));
        }
        CertaintyLines sure = new CertaintyLines(state);
        sure.probabilities().forEach(l -> out.println("probabilities by " + l));
        sure.sets().forEach(l -> out.println("sets: " + l));
        out.println(Digits.count(intake.computed(), "image") + " embedded, "
                + Digits.count(
                        intake.images() - intake.computed() - intake.bad().size()) + " known from before, "
                + ProgressLine.duration(seconds));
    }

    private static void print(SelfTest test, ClassifierState state, PrintWriter out) {
        Evaluation e = test.evaluation();
        out.println("leave-one-out accuracy " + (test.isExact() ? "" : "about ") + percent(e.accuracy())
                + " % (95 % interval " + percent(e.interval().low()) + " to "
                + percent(e.interval().high()) + ")");
        long bare = state.classes().stream().filter(c -> !c.hasExamples()).count();
        if (bare > 0) {
            out.println("  among new classes alone: " + Digits.count(bare)
                    + (bare == 1 ? " of the backbone has no example" : " of the backbone have no examples"));
        }
        if (test.probabilities().n() > 0) {
            new ProbabilityLines(test.probabilities()).lines().forEach(l -> out.println("leave-one-out " + l));
        }
        for (ConfusionCell c : e.mostConfused(CONFUSIONS)) {
            out.println("  " + c.trueClass() + " taken for " + c.answer().orElseThrow() + ": "
                    + Digits.count(c.count(), "image") + ", such as "
                    + c.images().get(0));
        }
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 1);
    }

    void printJsonTo(PrintWriter out) {
        ClassifierState state = classifier.embeddings().state();
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("backbone", classifier.backbone().descriptor().name())
                .put("backbone_sha256", classifier.backbone().sha256Hex());
        root.put("recipe", RecipeWords.of(state.settings()));
        reason.ifPresent(r -> root.put("recipe_reason", r));
        ArrayNode classes = root.putArray("classes");
        for (LearnedClass c : state.classes()) {
            ObjectNode one = classes.addObject().put("name", c.name()).put("examples", c.learned());
            ClassTable.addProxies(c, one);
        }
        new IntakeLines(classifier.intake().orElseThrow()).addTo(root);
        test.ifPresent(t -> addTo(root.putObject("leave_one_out"), t));
        new UnknownLines(state).addTo(root);
        new CertaintyLines(state).addTo(root);
        root.put("seconds", seconds);
        out.println(root.toPrettyString());
    }

    private static void addTo(ObjectNode to, SelfTest test) {
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
