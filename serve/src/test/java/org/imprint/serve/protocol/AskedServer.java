package org.imprint.serve.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;

/** A server of one or more models, and a client of it. */
final class AskedServer implements AutoCloseable {

    /** Length of an embedding of the birds. */
    static final int D = 4;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JournaledClassifier> open = new ArrayList<>();
    private final Server server;

    /** What is served under a name. */
    record Offer(String name, Path file, Optional<Backbone> backbone) {}

    AskedServer(List<Offer> offers) {
        List<ServedModel> models = new ArrayList<>();
        for (Offer offer : offers) {
            JournaledClassifier classifier =
                    JournaledClassifier.open(offer.file(), Parallel.serial(), Clock.systemUTC());
            open.add(classifier);
            models.add(new ServedModel(offer.name(), classifier, offer.backbone(), Parallel.serial()));
        }
        server = Server.start(ServeOptions.local(0), ServedModels.of(models));
    }

    /** Writes a classifier of three kinds of birds, and returns it. */
    static EmbeddingClassifier birds(Path file) {
        EmbeddingClassifier birds =
                EmbeddingClassifier.empty(D, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        for (int c = 0; c < 3; c++) {
            birds.learn(List.of("heron", "crane", "stork \"größe\"").get(c), around(c, 12));
        }
        birds.calibrate();
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
        return birds;
    }

    /** Returns rows about an axis, which differ. */
    static FloatMatrix around(int axis, int n) {
        SplittableRandom random = new SplittableRandom(31L * axis + n);
        FloatMatrix rows = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            rows.data()[i] = (float) random.nextDouble(-0.6, 0.6) + (i % D == axis ? 1 : 0);
        }
        return rows;
    }

    JournaledClassifier classifier(int place) {
        return open.get(place);
    }

    int port() {
        return server.port();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    /** Posts a body. @param headers names and values in turn */
    HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, String json) throws IOException, InterruptedException {
        return post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        open.forEach(JournaledClassifier::close);
    }
}
