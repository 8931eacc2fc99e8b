package org.imprint.app.sweep;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.core.text.Digits;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.CostModel;
import org.imprint.lab.plan.FoldRule;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Work;
import org.imprint.lab.run.Calibration;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.SweepInputs;

/** Tells what a plan will do. */
final class PlanReport {

    private static final int SHOWN_MISSING = 4;

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
                    Digits.count(e.getValue()),
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
            out.println(EmbeddingInputs.areMissing(missing.size())
                    + "; where a backbone and its data sets have cards, sizes are estimated by them:");
            missing.stream().limit(SHOWN_MISSING).forEach(p -> out.println("  " + p));
            if (missing.size() > SHOWN_MISSING) {
                out.println("  … and " + (missing.size() - SHOWN_MISSING) + " more");
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
        Collection<List<Batch>> lines = lines();
        for (List<Batch> batches : lines) {
            table.row(row(name(batches), batches, rates, workers));
        }
        if (lines.size() > 1) {
            table.row(row("all", left.batches(), rates, workers));
        }
        table.lines().forEach(out::println);
    }

    /** Puts batches together that differ in the remapping of labels alone: ImageNet has a hundred. */
    private Collection<List<Batch>> lines() {
        Map<List<Object>, List<Batch>> lines = new LinkedHashMap<>();
        for (Batch batch : left.batches()) {
            Place place = batch.place();
            lines.computeIfAbsent(List.of(place.backbone(), place.dataSets()), p -> new ArrayList<>())
                    .add(batch);
        }
        return lines.values();
    }

    private static String name(List<Batch> line) {
        Place first = line.get(0).place();
        long remappings = line.stream().map(Batch::place).distinct().count();
        return remappings == 1
                ? first.name()
                : first.backbone() + ", " + String.join("+", first.dataSets()) + ", " + remappings + " remappings";
    }

    /** Returns a row; time and memory are those of what has its files, marked if something lacks them. */
    private static String[] row(String name, List<Batch> batches, CostModel rates, int workers) {
        Work work = batches.stream().map(Batch::work).reduce(Work.NONE, Work::plus);
        double seconds =
                batches.stream().mapToDouble(b -> rates.seconds(b.work())).sum();
        boolean partly = !batches.stream().allMatch(b -> b.work().isSized());
        String mark = partly ? " or more" : "";
        return new String[] {
            name,
            Digits.count(batches.size()),
            Digits.count(work.generations()),
            Digits.count(work.passes()),
            work.isSized() ? ProgressLine.duration(seconds / workers) + mark : "unknown",
            work.isSized()
                    ? String.format(
                            Locale.ROOT, "%,d MiB%s", Math.max(1, workers * work.bytes() + work.resident() >> 20), mark)
                    : "unknown"
        };
    }
}
