package org.imprint.app.k8s;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sweeps as jobs on a Kubernetes cluster. */
@Command(
        name = "k8s",
        mixinStandardHelpOptions = true,
        description = "Runs sweeps as jobs on a Kubernetes cluster.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GenerateCommand.class,
            SubmitCommand.class,
            ProgressCommand.class,
            LogsCommand.class,
            CollectCommand.class,
            DeleteCommand.class
        },
        footer = {
            "",
            "Example:",
            "  imprint k8s generate configs/paper/figure-6.yaml --out jobs --image registry.example/imprint:1",
            "  imprint k8s submit jobs",
            "  imprint k8s status jobs",
            "  imprint k8s collect jobs"
        })
public final class K8sCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Shows the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
