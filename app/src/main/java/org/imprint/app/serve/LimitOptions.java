package org.imprint.app.serve;

import org.imprint.core.Checks;
import org.imprint.lab.sweep.file.MemorySize;
import org.imprint.serve.guard.Limits;
import picocli.CommandLine.Option;

/** How much clients may take, as far as users need to say it. */
final class LimitOptions {

    private static final long MOST_BODY = 1L << 30;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "64MiB",
            description = "Most bytes of one request, at most 1GiB; more are answered 413. Default: ${DEFAULT-VALUE}.")
    private String body;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            defaultValue = "256",
            description =
                    "Most requests that are answered at once, in [1, 4096]; more are answered 429. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    /** Returns them. @throws ImprintException if a value is out of its range, naming its option */
    Limits limits() {
        long bytes = MemorySize.parse("--max-body", body);
        Checks.require(bytes <= MOST_BODY, "--max-body must be in [1MiB, 1GiB]", body);
        Checks.inRange("--max-in-flight", inFlight, 1, 4096);
        return Limits.standard().withBodyBytes((int) bytes).withInFlight(inFlight);
    }
}
