package org.imprint.app.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.imprint.app.output.LeftOutReport;
import org.imprint.app.text.TextTable;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.embed.PassResult;
import org.imprint.vision.embed.pipeline.SizeRange;

/**
 * What {@code imprint embed} says at its end.
 *
 * @param source the images
 * @param origin what they are called
 * @param result what was done
 * @param leftOut what was not embedded
 * @param warning a sentence that people should know; empty if there is none
 * @param seconds how long it took
 */
record EmbedReport(
        SampleSource source,
        Origin origin,
        PassResult result,
        LeftOut leftOut,
        Optional<String> warning,
        double seconds) {

    void printTo(PrintWriter out) {
        TextTable table = new TextTable(
                "backbone", "dimension", "source", "classes", "samples", "resolution", "seconds", "images/s");
        for (PassResult.Outcome done : result.targets()) {
            table.row(
                    done.target().backbone().descriptor().name(),
                    Integer.toString(done.target().backbone().dimension()),
                    source.name(),
                    Integer.toString(source.classNames().size()),
                    Integer.toString(done.earlier() + done.fresh()),
                    result.sizes().map(SizeRange::toString).orElse(""),
                    done.fresh() == 0 ? "" : Digits.fixed(seconds, 1),
                    done.fresh() == 0 ? "" : Digits.fixed(done.fresh() / seconds, 0));
        }
        table.lines().forEach(out::println);
        for (PassResult.Outcome done : result.targets()) {
            out.println(verb(done) + ": " + done.target().file());
        }
        writeNames().forEach(out::println);
    }

    void printJsonTo(PrintWriter out) {
        writeNames();
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("source", source.name())
                .put("dataset", origin.dataSet())
                .put("split", origin.split())
                .put("classes", source.classNames().size())
                .put("seconds", seconds);
        ArrayNode files = root.putArray("files");
        for (PassResult.Outcome done : result.targets()) {
            files.addObject()
                    .put("file", done.target().file().toString())
                    .put("backbone", done.target().backbone().descriptor().name())
                    .put("dimension", done.target().backbone().dimension())
                    .put("samples", done.earlier() + done.fresh())
                    .put("there_before", done.earlier());
        }
        LeftOutReport.addTo(root, leftOut);
        ArrayNode warnings = root.putArray("warnings");
        warning.ifPresent(warnings::add);
        out.println(root.toPrettyString());
    }

    /** Puts the names beside the first file and returns the line that says so. */
    private List<String> writeNames() {
        String line = LeftOutReport.write(
                leftOut, LeftOutReport.fileFor(result.targets().get(0).target().file()));
        return line.isEmpty() ? List.of() : List.of(line);
    }

    private static String verb(PassResult.Outcome done) {
        if (!done.written()) {
            return "Already there";
        }
        return done.earlier() == 0
                ? "Written"
                : "Continued with " + done.earlier() + " rows that were there, and written";
    }
}
