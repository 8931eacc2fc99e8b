package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.app.output.IntakeLines;
import org.imprint.app.text.ProgressLine;
import org.imprint.classifier.ImageClassifier;
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
                t -> print(new SelfTestLines(t), state, out),
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

    private static void print(SelfTestLines test, ClassifierState state, PrintWriter out) {
        out.println(test.accuracy(state));
        long bare = state.classes().stream().filter(c -> !c.hasExamples()).count();
        if (bare > 0 && bare < state.classes().size()) {
            out.println("  of examples of new classes, asked among all: " + Digits.count(bare)
                    + (bare == 1 ? " of the backbone has no example" : " of the backbone have no examples"));
        }
        test.details().forEach(out::println);
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
        test.ifPresent(t -> new SelfTestLines(t).addTo(root));
        new UnknownLines(state).addTo(root);
        new CertaintyLines(state).addTo(root);
        root.put("seconds", seconds);
        out.println(root.toPrettyString());
    }
}
