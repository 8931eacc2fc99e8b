package org.imprint.app.study;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.imprint.app.output.Output;
import org.imprint.app.process.Version;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreFinding;
import org.imprint.study.report.Report;
import org.imprint.study.report.ReportSource;
import org.imprint.study.report.ReportSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a result store holds as one HTML file. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes a result store as one HTML file that needs no network: leaderboard, figures, every run.",
        footer = {"", "Example: imprint report --store results --out report.html"})
public final class ReportCommand implements Callable<Integer> {

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "Folder of the result store.")
    private Path store;

    @Output(Output.Kind.FILE)
    @Option(names = "--out", paramLabel = "FILE.html", required = true, description = "The file to write.")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description = "Heading of the page; the name of the folder by default.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ResultStore results = ResultStore.open(store);
                Stream<StoredRun> runs = results.runs()) {
            ReportSource source = new ReportSource(
                    name == null
                            ? store.toAbsolutePath().normalize().getFileName().toString()
                            : name,
                    results.settings(),
                    runs,
                    results.collapse(),
                    Instant.now(),
                    Version.current(),
                    results.findings().stream()
                            .filter(finding -> !finding.isHarmless())
                            .map(StoreFinding::toString)
                            .toList());
            say(Report.write(source, out));
        }
        return 0;
    }

    private void say(ReportSummary summary) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %,d runs (%,d done, %,d equal to another, %,d failed), %.1f MB%n",
                        out,
                        summary.runs(),
                        summary.done(),
                        summary.equal(),
                        summary.failed(),
                        summary.bytes() / 1e6);
        if (!summary.classScores()) {
            spec.commandLine().getOut().println("F1 per class was left out: the file would have become too large");
        }
        if (!summary.steps()) {
            spec.commandLine()
                    .getOut()
                    .println("Steps of continual tasks were left out: the file would have become too large");
        }
    }
}
