package org.imprint.app.serve;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.process.EndingSignals;
import org.imprint.app.process.StopOnSignal;
import org.imprint.app.process.Workers;
import org.imprint.core.ImprintException;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.batch.BatchThreads;
import org.imprint.serve.metrics.AccessLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imprint serve}: classifiers over HTTP, with a playground in the browser. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves classifiers over HTTP to this machine: the Open Inference Protocol under /v2, an API to teach them by under"
                    + " /api, and a playground in the browser. Other machines are let in by --host, with a token.",
            "A change is answered when it is on disk. Ctrl-C or SIGTERM ends it: what is under way is finished first, for at most 25 s;"
                    + " a second one ends it at once."
        },
        footer = {
            "",
            "Examples:",
            "  imprint serve birds.imprint",
            "  imprint serve birds.imprint --new",
            "  imprint serve birds.imprint insects.imprint --port 9000 --read-only",
            "  imprint serve birds.imprint --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem"
        })
public final class ServeCommand implements Callable<Integer> {

    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Classifiers, as imprint fit writes them; each is called by its file's name.")
    private List<Path> files;

    @Option(
            names = "--new",
            description = "Make a FILE that is not there: a classifier without classes, of images by the backbone that"
                    + " imprint fit would take.")
    private boolean makeNew;

    @Option(
            names = "--read-only",
            description =
                    "Refuse everything that would change a classifier. Others may change its file; that is not seen.")
    private boolean readOnly;

    @Mixin
    private AccessOptions door = new AccessOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private BackboneArgument backbone = new BackboneArgument();

    @Spec
    private CommandSpec spec;

    private ServedFiles.Use use() {
        if (makeNew && readOnly) {
            throw new ImprintException("--new must not go with --read-only: a new classifier is to be taught");
        }
        return readOnly ? ServedFiles.Use.ASK : makeNew ? ServedFiles.Use.MAKE : ServedFiles.Use.TEACH;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServeOptions options =
                new ServeOptions(door.host(), door.port(), readOnly, door.access(), limits.limits(), tls.identity());
        Duration grace = watch.grace();
        PrintWriter err = spec.commandLine().getErr();
        try (EndingSignals signals = new EndingSignals();
                StopOnSignal others = StopOnSignal.waiting();
                Workers workers = new Workers(Workers.available());
                BatchThreads threads = new BatchThreads(Workers.available(), workers.parallel());
                ServedFiles served = ServedFiles.open(
                        files, backbone, threads, options.limits().image(), use());
                AccessLog log = watch.log(err);
                Server server = Server.start(options, served.models(), log)) {
            others.stops(signals::stop);
            served.made().forEach(spec.commandLine().getOut()::println);
            new StartLines(options, door.makesToken(), server.port())
                    .print(served.models(), spec.commandLine().getOut(), err);
            boolean isInterrupt = signals.await();
            err.println("imprint: ending when what is under way is done; once more ends at once");
            if (!isInterrupt) {
                server.retire(grace);
            }
        }
        return 0;
    }
}
