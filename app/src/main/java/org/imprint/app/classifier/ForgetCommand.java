package org.imprint.app.classifier;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.FileArgument;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.ExamplePick;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.ContentDigest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a class or examples from a classifier. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a class, an example, or all examples of a folder away; imprint undo brings them back.",
            "With --erase nothing of them is left, in the file or in the cache of embeddings, and no earlier change can be"
                    + " undone."
        },
        footer = {
            "",
            "Examples:",
            "  imprint forget birds.imprint --class heron",
            "  imprint forget birds.imprint --example heron/017.jpg --erase"
        })
public final class ForgetCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--erase", description = "Leave nothing of them; it cannot be undone.")
    private boolean erase;

    @Spec
    private CommandSpec spec;

    /** One of the three. */
    private static final class What {
        @Option(names = "--class", paramLabel = "NAME", description = "A class with all its examples.")
        private String className;

        @Option(
                names = "--example",
                paramLabel = "NAME-or-DIGEST",
                description = "An example by its name, or by its SHA-256 or the first 8 or more digits of that.")
        private String example;

        @Option(names = "--source", paramLabel = "DIR", description = "All examples that were learned from there.")
        private Path source;

        ExamplePick pick() {
            return example == null ? new ExamplePick.From(source) : new ExamplePick.Called(example);
        }
    }

    @Override
    public Integer call() {
        try (OpenedClassifier opened = OpenedClassifier.toChange(file.path())) {
            EmbeddingClassifier classifier = opened.embeddings();
            if (erase) {
                erase(opened, classifier);
            } else if (what.className != null) {
                classifier.forget(what.className);
                opened.save();
                say("Forgot class " + what.className);
            } else {
                int gone = classifier.forget(
                        what.pick().requireIn(classifier.state()), what.pick().words());
                opened.save();
                say("Forgot " + Digits.count(gone, "example") + " "
                        + what.pick().words());
            }
            say(Totals.line(opened));
        }
        return 0;
    }

    /** The cache goes after the file, which knows what is to be erased there. */
    private void erase(OpenedClassifier opened, EmbeddingClassifier classifier) {
        Set<ContentDigest> digests;
        if (what.className == null) {
            ExamplePick pick = what.pick().requireIn(classifier.state(), classifier.history());
            digests = pick.digests(classifier.state(), classifier.history());
            classifier.erase(pick);
        } else {
            digests = ExamplePick.digestsOfClass(what.className, classifier.state(), classifier.history());
            classifier.erase(what.className);
        }
        EmbeddingCache cache = CacheOption.standard(spec);
        opened.save();
        if (digests.isEmpty()) {
            say("Erased class " + what.className
                    + "; it keeps no examples, so that their embeddings cannot be found in the cache: remove "
                    + CacheOption.folder() + " to be sure that none is left");
            return;
        }
        int rows = cache.erase(digests);
        say("Erased " + Digits.count(digests.size(), "example") + ", and " + Digits.count(rows, "embedding")
                + " of the cache");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
