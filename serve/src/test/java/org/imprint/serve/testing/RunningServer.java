package org.imprint.serve.testing;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
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
import org.imprint.vision.backbone.BundledBackbone;

/**
 * A server of two models, and a client of it: {@code shapes} of images, with the classes bars and disc of six examples each, and
 * {@code birds} of embeddings, with the classes crane, heron and stork of twelve examples each.
 */
public final class RunningServer implements AutoCloseable {

    /** Length of an embedding of the birds. */
    public static final int D = 4;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Backbone backbone;
    private final JournaledClassifier shapes;
    private final JournaledClassifier birds;
    private final Server server;

    /** Starts one. @param folder for the files of its models */
    public RunningServer(Path folder, boolean readOnly) throws IOException, InterruptedException {
        backbone = BundledBackbone.open();
        shapes = JournaledClassifier.open(shapes(folder), Parallel.serial(), Clock.systemUTC());
        birds = JournaledClassifier.open(birds(folder), Parallel.serial(), Clock.systemUTC());
        server = Server.start(
                new ServeOptions("127.0.0.1", 0, readOnly),
                ServedModels.of(List.of(
                        new ServedModel("shapes", shapes, Optional.of(backbone), Parallel.serial()),
                        new ServedModel("birds", birds, Optional.empty(), Parallel.serial()))));
    }

    private Path shapes(Path folder) throws IOException, InterruptedException {
        for (String shape : List.of("bars", "disc")) {
            Path images = Files.createDirectories(folder.resolve("train").resolve(shape));
            for (int i = 0; i < 6; i++) {
                Files.write(images.resolve(i + ".png"), ShapeImages.png(shape, i));
            }
        }
        Path file = folder.resolve("shapes.imprint");
        ImageClassifier.fit(backbone, folder.resolve("train"), FitOptions.standard())
                .save(file);
        return file;
    }

    private static Path birds(Path folder) {
        EmbeddingClassifier birds =
                EmbeddingClassifier.empty(D, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        for (int c = 0; c < 3; c++) {
            birds.learn(List.of("crane", "heron", "stork").get(c), around(c, 12));
        }
        birds.calibrate();
        Path file = folder.resolve("birds.imprint");
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
        return file;
    }

    /** Returns embeddings [n, {@value #D}] about an axis, which differ. */
    public static FloatMatrix around(int axis, int n) {
        SplittableRandom random = new SplittableRandom(31L * axis + n);
        FloatMatrix rows = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            rows.data()[i] = (float) random.nextDouble(-0.6, 0.6) + (i % D == axis ? 1 : 0);
        }
        return rows;
    }

    /** Returns the backbone of the shapes. */
    public Backbone backbone() {
        return backbone;
    }

    /** Returns the classifier of shapes. */
    public JournaledClassifier shapes() {
        return shapes;
    }

    /** Returns the classifier of birds. */
    public JournaledClassifier birds() {
        return birds;
    }

    /** Returns the server. */
    public Server server() {
        return server;
    }

    /** Returns a request to a path. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    /** Sends a request. */
    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Gets a path. */
    public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** Posts bytes. */
    public HttpResponse<byte[]> post(String path, byte[] body, String type) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Posts JSON. */
    public HttpResponse<byte[]> json(String path, String body) throws IOException, InterruptedException {
        return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** Posts a form. */
    public HttpResponse<byte[]> form(String path, FormBody body) throws IOException, InterruptedException {
        return post(path, body.bytes(), FormBody.TYPE);
    }

    /** Returns the JSON of an answer. @throws AssertionError if its status is another */
    public static JsonNode answer(HttpResponse<byte[]> response, int status) throws IOException {
        if (response.statusCode() != status) {
            throw new AssertionError(response.request().uri() + " must answer " + status + ", was "
                    + response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return MAPPER.readTree(response.body());
    }

    /** Returns the JSON of an answer of status 200. */
    public static JsonNode answer(HttpResponse<byte[]> response) throws IOException {
        return answer(response, 200);
    }

    @Override
    public void close() {
        server.close();
        shapes.close();
        birds.close();
        backbone.close();
    }
}
