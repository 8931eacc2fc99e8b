package org.imprint.serve.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
import org.imprint.serve.ServeOptions;
import org.imprint.serve.Server;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;
import org.imprint.vision.backbone.Backbone;

/** A server of one classifier, and a client of it that says what it likes, right or wrong. */
final class GuardedServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final JournaledClassifier classifier;
    private final Server server;

    private GuardedServer(Path file, ServeOptions options, Optional<Backbone> backbone) {
        classifier = JournaledClassifier.open(file, Parallel.serial(), Clock.systemUTC());
        server = Server.start(
                options, ServedModels.of(List.of(new ServedModel("birds", classifier, backbone, Parallel.serial()))));
    }

    /** Starts one for two classes of embeddings [n, 2]. */
    static GuardedServer ofEmbeddings(Path folder, ServeOptions options) {
        Path file = folder.resolve("birds.imprint");
        EmbeddingClassifier birds =
                EmbeddingClassifier.empty(2, FitOptions.standard(), Parallel.serial(), Clock.systemUTC());
        birds.learn("heron", FloatMatrix.ofRows(new float[] {1, 0}, new float[] {1, 0.1f}));
        birds.learn("crane", FloatMatrix.ofRows(new float[] {0, 1}, new float[] {0.1f, 1}));
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
        return new GuardedServer(file, options, Optional.empty());
    }

    /** Starts one for a file. */
    static GuardedServer of(Path file, ServeOptions options, Backbone backbone) {
        return new GuardedServer(file, options, Optional.of(backbone));
    }

    static ServeOptions open(Access access) {
        return new ServeOptions("127.0.0.1", 0, false, access, Limits.standard(), Optional.empty());
    }

    static ServeOptions limited(Limits limits) {
        return new ServeOptions("127.0.0.1", 0, false, Access.local(), limits, Optional.empty());
    }

    int port() {
        return server.port();
    }

    /** Returns the right Host header's value. */
    String host() {
        return "127.0.0.1:" + port();
    }

    /** Asks with the right Host. @param headers whole lines */
    String ask(String method, String path, String... headers) throws IOException {
        return send(method, path, host(), "", headers);
    }

    /** Asks. @param headers whole lines */
    String send(String method, String path, String host, String body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return say(head + "Connection: close\r\n\r\n" + body);
    }

    /** Sends bytes, and returns all that comes until the server ends the connection. */
    String say(String bytes) throws IOException {
        return say(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes, and returns all that comes until the server ends the connection. */
    String say(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return rest(socket);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Returns all that comes until the server ends the connection, be it with a reset. */
    static String rest(Socket socket) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(some);
                    n >= 0;
                    n = socket.getInputStream().read(some)) {
                all.write(some, 0, n);
            }
        } catch (IOException e) {
            all.writeBytes(("\n[" + e.getMessage() + "]").getBytes(StandardCharsets.ISO_8859_1));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns the status of an answer; 0 if there is none. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    @Override
    public void close() {
        server.close();
        classifier.close();
    }
}
