package org.imprint.app.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.app.text.ProgressLine;
import org.imprint.app.text.TextTable;
import org.imprint.cluster.client.ClusterSweep;
import org.imprint.cluster.client.JobProgress;
import org.imprint.cluster.manifest.Marks.Part;
import org.imprint.core.Checks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how the jobs of a sweep get on. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the shards that are complete, under way, missing, and shows the last lines of those that failed.",
            "Exit code 1 if a shard of a submitted job is missing."
        })
final class ProgressCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--embed", description = "Of the job that makes the embeddings.")
    private boolean embed;

    @Option(names = "--wait", description = "Wait until nothing is under way.")
    private boolean wait;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How often to look while waiting. Default: ${DEFAULT-VALUE}.")
    private double poll;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "5",
            description = "Last lines of each failed shard, the first ten of them. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Checks.inRange("--poll", poll, 0.01, 3600);
        Checks.inRange("--lines", lines, 1, 10_000);
        return connection.with(sweep -> {
            Part part = embed ? Part.EMBED : Part.RUN;
            List<JobProgress> jobs = wait ? last(sweep, part) : sweep.progress(part);
            boolean failed =
                    jobs.stream().anyMatch(j -> j.submitted() && !j.missing().isEmpty());
            if (json) {
                printJson(jobs);
            } else {
                print(jobs);
                if (failed) {
                    PrintWriter out = spec.commandLine().getOut();
                    sweep.failures(part, lines, 10).forEach(f -> LogsCommand.print(out, f));
                    out.println("Run what is missing again: imprint k8s submit " + connection.folder());
                }
            }
            return failed ? 1 : 0;
        });
    }

    private List<JobProgress> last(ClusterSweep sweep, Part part) throws InterruptedException {
        try (ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), "shards", ProgressLine.onTerminal())) {
            while (true) {
                List<JobProgress> jobs = sweep.progress(part);
                progress.done(
                        jobs.stream().mapToLong(JobProgress::complete).sum(),
                        jobs.stream().mapToLong(JobProgress::indexes).sum());
                if (jobs.stream().allMatch(j -> j.underWay() == 0)) {
                    return jobs;
                }
                Thread.sleep((long) (poll * 1000));
            }
        }
    }

    private void print(List<JobProgress> jobs) {
        TextTable table = new TextTable("job", "shards", "complete", "under way", "missing", "data");
        for (JobProgress job : jobs) {
            table.row(
                    job.name(),
                    Integer.toString(job.indexes()),
                    Integer.toString(job.complete()),
                    Integer.toString(job.underWay()),
                    job.submitted() ? Integer.toString(job.missing().size()) : "not submitted",
                    job.title());
        }
        PrintWriter out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        int all = jobs.stream().mapToInt(JobProgress::indexes).sum();
        int complete = jobs.stream().mapToInt(JobProgress::complete).sum();
        out.println(complete + " of " + all + " shards complete (" + 100 * complete / Math.max(1, all) + " %)");
    }

    private void printJson(List<JobProgress> jobs) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (JobProgress job : jobs) {
            ObjectNode node = all.addObject()
                    .put("job", job.name())
                    .put("data", job.title())
                    .put("submitted", job.submitted())
                    .put("shards", job.indexes())
                    .put("complete", job.complete())
                    .put("under_way", job.underWay());
            ArrayNode missing = node.putArray("missing");
            job.missing().forEach(missing::add);
        }
        spec.commandLine().getOut().println(all.toPrettyString());
    }
}
