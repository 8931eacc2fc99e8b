package org.imprint.vision.zoo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imprint.vision.checkpoint.Tensor;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.Initializer;
import org.imprint.vision.onnx.Value;

/**
 * Torch's layers as ONNX nodes: the vocabulary in which an {@link Architecture} is written.
 *
 * <p>A layer's name is the prefix of its tensors in the state dict; their shapes are checked here. Shapes of values are
 * written with n for the batch, which is never fixed. Opset 17: {@code LayerNormalization} exists, axes of reductions are
 * attributes.
 */
public final class Layers {

    private static final float BATCH_NORM_EPSILON = 1e-5f;
    private static final float SQRT_2 = 1.41421356f;

    private final Graph graph;
    private final Weights weights;

    Layers(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** Returns the tensor {@code name}, which must be floating-point of this shape, as float32. */
    public Value weight(String name, long... shape) {
        Optional<Tensor> tensor = weights.find(name, shape);
        tensor.ifPresent(t -> graph.initializer(name, () -> Initializer.of(name, t)));
        return new Value(name);
    }

    /** Returns the elements of a tensor to compute with at build time, row-major; zeros if it does not fit. */
    public float[] elements(String name, long... shape) {
        int numel = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return weights.find(name, shape).map(Tensor::toFloats).orElseGet(() -> new float[numel]);
    }

    /** Returns computed constants of a shape; the name must be unique for the content. */
    public Value constant(String name, float[] values, Long... shape) {
        return graph.initializer(name, () -> Initializer.of(name, List.of(shape), values));
    }

    /** Convolves [n, in, h, w]. */
    public Value conv(Value x, String name, Conv conv) {
        List<Value> inputs = new ArrayList<>();
        inputs.add(x);
        inputs.add(weight(name + ".weight", conv.out(), conv.in() / conv.groups(), conv.kernel(), conv.kernel()));
        if (conv.biased()) {
            inputs.add(weight(name + ".bias", conv.out()));
        }
        return graph.node(
                "Conv",
                inputs,
                Graph.ints("kernel_shape", conv.kernel(), conv.kernel()),
                Graph.ints("strides", conv.stride(), conv.stride()),
                Graph.ints("pads", conv.pad(), conv.pad(), conv.pad(), conv.pad()),
                Graph.integer("group", conv.groups()));
    }

    /** Normalises channels of [n, c, h, w] by running statistics, epsilon 1e-5. */
    public Value batchNorm(Value x, String name, int channels) {
        return graph.node(
                "BatchNormalization",
                List.of(
                        x,
                        weight(name + ".weight", channels),
                        weight(name + ".bias", channels),
                        weight(name + ".running_mean", channels),
                        weight(name + ".running_var", channels)),
                Graph.real("epsilon", BATCH_NORM_EPSILON));
    }

    /** Normalises the last axis by its own mean and biased variance. */
    public Value layerNorm(Value x, String name, int size, float epsilon) {
        return graph.node(
                "LayerNormalization",
                List.of(x, weight(name + ".weight", size), weight(name + ".bias", size)),
                Graph.integer("axis", -1),
                Graph.real("epsilon", epsilon));
    }

    /** Maps the last axis: x Wᵀ + b with {@code NAME.weight} [out, in] and {@code NAME.bias} [out]. */
    public Value linear(Value x, String name, int in, int out) {
        return add(linearNoBias(x, name + ".weight", in, out), weight(name + ".bias", out));
    }

    /** Maps the last axis: x Wᵀ, where W [out, in] is the tensor {@code weightName} itself. */
    public Value linearNoBias(Value x, String weightName, int in, int out) {
        Optional<Tensor> tensor = weights.find(weightName, out, in);
        String name = weightName + ".T";
        tensor.ifPresent(t -> graph.initializer(name, () -> Initializer.of(name, t.permute(1, 0))));
        return graph.node("MatMul", List.of(x, new Value(name)));
    }

    /** max(x, 0). */
    public Value relu(Value x) {
        return graph.node("Relu", List.of(x));
    }

    /** x · Φ(x), the exact form with erf. */
    public Value gelu(Value x) {
        Value erf = graph.node("Erf", List.of(graph.node("Div", List.of(x, graph.scalar(SQRT_2)))));
        return scale(mul(x, graph.node("Add", List.of(erf, graph.scalar(1f)))), 0.5f);
    }

    /** Softmax over the last axis. */
    public Value softmax(Value x) {
        return graph.node("Softmax", List.of(x), Graph.integer("axis", -1));
    }

    /** Largest value in each window of [n, c, h, w]; padding never wins. */
    public Value maxPool(Value x, int kernel, int stride, int pad) {
        return graph.node(
                "MaxPool",
                List.of(x),
                Graph.ints("kernel_shape", kernel, kernel),
                Graph.ints("strides", stride, stride),
                Graph.ints("pads", pad, pad, pad, pad));
    }

    /** Mean of each channel: [n, c, h, w] to [n, c]. */
    public Value globalAveragePool(Value x) {
        return graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))), Graph.integer("axis", 1));
    }

    /** Mean over some axes, which disappear. */
    public Value mean(Value x, long... axes) {
        return graph.node("ReduceMean", List.of(x), Graph.ints("axes", axes), Graph.integer("keepdims", 0));
    }

    /** Mean over the last axis, which stays with size 1. */
    public Value meanOfLast(Value x) {
        return graph.node("ReduceMean", List.of(x), Graph.ints("axes", -1), Graph.integer("keepdims", 1));
    }

    /** Square root of the sum of squares over some axes, which stay with size 1. */
    public Value norm(Value x, long... axes) {
        return graph.node("ReduceL2", List.of(x), Graph.ints("axes", axes), Graph.integer("keepdims", 1));
    }

    /** a + b, broadcast. */
    public Value add(Value a, Value b) {
        return graph.node("Add", List.of(a, b));
    }

    /** x + c. */
    public Value add(Value x, float c) {
        return add(x, graph.scalar(c));
    }

    /** a · b by element, broadcast. */
    public Value mul(Value a, Value b) {
        return graph.node("Mul", List.of(a, b));
    }

    /** a / b by element, broadcast. */
    public Value div(Value a, Value b) {
        return graph.node("Div", List.of(a, b));
    }

    /** c · x. */
    public Value scale(Value x, float c) {
        return mul(x, graph.scalar(c));
    }

    /** Matrix product of the last two axes, broadcast over the others. */
    public Value matMul(Value a, Value b) {
        return graph.node("MatMul", List.of(a, b));
    }

    /** Gives x another shape; 0 keeps a size, -1 is what remains. */
    public Value reshape(Value x, long... shape) {
        return graph.node("Reshape", List.of(x, graph.integers(shape)));
    }

    /** Reorders axes, as {@code numpy.transpose}. */
    public Value transpose(Value x, long... axes) {
        return graph.node("Transpose", List.of(x), Graph.ints("perm", axes));
    }

    /** Elements from, from + step, ... below {@code to} of one axis. */
    public Value slice(Value x, int axis, int from, int to, int step) {
        return graph.node(
                "Slice",
                List.of(x, graph.integers(from), graph.integers(to), graph.integers(axis), graph.integers(step)));
    }

    /** Element {@code index} of one axis, which disappears. */
    public Value pick(Value x, int axis, int index) {
        return graph.node("Gather", List.of(x, graph.integer(index)), Graph.integer("axis", axis));
    }

    /** Cuts the last axis into parts of equal size. */
    public List<Value> split(Value x, int parts, int size) {
        long[] sizes = new long[parts];
        Arrays.fill(sizes, size);
        return graph.node("Split", parts, List.of(x, graph.integers(sizes)), Graph.integer("axis", -1));
    }

    /** Joins along one axis. */
    public Value concat(int axis, Value... parts) {
        return graph.node("Concat", List.of(parts), Graph.integer("axis", axis));
    }

    /** Adds zeros; {@code pads} are the counts before each axis, then the counts after each axis. */
    public Value pad(Value x, long... pads) {
        return graph.node("Pad", List.of(x, graph.integers(pads)));
    }

    /** [n, c, h, w] to [n, h, w, c]. */
    public Value channelsLast(Value x) {
        return transpose(x, 0, 2, 3, 1);
    }

    /** [n, h, w, c] to [n, c, h, w]. */
    public Value channelsFirst(Value x) {
        return transpose(x, 0, 3, 1, 2);
    }
}
