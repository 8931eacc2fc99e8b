package org.imprint.app.k8s;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imprint.app.output.Output;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.cluster.manifest.ManifestFolder;
import org.imprint.cluster.manifest.ManifestSet;
import org.imprint.cluster.manifest.ServingManifests;
import org.imprint.cluster.manifest.SweepManifests;
import org.imprint.cluster.manifest.SweepWork;
import org.imprint.cluster.work.JobPlanner;
import org.imprint.cluster.work.PlannedJob;
import org.imprint.cluster.work.WorkEstimate;
import org.imprint.core.ImprintException;
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
            "The folder can be changed by hand and applied by kubectl, or given to imprint k8s submit.",
            "With --serve it writes a server of classifiers instead: a deployment, a service and the claim of a volume."
        },
        footer = {
            "",
            "Example: imprint k8s generate configs/paper/figure-6.yaml --out jobs --image registry.example/imprint:1",
            "         --access-mode ReadWriteMany --cpu 4 --memory 8Gi",
            "         imprint k8s generate --serve birds.imprint --out serving --image registry.example/imprint:1"
        })
final class GenerateCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    /** Options of volumes that a server's claim has too. */
    private static final Set<String> OF_BOTH = Set.of("--existing-claims", "--storage-class", "--access-mode");

    @Parameters(arity = "0..1", paramLabel = "SWEEP.yaml", description = "What to run.")
    private Path sweepFile;

    @Output(Output.Kind.FOLDER)
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the YAML files.")
    private Path out;

    @Option(names = "--kustomize", description = "Write kustomization.yaml files too, for kubectl apply -k.")
    private boolean kustomize;

    @Mixin
    private ServingOptions serving;

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
        if (serving.isServing()) {
            return serve();
        }
        refuse("serving", "--serve FILE");
        if (sweepFile == null) {
            throw new ImprintException("imprint k8s generate needs SWEEP.yaml, or --serve FILE, was given neither");
        }
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

    private int serve() {
        if (sweepFile != null) {
            throw new ImprintException(
                    "either SWEEP.yaml or --serve must be given, were " + sweepFile + " and --serve");
        }
        refuse("work", "SWEEP.yaml");
        refuse("jobs", "SWEEP.yaml");
        ManifestFolder.writeServing(
                out,
                ServingManifests.of(serving.serving(jobs.existingClaims), OptionReader.options(pods, jobs)),
                kustomize);
        serving.next((kustomize ? "-k " : "-f ") + out)
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    /** An option of the other way would mean nothing, and is not passed over. */
    private void refuse(String group, String where) {
        spec.mixins().get(group).options().stream()
                .filter(option -> !OF_BOTH.contains(option.longestName()))
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option.longestName()))
                .findFirst()
                .ifPresent(option -> {
                    throw new ImprintException(option.longestName() + " goes with " + where);
                });
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
