package org.imprint.app.serve;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.imprint.app.process.StopOnSignal;
import org.imprint.app.process.Workers;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.install.BackboneChoice;
import org.imprint.vision.install.BackboneChoice.OnOtherDigest;
import picocli.CommandLine.Command;
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
                    + " /api, and a playground in the browser.",
            "A change is answered when it is on disk. Ctrl-C ends it: what is under way is finished first."
        },
        footer = {
            "",
            "Examples:",
            "  imprint serve birds.imprint",
            "  imprint serve birds.imprint insects.imprint --port 9000 --read-only"
        })
public final class ServeCommand implements Callable<Integer> {

    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Classifiers, as imprint fit writes them; each is called by its file's name.")
    private List<Path> files;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port, or 0 for one that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--read-only", description = "Refuse everything that would change a classifier.")
    private boolean readOnly;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StopOnSignal signal = StopOnSignal.waiting();
        CountDownLatch asked = new CountDownLatch(1);
        signal.stops(asked::countDown);
        try (signal;
                Workers workers = new Workers(Workers.available())) {
            List<ServedModel> models = new ArrayList<>();
            for (Path file : files) {
                models.add(model(file, workers));
            }
            try (Server server = Server.start(new ServeOptions("127.0.0.1", port, readOnly), ServedModels.of(models))) {
                spec.commandLine().getOut().println("http://127.0.0.1:" + server.port() + "/");
                spec.commandLine().getOut().flush();
                asked.await();
            }
            models.forEach(m -> m.classifier().close());
        }
        return 0;
    }

    private static ServedModel model(Path file, Workers workers) {
        JournaledClassifier classifier = JournaledClassifier.open(file, workers.parallel(), Clock.systemUTC());
        Optional<Backbone> backbone = classifier
                .contents()
                .backbone()
                .map(mark -> BackboneChoice.open(
                        file.toString(),
                        mark.descriptor().name(),
                        mark.sha256(),
                        Optional.empty(),
                        OnOtherDigest.REFUSE));
        String name = file.getFileName().toString().replaceFirst("\\.imprint$", "");
        return new ServedModel(name, classifier, backbone, workers.parallel());
    }
}
