package org.imprint.app.results;

import java.util.concurrent.Callable;
import org.imprint.lab.store.ResultStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is in a store. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "Counts outcomes by backbone and data set, names who wrote them, and shows what failed.")
public final class ResultsSummaryCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ResultStore results = ResultStore.open(store.dir())) {
            StoreSummary summary = StoreSummary.of(results);
            if (json) {
                spec.commandLine().getOut().println(summary.json().toPrettyString());
            } else {
                summary.lines().forEach(spec.commandLine().getOut()::println);
            }
        }
        return 0;
    }
}
