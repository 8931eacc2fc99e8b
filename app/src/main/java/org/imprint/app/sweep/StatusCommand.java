package org.imprint.app.sweep;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which processes work on a result store and how they get on. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows which processes work, or worked, on a result store and how they get on.",
        footer = {"", "Example: imprint status --store results --follow"})
public final class StatusCommand implements Callable<Integer> {

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "Folder of the result store.")
    private Path store;

    @Option(names = "--follow", description = "Go on until no process works on the store.")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object; not with --follow.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StatusView view = new StatusView(store, spec.commandLine().getOut());
        if (json) {
            return view.json();
        }
        return follow ? view.follow() : view.show();
    }
}
