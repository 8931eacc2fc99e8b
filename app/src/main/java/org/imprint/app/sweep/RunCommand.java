package org.imprint.app.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprint.app.option.MemoryBound;
import org.imprint.app.option.ShardNumber;
import org.imprint.app.option.SweepOptions;
import org.imprint.app.output.Output;
import org.imprint.app.process.Sessions;
import org.imprint.app.process.StopOnSignal;
import org.imprint.app.process.Version;
import org.imprint.app.process.Workers;
import org.imprint.app.text.ProgressLine;
import org.imprint.core.Checks;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.Session;
import org.imprint.lab.run.ClassesAtHand;
import org.imprint.lab.run.RunListener;
import org.imprint.lab.run.RunOptions;
import org.imprint.lab.run.RunOptions.Wish;
import org.imprint.lab.run.RunReport;
import org.imprint.lab.run.SweepJob;
import org.imprint.lab.run.input.CardShapes;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.FileShapes;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.change.SweepChanges;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.vision.dataset.DataSetRoot;
import org.imprint.vision.dataset.DataSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a sweep file on embeddings into a result store. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a sweep file, ours or a published one: every combination gets an outcome in the store.",
            "Stop it at any time and start it again: it goes on where it was."
        },
        footer = {"", "Example: imprint run configs/paper/figure-6.yaml --data imprint-data --store results"})
public final class RunCommand implements Callable<Integer> {

    private static final int SHOWN_FAILURES = 5;

    @Parameters(paramLabel = "SWEEP.yaml", description = "What to run.")
    private Path sweepFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder with embeddings/DATASET/BACKBONE/SPLIT/…h5. Default: the current folder.")
    private Path data;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Folder of the result store; made if it does not exist. Default: the sweep file's output.")
    private Path store;

    @Mixin
    private SweepOptions sweepOptions;

    @Option(names = "--limit", paramLabel = "N", description = "Take the first N of these combinations only.")
    private Long limit;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Do part I of N, counted from 0; parts cover the plan and do not overlap.")
    private ShardNumber shard;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads. Default: the sweep file's, or one per processor.")
    private Integer workers;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Bound for embeddings, proxies and working space, such as 4GiB. Default: 3/4 of the heap.")
    private MemoryBound memory;

    @Option(
            names = "--dry-run",
            description = "Tell what would be run, what equals what, time and memory; run nothing.")
    private boolean dryRun;

    @Option(names = "--retry-failed", description = "Run again what failed earlier.")
    private boolean retryFailed;

    @Option(names = "--train-accuracy", description = "Answer the training rows too.")
    private boolean trainAccuracy;

    @Option(names = "--predictions", description = "Keep the answer of every test row.")
    private boolean predictions;

    @Option(names = "--follow", description = "Run nothing; show how the processes that work on the store get on.")
    private boolean follow;

    @Option(names = "--json", description = "Print the counts as one JSON object at the end.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        SweepFile file = SweepFile.read(sweepFile);
        Path dir = store(file);
        PrintWriter out = spec.commandLine().getOut();
        if (follow) {
            return new StatusView(dir, out).follow();
        }
        file.notes().forEach(note -> spec.commandLine().getErr().println(sweepFile + ": " + note));
        SweepChanges changes = sweepOptions.changes();
        EmbeddingInputs files = new EmbeddingInputs(data);
        DataSets dataSets = DataSets.at(DataSetRoot.or(null));
        Sweep sweep = changes.to(file.sweep(), new ClassesAtHand(files, dataSets));
        DataShapes shapes = new FileShapes(files, sweep.semantics());
        int threads = workers(file);
        SweepInputs inputs = new SweepInputs(files, changes.ridges());
        if (dryRun) {
            Plan plan = plan(sweep, new CardShapes(shapes, dataSets));
            return dryRun(SweepJob.of(plan, inputs, dir, options(file)), files, threads);
        }
        Plan plan = plan(sweep, shapes);
        try (Workers pool = new Workers(threads)) {
            return run(SweepJob.of(plan, inputs, dir, options(file)), dir, pool);
        }
    }

