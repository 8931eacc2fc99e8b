package org.imprint.vision.zoo;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imprint.vision.backbone.OnnxRuntime;
import org.imprint.vision.zoo.network.OnnxConverter;

/** Runs an ONNX file on the CPU. */
final class Runs {

    private Runs() {}

    /** Returns all outputs by name, each [n, size]. */
    static Map<String, float[][]> run(Path onnx, float[] input, long... shape) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = OnnxRuntime.options();
                OrtSession session = environment.createSession(onnx.toString(), options);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(OnnxConverter.INPUT, tensor))) {
            Map<String, float[][]> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                outputs.put(output.getKey(), (float[][]) output.getValue().getValue());
            }
            return outputs;
        }
    }
}
