package org.imprint.app.collapse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.imprint.app.text.TextTable;
import org.imprint.core.collapse.CollapseMeasures;
import org.imprint.core.text.Digits;
import org.imprint.lab.result.CollapseResult;

/** Prints measurements of neural collapse, as a table or as JSON. */
final class CollapsePrinter {

    private final PrintWriter out;
    private final PrintWriter err;

    /** Creates a printer: results go to {@code out}, failures to {@code err}. */
    CollapsePrinter(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Prints what became of the measurements. */
    void print(CollapseOutcomes outcomes, boolean json) {
        if (json) {
            printJson(outcomes);
        } else {
            printTable(outcomes);
        }
        outcomes.failures().forEach(f -> err.println("imprint: not measured: " + f.what() + ": " + f.error()));
    }

    private void printTable(CollapseOutcomes outcomes) {
        if (!outcomes.measured().isEmpty()) {
            TextTable table = new TextTable(
                    "backbone",
                    "data set",
                    "split",
                    "remapping",
                    "n",
                    "C",
                    "d",
                    "definition",
                    "NC1",
                    "VCI",
                    "trace within",
                    "trace between",
                    "rank within",
                    "rank between");
            for (CollapseOutcomes.Measured m : outcomes.measured()) {
                row(table, m, "textbook", m.result().textbook());
                row(table, m, "published", m.result().published());
            }
            table.lines().forEach(out::println);
        }
        if (outcomes.earlier() > 0) {
            out.println(outcomes.earlier() + " measured earlier, as the store has it.");
        }
    }

    private static void row(
            TextTable table, CollapseOutcomes.Measured m, String definition, CollapseMeasures measures) {
        CollapseResult r = m.result();
        boolean first = definition.equals("textbook");
        table.row(
                first ? r.backbone() : "",
                first ? String.join("+", r.dataSets()) : "",
                first ? r.split() : "",
                first ? r.mapping().name() : "",
                first ? Long.toString(r.rows()) : "",
                first ? Integer.toString(r.classes()) : "",
                first ? d(m) : "",
                definition,
                number(measures.nc1()),
                number(measures.vci()),
                number(measures.intraTrace()),
                number(measures.interTrace()),
                Integer.toString(measures.intraRank()),
                Integer.toString(measures.interRank()));
    }

    private static String d(CollapseOutcomes.Measured m) {
        return m.isEarlier() ? "–" : Integer.toString(m.dimension().getAsInt());
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Digits.fixed(value, 4) : "∞";
    }

    private void printJson(CollapseOutcomes outcomes) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode measurements = root.putArray("measurements");
        for (CollapseOutcomes.Measured m : outcomes.measured()) {
            CollapseResult r = m.result();
            ObjectNode node = measurements.addObject();
            node.put("backbone", r.backbone());
            ArrayNode dataSets = node.putArray("datasets");
            r.dataSets().forEach(dataSets::add);
            node.put("split", r.split())
                    .put("remapping", r.mapping().name())
                    .put("rows", r.rows())
                    .put("classes", r.classes())
                    .put("earlier", m.isEarlier());
            m.dimension().ifPresent(d -> node.put("dimension", d));
            put(node.putObject("textbook"), r.textbook());
            put(node.putObject("published"), r.published());
        }
        root.put("measured_earlier", outcomes.earlier());
        ArrayNode failures = root.putArray("failures");
        for (CollapseOutcomes.Failure f : outcomes.failures()) {
            failures.addObject().put("what", f.what()).put("count", f.count()).put("error", f.error());
        }
        try {
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON", e);
        }
    }

    /** ∞ becomes the text "Infinity": JSON has no such number. */
    private static void put(ObjectNode node, CollapseMeasures measures) {
        node.put("nc1", measures.nc1())
                .put("vci", measures.vci())
                .put("trace_within", measures.intraTrace())
                .put("trace_between", measures.interTrace())
                .put("rank_within", measures.intraRank())
                .put("rank_between", measures.interRank());
    }
}
