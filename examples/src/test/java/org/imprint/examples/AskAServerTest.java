package org.imprint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskAServerTest {

    @TempDir
    private Path folder;

    @Test
    void bothWaysOfAskingGiveTheClass() throws Exception {
        Path file = folder.resolve("shapes.imprint");
        Path image = Pictures.bar(folder.resolve("asked.png"), 12);
        try (Backbone backbone = BundledBackbone.open()) {
            ImageClassifier.fit(backbone, Pictures.folder(folder.resolve("train"), 6), FitOptions.standard())
                    .save(file);
            try (JournaledClassifier classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
                    Server server = Server.start(
                            ServeOptions.local(0),
                            ServedModels.of(List.of(new ServedModel(
                                    "shapes", classifier, Optional.of(backbone), Parallel.serial()))))) {
                URI address = URI.create("http://127.0.0.1:" + server.port());
                assertThat(AskAServer.ask(address, "shapes", image)).contains("\"label\":\"bar\"");
                assertThat(AskAServer.infer(address, "shapes", image)).contains("\"data\":[\"bar\"]");
            }
        }
    }
}
