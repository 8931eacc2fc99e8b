package org.imprint.app.reproduce;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.core.text.Digits;
import org.imprint.study.reproduce.need.Availability;
import org.imprint.study.reproduce.need.Estimate;
import org.imprint.study.reproduce.need.Need;
import org.imprint.study.reproduce.need.Needs;

/** Prints what sections need and how long they will take. */
final class NeedLines {

    private static final int MOST_EMBEDDINGS = 12;

    private final PrintWriter out;

    /** Creates lines that go to {@code out}. */
    NeedLines(PrintWriter out) {
        this.out = out;
    }

    /** Prints needs. */
    void print(Needs needs) {
        long there = needs.embeddings().stream().filter(Need::isPresent).count();
        out.printf(
                Locale.ROOT,
                "Embeddings: %d of %d files are there.%n",
                there,
                needs.embeddings().size());
        if (needs.lacking().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("needed", "name", "state", "size", "where");
        needs.backbones().forEach(n -> row(table, n));
        needs.dataSets().forEach(n -> row(table, n));
        List<Need> files =
                needs.embeddings().stream().filter(n -> !n.isPresent()).toList();
        files.stream().limit(MOST_EMBEDDINGS).forEach(n -> row(table, n));
        if (files.size() > MOST_EMBEDDINGS) {
            List<Need> rest = files.subList(MOST_EMBEDDINGS, files.size());
            long bytes = rest.stream().mapToLong(n -> n.bytes().orElse(0)).sum();
            table.row(
                    Need.Kind.EMBEDDINGS.word(),
                    rest.size() + " more",
                    Availability.OBTAINABLE.word(),
                    size(OptionalLong.of(bytes)),
                    "");
        }
        table.lines().forEach(out::println);
    }

    private static void row(TextTable table, Need need) {
        table.row(
                need.kind().word(),
                need.name(),
                need.availability().word(),
                need.isPresent() ? "" : size(need.bytes()),
                need.detail());
    }

    private static String size(OptionalLong bytes) {
        return bytes.isEmpty() ? "unknown" : Digits.bytes(bytes.getAsLong());
    }

    /** Prints estimates. */
    void print(List<Estimate> estimates, int workers) {
        TextTable table = new TextTable("section", "combinations", "distinct", "measurements", "time of runs");
        for (Estimate e : estimates) {
            table.row(
                    e.section().wireName(),
                    Digits.count(e.combinations()),
                    Digits.count(e.distinct()),
                    Integer.toString(e.measurements()),
                    e.combinations() == 0 ? "not estimated" : ProgressLine.duration(e.seconds() / workers));
        }
        table.lines().forEach(out::println);
        out.println("Times are those of this machine with " + workers
                + " threads, embedding excluded; what sections share is run once.");
    }
}