    private Plan plan(Sweep sweep, DataShapes shapes) {
        OptionalLong first = OptionalLong.empty();
        if (limit != null) {
            Checks.require(limit >= 1, "--limit must be at least 1", limit);
            first = OptionalLong.of(limit);
        }
        Plan plan = sweepOptions.plan(sweep, first, shapes);
        return shard == null ? plan : shard.of(plan);
    }

    private int dryRun(SweepJob job, EmbeddingInputs files, int threads) {
        PrintWriter out = spec.commandLine().getOut();
        new PlanReport(job.plan(), job.left(), files).print(out, threads);
        Optional<String> refusal = job.refusal();
        refusal.ifPresent(why -> out.println("A start would be refused: " + why + "."));
        return refusal.isPresent() ? 1 : 0;
    }

    private Path store(SweepFile file) {
        Checks.require(
                store != null || file.run().output().isPresent(),
                "--store must name a folder, as " + sweepFile + " has no run.output",
                "missing");
        return store != null ? store : Path.of(file.run().output().get());
    }

    private int workers(SweepFile file) {
        return workers != null
                ? Checks.inRange("--workers", workers, 1, 1024)
                : file.run().workers().orElse(Workers.available());
    }

    private RunOptions options(SweepFile file) {
        OptionalLong bound = memory == null ? file.run().memoryBytes() : OptionalLong.of(memory.bytes());
        RunOptions options = RunOptions.standard();
        if (bound.isPresent()) {
            options = options.withMemory(bound.getAsLong());
        }
        options = retryFailed ? options.with(Wish.RETRY_FAILED) : options;
        options = trainAccuracy ? options.with(Wish.TRAIN_ACCURACY) : options;
        return predictions ? options.with(Wish.PREDICTIONS) : options;
    }

    private int run(SweepJob job, Path dir, Workers pool) {
        long began = System.nanoTime();
        ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), "combinations", ProgressLine.onTerminal());
        // Closed last: a signal lets the process end only when the store is closed and the user has been told.
        try (StopOnSignal signal = StopOnSignal.waiting()) {
            RunReport report;
            try (progress;
                    SweepJob.Start start = job.start(session(job.plan()), listener(progress), pool.parallel())) {
                signal.stops(start::stop);
                report = start.run();
            }
            print(report, (System.nanoTime() - began) / 1e9, dir);
            return report.complete() ? 0 : 1;
        }
    }

    private Session session(Plan plan) {
        return Sessions.here(words(), Version.current(), plan.combinations());
    }

    /** Returns what was given, for the notes of a session. */
    private String words() {
        List<String> words = new ArrayList<>(List.of(sweepFile.toString()));
        words.addAll(sweepOptions.changes().options());
        if (shard != null) {
            words.add("--shard " + shard);
        }
        return String.join(" ", words);
    }

    private RunListener listener(ProgressLine progress) {
        PrintWriter err = spec.commandLine().getErr();
        AtomicInteger failures = new AtomicInteger();
        return new RunListener() {
            @Override
            public void progress(long done, long total) {
                progress.done(done, total);
            }

            @Override
            public void failed(String combination, String error) {
                int n = failures.incrementAndGet();
                if (n <= SHOWN_FAILURES) {
                    err.println("Failed: " + combination + ": " + error);
                } else if (n == SHOWN_FAILURES + 1) {
                    err.println("More failures are in the store: imprint results summary --store DIR");
                }
            }
        };
    }

    private void print(RunReport report, double seconds, Path dir) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("store", dir.toString())
                    .put("planned", report.planned())
                    .put("earlier", report.earlier())
                    .put("done", report.done())
                    .put("folded", report.folded())
                    .put("failed", report.failed())
                    .put("elsewhere", report.elsewhere())
                    .put("stopped", report.stopped())
                    .put("seconds", seconds)
                    .toPrettyString());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%,d combinations: %,d run, %,d folded, %,d there before, %,d failed%s; %.1f s%n",
                report.planned(),
                report.done(),
                report.folded(),
                report.earlier(),
                report.failed(),
                report.elsewhere() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %,d by other processes", report.elsewhere()),
                seconds);
        if (report.stopped()) {
            out.println("Stopped; the same command goes on from here.");
        }
        if (report.failed() > 0) {
            out.println("See why: imprint results summary --store " + dir + "; run them again: --retry-failed");
        }
        out.println("Results: " + dir);
    }
}
