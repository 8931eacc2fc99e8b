package org.imprint.app.backbone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.imprint.app.text.TextTable;
import org.imprint.vision.install.BackboneHome;
import org.imprint.vision.install.BackboneNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the backbones that can be used by name, and those that could be. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the backbones that are known and those that are installed.")
public final class BackboneListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BackboneHome home = BackboneNames.home();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (String name : BackboneNames.names()) {
            rows.add(new BackboneFacts(home).summary(name));
        }
        if (json) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("home", home.root().toString());
            root.set("backbones", rows);
            out.println(root.toPrettyString());
            return 0;
        }
        TextTable table = new TextTable("name", "state", "dimension", "input", "λ", "licence");
        rows.forEach(row -> table.row(
                row.path("name").asText(),
                row.path("state").asText(),
                row.path("dimension").asText(),
                row.path("input").asText(),
                FactLines.text(row.path("lambda")),
                shortened(row.path("licence").asText())));
        table.lines().forEach(out::println);
        out.println();
        out.println("Installed in " + home.backbones() + ". Get one with: imprint backbone install NAME");
        return 0;
    }

    private static String shortened(String licence) {
        int most = 40;
        return licence.length() <= most ? licence : licence.substring(0, most - 1) + "…";
    }
}
