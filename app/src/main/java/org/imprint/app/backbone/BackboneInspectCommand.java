package org.imprint.app.backbone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.imprint.vision.install.BackboneNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows everything that is known of one backbone or file. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Shows card, input, digest, graph and provenance of a backbone, an ONNX file or a file of weights.",
        footer = {"", "Example: imprint backbone inspect resnet18 --json"})
public final class BackboneInspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME-or-FILE", description = "Known or installed backbone, or a file.")
    private String wanted;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ObjectNode facts = new BackboneFacts(BackboneNames.home()).of(wanted);
        if (json) {
            spec.commandLine().getOut().println(facts.toPrettyString());
        } else {
            FactLines.of(facts).forEach(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
