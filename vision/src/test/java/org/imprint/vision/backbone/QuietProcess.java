package org.imprint.vision.backbone;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.core.matrix.FloatMatrix;

/**
 * A program of somebody who uses the library: runs a model, and prints which sockets the process holds. With {@code bare} it
 * goes past our door, as the proof that there is something to see.
 */
final class QuietProcess {

    private QuietProcess() {}

    public static void main(String[] args) throws IOException, OrtException {
        if (args[0].equals("bare")) {
            try (OrtSession session =
                    OrtEnvironment.getEnvironment().createSession(TinyModel.bytes(new long[] {0, 1, 2, 2}, 3, 1))) {
                System.out.println("inputs " + session.getNumInputs());
            }
        } else {
            try (Backbone backbone = BundledBackbone.open()) {
                int size = backbone.descriptor().preprocessing().size();
                System.out.println(
                        "rows " + backbone.embed(FloatMatrix.zeros(1, size)).rows());
            }
        }
        System.out.println("sockets " + sockets());
    }

    private static List<String> sockets() throws IOException {
        List<String> sockets = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path one : open.toList()) {
                if (Files.isSymbolicLink(one)) {
                    String target = Files.readSymbolicLink(one).toString();
                    if (target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                }
            }
        }
        return sockets;
    }
}
