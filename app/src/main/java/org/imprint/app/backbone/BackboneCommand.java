package org.imprint.app.backbone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about backbones: which there are, getting one, looking at one. */
@Command(
        name = "backbone",
        mixinStandardHelpOptions = true,
        description = "Lists, installs, imports and inspects backbones.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BackboneListCommand.class,
            BackboneInstallCommand.class,
            BackboneImportCommand.class,
            BackboneInspectCommand.class
        },
        footer = {"", "Example: imprint backbone install resnet18"})
public final class BackboneCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Shows the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
