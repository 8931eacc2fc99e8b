package org.imprint.vision.zoo.network;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Nodes and initializers of one ONNX graph (opset 17) under construction. */
final class Graph {

    private final List<OnnxMl.NodeProto> nodes = new ArrayList<>();
    private final Map<String, Initializer> initializers = new LinkedHashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final List<OnnxMl.ValueInfoProto> inputs = new ArrayList<>();
    private final List<OnnxMl.ValueInfoProto> outputs = new ArrayList<>();

    List<OnnxMl.NodeProto> nodes() {
        return nodes;
    }

    Collection<Initializer> initializers() {
        return initializers.values();
    }

    List<OnnxMl.ValueInfoProto> inputs() {
        return inputs;
    }

    List<OnnxMl.ValueInfoProto> outputs() {
        return outputs;
    }

    /** Declares the input {@code name}: float32 [N, sizes...] with a free batch N. */
    Value input(String name, long... sizes) {
        inputs.add(info(name, sizes));
        return new Value(name);
    }

    /** Declares {@code value} as the output {@code name}: float32 [N, sizes...]. */
    void output(String name, Value value, long... sizes) {
        nodes.add(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name)
                .build());
        outputs.add(info(name, sizes));
    }

    /** Adds a node with one output. */
    Value node(String operator, List<Value> arguments, OnnxMl.AttributeProto... attributes) {
        return node(operator, 1, arguments, attributes).get(0);
    }

    /** Adds a node with several outputs; names are the operator and a running number. */
    List<Value> node(String operator, int results, List<Value> arguments, OnnxMl.AttributeProto... attributes) {
        String name = operator + "_" + uses.merge(operator, 1, Integer::sum);
        OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllAttribute(Arrays.asList(attributes));
        arguments.forEach(argument -> node.addInput(argument.name()));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            values.add(new Value(results == 1 ? name : name + "_" + i));
            node.addOutput(values.get(i).name());
        }
        nodes.add(node.build());
        return values;
    }

    /** Returns the initializer of this name, made at its first use. */
    Value initializer(String name, Supplier<Initializer> maker) {
        if (!initializers.containsKey(name)) {
            initializers.put(name, maker.get());
        }
        return new Value(name);
    }

    /** Returns a vector of integers; equal vectors are shared. */
    Value integers(long... values) {
        String name = "int64" + Arrays.toString(values).replace(" ", "");
        return initializer(name, () -> Initializer.of(name, List.of((long) values.length), values));
    }

    /** Returns an integer of rank 0. */
    Value integer(long value) {
        String name = "int64:" + value;
        return initializer(name, () -> Initializer.of(name, List.of(), new long[] {value}));
    }

    /** Returns a float of rank 0. */
    Value scalar(float value) {
        String name = "float32:" + value;
        return initializer(name, () -> Initializer.of(name, List.of(), new float[] {value}));
    }

    static OnnxMl.AttributeProto ints(String name, long... values) {
        OnnxMl.AttributeProto.Builder attribute =
                OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static OnnxMl.AttributeProto real(String name, float value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    private static OnnxMl.ValueInfoProto info(String name, long... sizes) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        for (long size : sizes) {
            shape.addDimBuilder().setDimValue(size);
        }
        OnnxMl.TypeProto.Tensor.Builder tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
