package org.imprint.app.classifier;

import java.util.function.Function;
import org.imprint.app.opened.FileArgument;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.classifier.EmbeddingClassifier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** A file, and one change to its classifier that looks at no images: what rename, merge, undo and redo have in common. */
final class ChangedFile {

    @Mixin
    private FileArgument file;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /** Reads the classifier, changes it, writes it, and says what was done. @param change makes the change and puts it into words */
    int change(Function<EmbeddingClassifier, String> change) {
        try (OpenedClassifier opened = OpenedClassifier.toChange(file.path())) {
            String done = change.apply(opened.embeddings());
            opened.save();
            spec.commandLine().getOut().println(done);
            spec.commandLine().getOut().println(Totals.line(opened));
        }
        return 0;
    }
}
