package org.imprint.app.classifier;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the change that was last taken back again. */
@Command(
        name = "redo",
        mixinStandardHelpOptions = true,
        description = "Makes the change that was last taken back again.",
        footer = {"", "Example: imprint redo birds.imprint"})
public final class RedoCommand implements Callable<Integer> {

    @Mixin
    private ChangedFile file;

    @Override
    public Integer call() {
        return file.change(
                classifier -> "Done again: " + classifier.redo().change().sentence());
    }
}
