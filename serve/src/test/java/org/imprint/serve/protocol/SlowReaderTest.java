package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.matrix.FloatMatrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not read what they asked for keep nobody else from an answer. */
@Tag("slow")
class SlowReaderTest {

    private static final int CLASSES = 100;
    private static final int ROWS = 20_000; // 8 MB of probabilities: more than sockets take in on their own
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void othersAreAnsweredWhileMoreClientsThanComputingThreadsDoNotRead() throws Exception {
        Path file = folder.resolve("birds.imprint");
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < CLASSES; c++) {
            classes.put("class" + c, AskedServer.around(c, 2));
        }
        EmbeddingClassifier birds = EmbeddingClassifier.fit(classes);
        ImprintFile.save(file, ClassifierContents.of(birds.state(), birds.history()));
        List<Socket> idle = new ArrayList<>();
        try (AskedServer server = new AskedServer(List.of(new AskedServer.Offer("birds", file, Optional.empty())))) {
            try {
                for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
                    idle.add(asked(server.port()));
                }
                for (Socket socket : idle) {
                    assertThat(socket.getInputStream().read()).isEqualTo('H'); // its answer begins
                }
                String one = "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"FP32\","
                        + "\"data\":[1,0,0,0]}]}";
                for (int i = 0; i < 20; i++) {
                    assertThat(server.post("/v2/models/birds/infer", one).statusCode())
                            .isEqualTo(200);
                }
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
        }
    }

    private static Socket asked(int port) throws IOException {
        BinaryMessage.Body body = BinaryMessage.of(
                "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[" + ROWS + ",4],\"datatype\":\"FP32\","
                        + "\"parameters\":{\"binary_data_size\":" + 16 * ROWS + "}}],\"outputs\":"
                        + "[{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":true}}]}",
                BinaryMessage.fp32(AskedServer.around(1, ROWS).toArray()));
        String head = "POST /v2/models/birds/infer HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nInference-Header-Content-Length: " + body.json()
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + body.bytes().length + "\r\n\r\n";
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body.bytes());
        return socket;
    }
}
