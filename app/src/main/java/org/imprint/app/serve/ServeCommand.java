package org.imprint.app.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.process.StopOnSignal;
import org.imprint.app.process.Workers;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
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
            "A change is answered when it is on disk. Ctrl-C ends it: what is under way is finished first."
        },
        footer = {
            "",
            "Examples:",
            "  imprint serve birds.imprint",
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

    @Option(names = "--read-only", description = "Refuse everything that would change a classifier.")
    private boolean readOnly;

    @Mixin
    private AccessOptions door = new AccessOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private BackboneArgument backbone = new BackboneArgument();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ServeOptions options =
                new ServeOptions(door.host(), door.port(), readOnly, door.access(), limits.limits(), tls.identity());
        StopOnSignal signal = StopOnSignal.waiting();
        CountDownLatch asked = new CountDownLatch(1);
        signal.stops(asked::countDown);
        try (signal;
                Workers workers = new Workers(Workers.available());
                ServedFiles served = ServedFiles.open(files, backbone, workers.parallel());
                Server server = Server.start(options, served.models())) {
            new StartLines(options, door.makesToken(), server.port())
                    .print(
                            served.models(),
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr());
            asked.await();
        }
        return 0;
    }
}
