package org.imprint.app.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.output.OutputPlaces;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreMerge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the outcomes of other stores into one. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Takes the outcomes of other stores into one, which is made if need be. The others stay as they are.",
        footer = {"", "Example: imprint results merge shard-1 shard-2 --store results"})
public final class ResultsMergeCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Parameters(paramLabel = "OTHER-STORE", arity = "1..*", description = "Folders of stores to take from.")
    private List<Path> others;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int segments;
        OutputPlaces places = OutputPlaces.ofFolder(store.dir());
        try (places) {
            segments = StoreMerge.into(store.dir(), others);
        }
        try (ResultStore results = store.open()) {
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "%s: %d segments taken; %,d runs%n", store.dir(), segments, results.size());
        }
        return 0;
    }
}
