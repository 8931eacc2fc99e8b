package org.imprint.app.reproduce;

import java.io.PrintWriter;
import java.util.Locale;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.core.text.Digits;
import org.imprint.study.reproduce.ReproductionListener;
import org.imprint.study.reproduce.ReproductionResult;
import org.imprint.study.reproduce.page.RecipeRow;
import org.imprint.study.reproduce.section.SectionOutcome;

/** Shows how a reproduction gets on, and what it made. */
final class ReproductionLines implements ReproductionListener, AutoCloseable {

    private final PrintWriter out;
    private final PrintWriter err;
    private ProgressLine line;

    /** Creates lines: results go to {@code out}, progress and failures to {@code err}. */
    ReproductionLines(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public synchronized void begins(String sentence) {
        close();
        err.println(sentence + " …");
    }

    @Override
    public synchronized void progress(String what, long done, long total) {
        if (line == null) {
            line = new ProgressLine(err, what, ProgressLine.onTerminal());
        }
        line.done(done, total);
    }

    @Override
    public synchronized void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    /** Prints a result. */
    void print(ReproductionResult result) {
        out.println(result.data());
        if (result.quick()) {
            out.println("These are not the paper's data: published figures stand beside ours for the form only.");
        }
        out.println();
        TextTable sections = new TextTable("section", "combinations", "measurements", "failed", "left out", "seconds");
        for (SectionOutcome o : result.outcomes()) {
            sections.row(
                    o.section().wireName(),
                    Digits.count(o.combinations()),
                    Integer.toString(o.measurements()),
                    Long.toString(o.failed()),
                    Integer.toString(o.leftOut().size()),
                    Digits.fixed(o.seconds(), 1));
        }
        sections.lines().forEach(out::println);
        if (!result.recipes().isEmpty()) {
            out.println();
            recipes(result);
        }
        out.println();
        result.failures().forEach(f -> err.println("imprint: " + f));
        result.outcomes()
                .forEach(o -> o.errors()
                        .forEach(e -> err.println("imprint: " + o.section().wireName() + ": " + e)));
        result.outcomes().stream()
                .filter(o -> !o.leftOut().isEmpty())
                .forEach(o -> err.println("imprint: " + o.section().wireName() + ": left out for want of embeddings: "
                        + String.join(", ", o.leftOut())));
        out.printf(
                Locale.ROOT,
                "%s; %.1f s.%n",
                result.page().map(p -> "Page: " + p).orElse("Nothing could be run"),
                result.seconds());
    }

    private void recipes(ReproductionResult result) {
        TextTable table = new TextTable("recipe", "ours, %", "groups", "published, %", "difference");
        for (RecipeRow row : result.recipes()) {
            boolean there = row.groups() > 0;
            table.row(
                    row.recipe().title(),
                    there ? Digits.fixed(row.ours(), 2) : "",
                    Integer.toString(row.groups()),
                    Digits.fixed(row.recipe().publishedAccuracy(), 2),
                    there ? Digits.fixed(row.difference(), 2) : "");
        }
        table.lines().forEach(out::println);
    }
}
