package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.Initializer;
import org.imprint.vision.onnx.Value;

/** Standard operators of ONNX by name, in the form that they have in one opset. */
final class Operators {

    private static final int AXES_ARE_INPUTS = 18;

    private final Graph graph;
    private final long opset;

    Operators(Graph graph, long opset) {
        this.graph = graph;
        this.opset = opset;
    }

    Graph graph() {
        return graph;
    }

    /** Returns the same operators in the body of a loop. */
    Operators in(Graph body) {
        return new Operators(body, opset);
    }

    Value op(String operator, Value... arguments) {
        return graph.node(operator, List.of(arguments));
    }

    Value add(Value a, Value b) {
        return op("Add", a, b);
    }

    Value sub(Value a, Value b) {
        return op("Sub", a, b);
    }

    Value mul(Value a, Value b) {
        return op("Mul", a, b);
    }

    Value div(Value a, Value b) {
        return op("Div", a, b);
    }

    Value min(Value a, Value b) {
        return op("Min", a, b);
    }

    Value max(Value a, Value b) {
        return op("Max", a, b);
    }

    Value floor(Value a) {
        return op("Floor", a);
    }

    Value matMul(Value a, Value b) {
        return op("MatMul", a, b);
    }

    /** Returns a double of rank 0. */
    Value number(double value) {
        return graph.scalar(value);
    }

    Value toDouble(Value x) {
        return cast(x, OnnxMl.TensorProto.DataType.DOUBLE);
    }

    Value toFloat(Value x) {
        return cast(x, OnnxMl.TensorProto.DataType.FLOAT);
    }

    Value toLong(Value x) {
        return cast(x, OnnxMl.TensorProto.DataType.INT64);
    }

    Value toByte(Value x) {
        return cast(x, OnnxMl.TensorProto.DataType.UINT8);
    }

    private Value cast(Value x, OnnxMl.TensorProto.DataType type) {
        return graph.node("Cast", List.of(x), Graph.integer("to", type.getNumber()));
    }

    /** Returns 1 where a &lt; b and 0 elsewhere, in double. */
    Value isLess(Value a, Value b) {
        return toDouble(op("Less", a, b));
    }

    Value reshape(Value x, long... shape) {
        return op("Reshape", x, graph.integers(shape));
    }

    Value transpose(Value x, long... axes) {
        return graph.node("Transpose", List.of(x), Graph.ints("perm", axes));
    }

    Value unsqueeze(Value x, long axis) {
        return op("Unsqueeze", x, graph.integers(axis));
    }

    Value gather(Value x, Value indices, long axis) {
        return graph.node("Gather", List.of(x, indices), Graph.integer("axis", axis));
    }

    Value gatherElements(Value x, Value indices, long axis) {
        return graph.node("GatherElements", List.of(x, indices), Graph.integer("axis", axis));
    }

    /** Returns [from, to) of one axis. */
    Value slice(Value x, long axis, long from, long to) {
        return op("Slice", x, graph.integers(from), graph.integers(to), graph.integers(axis));
    }

    Value concat(long axis, List<Value> parts) {
        return graph.node("Concat", parts, Graph.integer("axis", axis));
    }

    /** Returns the sums along an axis, which stays with length 1. */
    Value sum(Value x, long axis) {
        return graph.node("ReduceSum", List.of(x, graph.integers(axis)), Graph.integer("keepdims", 1));
    }

    /** Returns the largest along an axis, which goes. */
    Value most(Value x, long axis) {
        return opset >= AXES_ARE_INPUTS
                ? graph.node("ReduceMax", List.of(x, graph.integers(axis)), Graph.integer("keepdims", 0))
                : graph.node("ReduceMax", List.of(x), Graph.ints("axes", axis), Graph.integer("keepdims", 0));
    }

    /** Returns where the first of the largest along axis 1 is. */
    Value indexOfMost(Value x, int keptAxes) {
        return graph.node("ArgMax", List.of(x), Graph.integer("axis", 1), Graph.integer("keepdims", keptAxes));
    }

    /** Returns values and places of the k largest, or smallest, along the last axis, in order; equal ones in order of their place. */
    List<Value> top(Value x, long k, Order order) {
        return graph.node(
                "TopK",
                2,
                List.of(x, graph.integers(k)),
                Graph.integer("axis", -1),
                Graph.integer("largest", order == Order.LARGEST ? 1 : 0),
                Graph.integer("sorted", 1));
    }

    Value constant(String name, List<Long> shape, double[] values) {
        return graph.initializer(name, () -> Initializer.of(name, shape, values));
    }

    Value constant(String name, List<Long> shape, float[] values) {
        return graph.initializer(name, () -> Initializer.of(name, shape, values));
    }

    Value constant(String name, List<Long> shape, long[] values) {
        return graph.initializer(name, () -> Initializer.of(name, shape, values));
    }

    /** Which end of an order is asked for. */
    enum Order {
        LARGEST,
        SMALLEST
    }
}
