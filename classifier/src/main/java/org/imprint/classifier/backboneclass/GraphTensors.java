package org.imprint.classifier.backboneclass;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Half;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;

/** Reads constants of an ONNX graph as floats: weights in float32, float64 or float16, within the file or beside it, or dequantised. */
final class GraphTensors {

    private final Backbone backbone;
    private final Map<String, OnnxMl.TensorProto> weights = new HashMap<>();
    private final Map<String, OnnxMl.NodeProto> makers = new HashMap<>();

    GraphTensors(Backbone backbone, OnnxMl.GraphProto graph) {
        this.backbone = backbone;
        graph.getInitializerList().forEach(t -> weights.put(t.getName(), t));
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(name -> makers.put(name, node));
            if (node.getOpType().equals("Constant")) {
                node.getAttributeList().stream()
                        .filter(OnnxMl.AttributeProto::hasT)
                        .forEach(a -> weights.put(node.getOutput(0), a.getT()));
            }
        }
    }

    /** Numbers and their shape. */
    private record Constant(float[] values, long[] shape) {}

    /** Returns a constant of two dimensions; empty if it is none. */
    Optional<FloatMatrix> matrix(String name) {
        return constant(name)
                .filter(c -> c.shape.length == 2 && c.shape[0] > 0 && c.shape[1] > 0)
                .map(c -> FloatMatrix.of((int) c.shape[0], (int) c.shape[1], c.values));
    }

    /** Returns a constant of n numbers; empty if it is none. */
    Optional<float[]> vector(String name, int n) {
        return constant(name).filter(c -> c.values.length == n).map(Constant::values);
    }

    private Optional<Constant> constant(String name) {
        OnnxMl.TensorProto tensor = weights.get(name);
        if (tensor != null) {
            long[] shape = tensor.getDimsList().stream().mapToLong(d -> d).toArray();
            return Optional.of(new Constant(floats(tensor), shape));
        }
        OnnxMl.NodeProto maker = makers.get(name);
        if (maker == null) {
            return Optional.empty();
        }
        return switch (maker.getOpType()) {
            case "Identity", "Cast" -> constant(maker.getInput(0));
            case "Transpose" ->
                matrix(maker.getInput(0)).map(m -> {
                    FloatMatrix turned = transposed(m);
                    return new Constant(turned.toArray(), new long[] {turned.rows(), turned.cols()});
                });
            case "DequantizeLinear" -> dequantised(maker);
            default -> Optional.empty();
        };
    }

    /** (q − zero) · scale, with one scale for all or one for each place of an axis. */
    private Optional<Constant> dequantised(OnnxMl.NodeProto node) {
        Optional<Constant> quantised = constant(node.getInput(0));
        Optional<Constant> scale = constant(node.getInput(1));
        Optional<Constant> zero =
                node.getInputCount() > 2 && !node.getInput(2).isEmpty() ? constant(node.getInput(2)) : Optional.empty();
        if (quantised.isEmpty() || scale.isEmpty()) {
            return Optional.empty();
        }
        long[] shape = quantised.get().shape;
        float[] scales = scale.get().values;
        int axis = (int) node.getAttributeList().stream()
                .filter(a -> a.getName().equals("axis"))
                .mapToLong(OnnxMl.AttributeProto::getI)
                .findFirst()
                .orElse(1);
        int at = axis < 0 ? axis + shape.length : axis;
        boolean perAxis = scales.length > 1;
        if (perAxis && (at >= shape.length || scales.length != shape[at])) {
            return Optional.empty(); // by blocks, which newer operators have
        }
        long inner = 1;
        for (int i = at + 1; i < shape.length; i++) {
            inner *= shape[i];
        }
        float[] values = quantised.get().values;
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            int s = perAxis ? (int) (i / inner % scales.length) : 0;
            out[i] = (values[i] - zero.map(z -> z.values[s]).orElse(0f)) * scales[s];
        }
        return Optional.of(new Constant(out, shape));
    }

    private float[] floats(OnnxMl.TensorProto tensor) {
        long n = tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
        OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(tensor.getDataType());
        boolean written = tensor.getFloatDataCount() > 0;
        ByteBuffer raw = written ? ByteBuffer.allocate(0) : bytes(tensor).order(ByteOrder.LITTLE_ENDIAN);
        int size = type == null
                ? 0
                : switch (type) {
                    case FLOAT -> Float.BYTES;
                    case DOUBLE -> Double.BYTES;
                    case FLOAT16 -> Short.BYTES;
                    case INT8, UINT8 -> 1;
                    default -> 0;
                };
        Checks.require(
                size > 0 && (written ? tensor.getFloatDataCount() == n : raw.remaining() == n * size),
                backbone.where() + ": weights '" + tensor.getName() + "' must be " + n
                        + " numbers in float32, float64, float16, int8 or uint8",
                type + ", " + raw.remaining() + " bytes");
        float[] values = new float[(int) n];
        for (int i = 0; i < values.length; i++) {
            values[i] = written
                    ? tensor.getFloatData(i)
                    : switch (type) {
                        case FLOAT -> raw.getFloat();
                        case DOUBLE -> (float) raw.getDouble();
                        case FLOAT16 -> Half.toFloat(raw.getShort());
                        case INT8 -> raw.get();
                        default -> raw.get() & 0xff;
                    };
        }
        return values;
    }

    private ByteBuffer bytes(OnnxMl.TensorProto tensor) {
        if (tensor.getDataLocation() != OnnxMl.TensorProto.DataLocation.EXTERNAL) {
            return tensor.getRawData().asReadOnlyByteBuffer();
        }
        Map<String, String> place = tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        OnnxMl.StringStringEntryProto::getKey, OnnxMl.StringStringEntryProto::getValue, (a, b) -> b));
        Path file = backbone.files()
                .orElseThrow(() -> new IllegalStateException(backbone.where() + " has weights elsewhere"))
                .file(place.get("location"));
        try (FileChannel channel = FileChannel.open(file)) {
            long offset = Long.parseLong(place.getOrDefault("offset", "0"));
            long rest = channel.size() - offset;
            long length = place.containsKey("length") ? Long.parseLong(place.get("length")) : rest;
            Checks.require(
                    offset >= 0 && length >= 0 && length <= rest && length < Integer.MAX_VALUE,
                    file + ": bytes of '" + tensor.getName() + "' must lie in the file",
                    length + " from " + offset);
            InputStream in = Channels.newInputStream(channel.position(offset));
            return ByteBuffer.wrap(in.readNBytes((int) length));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }

    static FloatMatrix transposed(FloatMatrix m) {
        FloatMatrix turned = FloatMatrix.zeros(m.cols(), m.rows());
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.cols(); j++) {
                turned.data()[turned.offset(j) + i] = m.get(i, j);
            }
        }
        return turned;
    }

    static FloatMatrix times(FloatMatrix m, float factor) {
        return FloatMatrix.of(m.rows(), m.cols(), times(m.toArray(), factor));
    }

    static float[] times(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }
}
