package org.imprint.app.classifier;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the last change back. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = "Takes the last change back; imprint history tells which one that is.",
        footer = {"", "Example: imprint undo birds.imprint"})
public final class UndoCommand implements Callable<Integer> {

    @Mixin
    private ChangedFile file;

    @Override
    public Integer call() {
        return file.change(classifier -> "Undone: " + classifier.undo().change().sentence());
    }
}
