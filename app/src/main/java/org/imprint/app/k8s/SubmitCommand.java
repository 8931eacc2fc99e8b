package org.imprint.app.k8s;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.app.text.TextTable;
import org.imprint.cluster.client.Submission;
import org.imprint.cluster.manifest.Marks.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the jobs of a sweep, and again what is missing. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Makes what is not on the cluster yet: claims, configuration, jobs.",
            "Run it again after failures: indexes that are missing run again, in jobs of their own; the rest is left alone."
        })
final class SubmitCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--embed",
            description = "Submit the job that makes the embeddings, in place of those of the sweep.")
    private boolean embed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return connection.with(sweep -> {
            List<Submission> done = sweep.submit(embed ? Part.EMBED : Part.RUN);
            PrintWriter out = spec.commandLine().getOut();
            TextTable table = new TextTable("job", "indexes", "what");
            done.forEach(s -> table.row(s.job(), Integer.toString(s.indexes()), words(s.action())));
            table.lines().forEach(out::println);
            out.println("On " + sweep.where());
            return 0;
        });
    }

    private static String words(Submission.Action action) {
        return switch (action) {
            case CREATED -> "submitted";
            case REPEATED -> "submitted again: they were missing";
            case UNDER_WAY -> "under way already";
            case COMPLETE -> "complete already";
        };
    }
}
