package org.imprint.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

    @TempDir
    private Path folder;

    @Test
    void answersThatAModelIsReadyAndThatAnotherIsNone() throws Exception {
        Path file = folder.resolve("birds.imprint");
        EmbeddingClassifier birds =
                EmbeddingClassifier.empty(2, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        birds.learn("heron", FloatMatrix.ofRows(new float[] {1, 0}, new float[] {1, 0.1f}));
        birds.learn("crane", FloatMatrix.ofRows(new float[] {0, 1}, new float[] {0.1f, 1}));
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
        try (JournaledClassifier classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
                Server server = Server.start(
                        ServeOptions.local(0),
                        ServedModels.of(
                                List.of(new ServedModel("birds", classifier, Optional.empty(), Parallel.serial()))))) {
            assertThat(get(server, "/v2/models/birds/ready").body()).isEqualTo("{\"name\":\"birds\",\"ready\":true}");
            HttpResponse<String> none = get(server, "/v2/models/fish/ready");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).isEqualTo("{\"error\":\"model must be one of [birds], was fish\"}");
        }
    }

    private static HttpResponse<String> get(Server server, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
