package org.imprint.app.option;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.lab.sweep.change.MergedClasses;
import picocli.CommandLine.Option;

/** Random tasks of d classes in one, in place of other remappings. */
public final class MergeOption {

    @Option(
            names = "--merge-classes",
            paramLabel = "D[,D…]",
            split = ",",
            description =
                    "In place of remappings and tasks: random tasks of D classes in one label, called mapD-DRAW, on each data"
                            + " set; such as 1,2,5. For the figures over d.")
    private List<Integer> inOne = List.of();

    @Option(
            names = "--draws",
            paramLabel = "R",
            description = "Random draws of each D of --merge-classes. Default: " + MergedClasses.DEFAULT_DRAWS + ".")
    private Integer draws;

    /** Returns the tasks, if they were asked for. */
    public Optional<MergedClasses> merged() {
        Checks.require(draws == null || !inOne.isEmpty(), "--draws needs --merge-classes", "without");
        return inOne.isEmpty()
                ? Optional.empty()
                : Optional.of(new MergedClasses(inOne, draws == null ? MergedClasses.DEFAULT_DRAWS : draws));
    }
}
