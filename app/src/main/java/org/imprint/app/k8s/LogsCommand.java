package org.imprint.app.k8s;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.cluster.client.FailedIndex;
import org.imprint.cluster.manifest.Marks.Part;
import org.imprint.core.Checks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what shards said. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the last lines of shards that failed, or of one shard.")
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--job", paramLabel = "NAME", description = "Of this job; needs --index.")
    private String job;

    @Option(names = "--index", paramLabel = "N", description = "Of this index of --job.")
    private Integer index;

    @Option(names = "--embed", description = "Of the job that makes the embeddings.")
    private boolean embed;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines of each. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Checks.inRange("--lines", lines, 1, 100_000);
        Checks.require((job == null) == (index == null), "--job and --index must be given together; job", job);
        return connection.with(sweep -> {
            List<FailedIndex> all = job != null
                    ? List.of(sweep.log(job, index, lines))
                    : sweep.failures(embed ? Part.EMBED : Part.RUN, lines, Integer.MAX_VALUE);
            PrintWriter out = spec.commandLine().getOut();
            all.forEach(f -> print(out, f));
            if (all.isEmpty()) {
                out.println("No shard of a submitted job is missing.");
            }
            return 0;
        });
    }

    static void print(PrintWriter out, FailedIndex failed) {
        out.println();
        out.println(failed.job() + ", index " + failed.index()
                + failed.pod().map(p -> ", pod " + p).orElse(": no pod of it is there")
                + (failed.reason().isEmpty() ? "" : ": " + failed.reason()));
        failed.log().lines().forEach(l -> out.println("  " + l));
    }
}
