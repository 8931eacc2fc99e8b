package org.imprint.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A client of {@code imprint serve} that needs the JDK alone: our own API, and the Open Inference Protocol. */
public final class AskAServer {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AskAServer() {}

    /** Prints what both say. @param args address of the server, name of the model, an image */
    public static void main(String[] args) throws IOException, InterruptedException {
        URI server = URI.create(args[0]);
        Path image = Path.of(args[2]);
        System.out.println(ask(server, args[1], image));
        System.out.println(infer(server, args[1], image));
    }

    /** Asks by our API: the body is the image itself. A server that wants a token gets it as {@code Authorization: Bearer}. */
    static String ask(URI server, String model, Path image) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(server.resolve("/api/" + model + "/predict?top=2"))
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofFile(image))
                .build());
    }

    /** Asks by the protocol that KServe, Triton and MLServer speak: a tensor of one image file, in base64. */
    static String infer(URI server, String model, Path image) throws IOException, InterruptedException {
        String body = """
                {"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["%s"]}],
                 "outputs": [{"name": "label"}, {"name": "unknown"}]}
                """.formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(image)));
        return answer(HttpRequest.newBuilder(server.resolve("/v2/models/" + model + "/infer"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String answer(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
