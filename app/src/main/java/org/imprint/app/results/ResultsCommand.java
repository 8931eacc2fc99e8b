package org.imprint.app.results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about result stores: what is in them, asking them, getting results in and out, keeping them in order. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = "Looks into result stores, asks them by SQL, exports, imports, merges and checks them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ResultsSummaryCommand.class,
            ResultsQueryCommand.class,
            ResultsExportCommand.class,
            ResultsImportCommand.class,
            ResultsMergeCommand.class,
            ResultsCompactCommand.class,
            ResultsVerifyCommand.class
        },
        footer = {
            "",
            "Example: imprint results query --store results \"SELECT generator, median(accuracy) FROM runs GROUP BY ALL\""
        })
public final class ResultsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Shows the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
