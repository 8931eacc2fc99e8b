package org.imprint.app.k8s;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what a sweep has on a cluster. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes the jobs of a sweep, their pods and its configuration. Results and embeddings stay.")
final class DeleteCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--with-claims",
            description = "Delete the claims too: on most clusters results and embeddings go with them.")
    private boolean withClaims;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return connection.with(sweep -> {
            List<String> gone = sweep.delete(withClaims);
            PrintWriter out = spec.commandLine().getOut();
            gone.forEach(g -> out.println("Deleted " + g));
            if (gone.isEmpty()) {
                out.println("Nothing of this sweep is on " + sweep.where());
            }
            return 0;
        });
    }
}
