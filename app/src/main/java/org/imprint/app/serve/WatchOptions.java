package org.imprint.app.serve;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.imprint.app.output.Output;
import org.imprint.core.Checks;
import org.imprint.serve.metrics.AccessLog;
import picocli.CommandLine.Option;

/** What a server tells of its requests, and how it ends. */
final class WatchOptions {

    private static final int MOST_GRACE = 600;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description =
                    "Add a line of JSON for each request to a file: route, status, bytes, milliseconds, client and request id;"
                            + " no names of files, no tokens.")
    @Output(Output.Kind.FILE)
    private Path file;

    @Option(names = "--log-requests", description = "Write these lines to standard error.")
    private boolean onError;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description =
                    "After SIGTERM go on answering for so long, in [0, 600], while /v2/health/ready says 503, so that load"
                            + " balancers turn elsewhere. Default: ${DEFAULT-VALUE}.")
    private int grace;

    /** Returns how long the server answers after it was asked to end. @throws ImprintException if it is out of its range */
    Duration grace() {
        return Duration.ofSeconds(Checks.inRange("--grace", grace, 0, MOST_GRACE));
    }

    /** Returns the log, which closes no standard error. @throws org.imprint.core.ImprintException if it cannot be opened */
    AccessLog log(PrintWriter err) {
        Checks.require(file == null || !onError, "--access-log and --log-requests must not go together", file);
        if (file != null) {
            return AccessLog.of(file, notice -> err.println("imprint: " + notice));
        }
        return onError ? AccessLog.to(new Lasting(err), notice -> {}) : AccessLog.none();
    }

    /** A writer that stays open. */
    private static final class Lasting extends FilterWriter {
        Lasting(PrintWriter err) {
            super(err);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
