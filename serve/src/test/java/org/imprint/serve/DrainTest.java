package org.imprint.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is to end says so before it takes no more. */
class DrainTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void itIsNotReadyButAnswersAndThenTakesNoMore() throws Exception {
        Path file = folder.resolve("birds.imprint");
        EmbeddingClassifier.fit(Map.of("heron", FloatMatrix.ofRows(new float[][] {{1, 0}, {1, 0.1f}})))
                .save(file);
        try (JournaledClassifier classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC())) {
            Server server = Server.start(
                    ServeOptions.local(0),
                    ServedModels.of(
                            List.of(new ServedModel("birds", classifier, Optional.empty(), Parallel.serial()))));
            String base = "http://127.0.0.1:" + server.port();
            assertThat(get(base + "/v2/health/ready").statusCode()).isEqualTo(200);
            server.retire(Duration.ZERO);
            assertThat(get(base + "/v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(base + "/v2/health/ready").body()).isEqualTo("{\"live\":true,\"ready\":false}");
            assertThat(get(base + "/v2/models/birds/ready").statusCode()).isEqualTo(503);
            assertThat(get(base + "/v2/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = get(base + "/api/birds");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Connection")).hasValue("close");
            server.close();
            assertThat(refused(base)).isTrue();
        }
    }

    private static boolean refused(String base) throws IOException, InterruptedException {
        try {
            get(base + "/v2/health/live");
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
