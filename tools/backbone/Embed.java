import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Embeds raw little-endian float32 pixels [n, 1, 28, 28] with ONNX Runtime: {@code java -cp onnxruntime.jar Embed.java
 * MODEL.onnx PIXELS EMBEDDINGS}. {@code train.py} starts it, so that every figure comes from the exported file.
 */
public final class Embed {
    private static final int SIDE = 28;
    private static final int BATCH = 250;

    private Embed() {}

    public static void main(String[] args) throws Exception {
        FloatBuffer pixels = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[1])))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        int rows = pixels.remaining() / (SIDE * SIDE);
        try (var environment = OrtEnvironment.getEnvironment();
                var session = environment.createSession(args[0]);
                var out = FileChannel.open(
                        Path.of(args[2]), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (int start = 0; start < rows; start += BATCH) {
                int count = Math.min(BATCH, rows - start);
                FloatBuffer batch = pixels.slice(start * SIDE * SIDE, count * SIDE * SIDE);
                long[] shape = {count, 1, SIDE, SIDE};
                try (var input = OnnxTensor.createTensor(environment, batch, shape);
                        var result = session.run(Map.of("pixels", input))) {
                    FloatBuffer embeddings = ((OnnxTensor) result.get("embedding").orElseThrow()).getFloatBuffer();
                    ByteBuffer bytes = ByteBuffer.allocate(4 * embeddings.remaining()).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.asFloatBuffer().put(embeddings);
                    out.write(bytes);
                }
            }
        }
    }
}
