package org.imprint.app.classifier;

import java.util.concurrent.Callable;
import org.imprint.core.Checks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a class another name. */
@Command(
        name = "rename",
        mixinStandardHelpOptions = true,
        description = "Gives a class another name; answers stay as they are.",
        footer = {"", "Example: imprint rename birds.imprint heron \"grey heron\""})
public final class RenameCommand implements Callable<Integer> {

    @Mixin
    private ChangedFile file;

    @Parameters(index = "1", paramLabel = "OLD", description = "The class.")
    private String from;

    @Parameters(index = "2", paramLabel = "NEW", description = "Its new name, which no other class has.")
    private String to;

    @Override
    public Integer call() {
        Checks.require(!to.equals(from), "new name must be another than that of the class", to);
        return file.change(classifier -> {
            classifier.rename(from, to);
            return "Renamed " + from + " to " + to;
        });
    }
}
