package org.imprint.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.CostModel;
import org.imprint.lab.plan.FoldRule;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Work;
import org.imprint.lab.run.Calibration;
import org.imprint.lab.run.EmbeddingInputs;
import org.imprint.lab.run.SweepInputs;

/** Tells what a plan will do. */
final class PlanReport {

    private final Plan plan;
    private final Plan left;
    private final EmbeddingInputs files;

    /**
     * @param plan all of it
     * @param left the batches that lack something
     */
    PlanReport(Plan plan, Plan left, EmbeddingInputs files) {
        this.plan = plan;
        this.left = left;
        this.files = files;
    }

    void print(PrintWriter out, int workers) {
        long combinations = plan.combinations();
        out.printf(
                Locale.ROOT,
                "%,d combinations, %s semantics: %,d distinct runs, %,d folded (%.1f %%)%n",
                combinations,
                plan.semantics().wireName(),
                plan.distinct(),
                combinations - plan.distinct(),
                100.0 * (combinations - plan.distinct()) / Math.max(1, combinations));
        TextTable rules = new TextTable("folded by", "combinations", "because");
        for (Map.Entry<FoldRule, Long> e : plan.folded().entrySet()) {
            rules.row(
                    e.getKey().wireName(),
                    String.format(Locale.ROOT, "%,d", e.getValue()),
                    e.getKey().sentence());
        }
        if (!plan.folded().isEmpty()) {
            rules.lines().forEach(out::println);
        }
        printMissing(out);
        printWork(out, workers);
    }

    private void printMissing(PrintWriter out) {
        List<Path> missing = files.missing(SweepInputs.places(plan));
        if (!missing.isEmpty()) {
            out.println();
            out.println(
                    missing.size()
                            + " embeddings files are missing; where a backbone and its data sets have cards, sizes are estimated by them:");
            missing.stream().limit(10).forEach(p -> out.println("  " + p));
            if (missing.size() > 10) {
                out.println("  … and " + (missing.size() - 10) + " more");
            }
        }
    }

    private void printWork(PrintWriter out, int workers) {
        out.println();
        if (left.batches().isEmpty()) {
            out.println("Nothing is left to do.");
            return;
        }
        CostModel rates = Calibration.measure();
        TextTable table =
                new TextTable("backbone, data", "batches left", "GEN computations", "scoring passes", "time", "memory");
        for (Place place : SweepInputs.places(left)) {
            List<Batch> batches = new ArrayList<>(left.batches());
            batches.removeIf(b -> !b.place().equals(place));
            Work work = new Plan(left.semantics(), batches).work();
            table.row(row(place.name(), batches.size(), work, rates, workers));
        }
        Work all = left.work();
        if (SweepInputs.places(left).size() > 1) {
            table.row(row("all", left.batches().size(), all, rates, workers));
        }
        table.lines().forEach(out::println);
    }

    private static String[] row(String name, int batches, Work work, CostModel rates, int workers) {
        boolean known = work.generations() > 0 || work.passes() > 0;
        return new String[] {
            name,
            String.format(Locale.ROOT, "%,d", batches),
            known ? String.format(Locale.ROOT, "%,d", work.generations()) : "unknown",
            known ? String.format(Locale.ROOT, "%,d", work.passes()) : "unknown",
            known ? ProgressLine.duration(rates.seconds(work) / workers) : "unknown",
            known ? Math.max(1, workers * work.bytes() + work.resident() >> 20) + " MiB" : "unknown"
        };
    }
}
