package org.imprint.app.k8s;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.imprint.app.output.Output;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.cluster.manifest.ManifestFolder;
import org.imprint.cluster.manifest.ManifestSet;
import org.imprint.cluster.manifest.SweepManifests;
import org.imprint.cluster.manifest.SweepWork;
import org.imprint.cluster.work.JobPlanner;
import org.imprint.cluster.work.PlannedJob;
import org.imprint.cluster.work.WorkEstimate;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.sweep.file.SweepFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the jobs of a sweep file. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a sweep as indexed jobs: one for each data combination, an index for each shard of its plan.",
            "The folder can be changed by hand and applied by kubectl, or given to imprint k8s submit."
        },
        footer = {
            "",
            "Example: imprint k8s generate configs/paper/figure-6.yaml --out jobs --image registry.example/imprint:1",
            "         --access-mode ReadWriteMany --cpu 4 --memory 8Gi"
        })
final class GenerateCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Parameters(paramLabel = "SWEEP.yaml", description = "What to run.")
    private Path sweepFile;

    @Output(Output.Kind.FOLDER)
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the YAML files.")
    private Path out;

    @Option(names = "--kustomize", description = "Write kustomization.yaml files too, for kubectl apply -k.")
    private boolean kustomize;

    @Mixin
    private WorkOptions work;

    @Mixin
    private JobOptions jobs;

    @Mixin
    private PodOptions pods;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SweepFile file = SweepFile.read(sweepFile);
        Plan plan = work.plan(file);
        work.requireRunnable(plan);
        List<WorkEstimate> estimates = WorkEstimate.of(plan);
        List<PlannedJob> planned =
                JobPlanner.plan(estimates, OptionReader.shards(jobs), OptionReader.integer(jobs.maxJobs));
        SweepWork sweepWork =
                new SweepWork(sweepFile.getFileName().toString(), WorkOptions.text(sweepFile), work.changes());
        ManifestSet set = SweepManifests.of(sweepWork, planned, OptionReader.options(pods, jobs));
        ManifestFolder.write(out, set, kustomize);
        print(set, planned, plan, estimates);
        return 0;
    }

    private void print(ManifestSet set, List<PlannedJob> planned, Plan plan, List<WorkEstimate> estimates) {
        PrintWriter to = spec.commandLine().getOut();
        boolean known = estimates.stream().allMatch(e -> e.seconds().isPresent());
        TextTable table = new TextTable("job", "shards", known ? "estimate, one worker" : "", "data");
        for (int j = 0; j < Math.min(SHOWN, planned.size()); j++) {
            PlannedJob job = planned.get(j);
            table.row(
                    set.runNames().get(j),
                    Integer.toString(job.shards().size()),
                    known ? ProgressLine.duration(job.seconds()) : "",
                    job.title());
        }
        table.lines().forEach(to::println);
        if (planned.size() > SHOWN) {
            to.println("… and " + (planned.size() - SHOWN) + " more jobs");
        }
        to.printf(
                Locale.ROOT,
                "%n%,d combinations, %,d of them run, in %,d shards of %,d jobs: %s%n",
                plan.combinations(),
                plan.distinct(),
                set.shards(),
                planned.size(),
                out);
        if (!known) {
            to.println(
                    "Costs are guessed: not all embeddings are here (--data), nor are there cards of all that is missing.");
        }
        to.println("Next: imprint k8s submit " + out + ", or kubectl apply " + (kustomize ? "-k " : "-f ") + out);
    }
}
