package org.imprint.app.classifier;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts the examples of one class into another. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Moves the examples of one class into another, and takes the first away.",
        footer = {"", "Example: imprint merge birds.imprint egret heron"})
public final class MergeCommand implements Callable<Integer> {

    @Mixin
    private ChangedFile file;

    @Parameters(index = "1", paramLabel = "FROM", description = "The class that goes.")
    private String from;

    @Parameters(index = "2", paramLabel = "INTO", description = "The class that gets its examples.")
    private String into;

    @Override
    public Integer call() {
        return file.change(classifier -> {
            classifier.merge(from, into);
            return "Merged " + from + " into " + into;
        });
    }
}
