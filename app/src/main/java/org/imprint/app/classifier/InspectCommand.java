package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.app.opened.FileArgument;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.process.Workers;
import org.imprint.classifier.change.History;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.selftest.SelfTest;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.KChoice;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.RecipeWords;
import org.imprint.core.text.Digits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what is in a classifier's file. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Tells what is in a classifier's file: classes, recipe, backbone, what is kept. Needs no backbone.",
        footer = {"", "Example: imprint inspect birds.imprint --json"})
public final class InspectCommand implements Callable<Integer> {

    private static final int KEY = 12;

    @Mixin
    private FileArgument file;

    @Option(
            names = "--leave-one-out",
            description =
                    "Ask each example as if it had not been learned: accuracy, and how good probabilities and sets are."
                            + " Takes about as long as fit without the embedding.")
    private boolean leaveOneOut;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenedClassifier opened = OpenedClassifier.toRead(file.path())) {
            if (json) {
                spec.commandLine().getOut().println(object(opened).toPrettyString());
            } else {
                print(opened);
            }
        }
        return 0;
    }

    private long bytes() {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(OpenedClassifier opened) {
        ClassifierContents contents = opened.contents();
        ClassifierSettings settings = contents.state().settings();
        History history = contents.history();
        line("file", Totals.line(opened) + ", " + Digits.bytes(bytes()));
        line("recipe", RecipeWords.of(settings) + ", seed " + settings.seed());
        line(
                "backbone",
                contents.backbone()
                        .map(b -> b.descriptor().name() + ", sha256 " + b.sha256())
                        .orElse("none: a classifier of embeddings"));
        line(
                "embedding",
                Digits.count(settings.dim()) + " numbers, "
                        + settings.precision().wireName());
        line(
                "kept",
                settings.keeping().wireName() + ", "
                        + Digits.count(contents.thumbnails().digests().size(), "thumbnail"));
        List<String> unknown = new UnknownLines(contents.state()).lines();
        for (int i = 0; i < unknown.size(); i++) {
            line(i == 0 ? "unknown" : "", unknown.get(i));
        }
        CertaintyLines sure = new CertaintyLines(contents.state());
        sure.probabilities().forEach(l -> line("probability", l));
        sure.sets().forEach(l -> line("sets", l));
        long undoable = history.done().stream().filter(HistoryEntry::isUndoable).count();
        line(
                "history",
                Digits.count(history.done().size(), "change") + ", " + Digits.count(undoable) + " can be undone, "
                        + Digits.count(history.undone().size()) + " done again");
        line(
                "change",
                opened.embeddings().reach().sentence()
                        + (settings.k() == KChoice.AUTO
                                ? "; more examples leave a class its number of proxies until the next fit"
                                : ""));
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        if (leaveOneOut) {
            SelfTestLines test = test(contents);
            out.println(test.accuracy(contents.state()));
            test.details().forEach(out::println);
            out.println();
        }
        ClassTable.lines(contents.state()).forEach(out::println);
    }

    private static SelfTestLines test(ClassifierContents contents) {
        try (Workers workers = new Workers(Workers.available())) {
            return new SelfTestLines(SelfTest.of(contents.state(), workers.parallel()));
        }
    }

    private void line(String key, String value) {
        spec.commandLine().getOut().println(key + " ".repeat(KEY - key.length()) + value);
    }

    private ObjectNode object(OpenedClassifier opened) {
        ClassifierContents contents = opened.contents();
        ClassifierSettings settings = contents.state().settings();
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("file", file.path().toString())
                .put("bytes", bytes())
                .put("recipe", RecipeWords.of(settings))
                .put("seed", settings.seed());
        contents.backbone()
                .ifPresent(b -> root.putObject("backbone")
                        .put("name", b.descriptor().name())
                        .put("sha256", b.sha256())
                        .put("runtime", b.runtime()));
        root.put("dimension", settings.dim())
                .put("precision", settings.precision().wireName())
                .put("keeping", settings.keeping().wireName())
                .put("temperature", contents.state().temperature().value());
        settings.certainty().rejection().ifPresent(r -> root.put("false_reject", r.alpha()));
        new UnknownLines(contents.state()).addTo(root);
        new CertaintyLines(contents.state()).addTo(root);
        ArrayNode classes = root.putArray("classes");
        for (LearnedClass c : contents.state().classes()) {
            ObjectNode one = classes.addObject()
                    .put("name", c.name())
                    .put("examples", c.learned())
                    .put("examples_kept", c.examples().size());
            ClassTable.addProxies(c, one);
        }
        if (leaveOneOut) {
            test(contents).addTo(root);
        }
        root.put("thumbnails", contents.thumbnails().digests().size())
                .put("changes", contents.history().done().size())
                .put("undone", contents.history().undone().size());
        return root;
    }
}
