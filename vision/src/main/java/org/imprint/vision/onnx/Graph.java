package org.imprint.vision.onnx;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Nodes and initializers of one ONNX graph under construction.
 *
 * <p>Used by one thread, in the order in which the nodes compute.
 */
public final class Graph {

    /** Name of the free size of a batch. */
    public static final String BATCH = "N";

    private final List<OnnxMl.NodeProto> nodes = new ArrayList<>();
    private final Map<String, Initializer> initializers;
    private final Map<String, Integer> uses = new HashMap<>();
    private final String prefix;
    private final List<OnnxMl.ValueInfoProto> inputs = new ArrayList<>();
    private final List<OnnxMl.ValueInfoProto> outputs = new ArrayList<>();

    /** Begins a graph whose values are named after their operators. */
    public Graph() {
        this("");
    }

    /** Begins a graph all of whose own names, inputs and outputs apart, begin with {@code prefix}. */
    public Graph(String prefix) {
        this(prefix, new LinkedHashMap<>());
    }

    private Graph(String prefix, Map<String, Initializer> initializers) {
        this.prefix = prefix;
        this.initializers = initializers;
    }

    /** Begins the body of a loop within this graph, whose values it sees and to whose constants its own are added. */
    public Graph body(String name) {
        return new Graph(prefix + name + "/", initializers);
    }

    /**
     * Returns this body as an attribute of the node that repeats it.
     *
     * @param results what it computes each time, with their types
     */
    public OnnxMl.AttributeProto asBody(Map<Value, OnnxMl.TensorProto.DataType> results) {
        OnnxMl.GraphProto.Builder body = OnnxMl.GraphProto.newBuilder()
                .setName(prefix + "body")
                .addAllNode(nodes)
                .addAllInput(inputs);
        results.forEach((value, type) -> body.addOutput(info(value.name(), type)));
        return OnnxMl.AttributeProto.newBuilder()
                .setName("body")
                .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build();
    }

    /** Returns what its own names begin with. */
    public String prefix() {
        return prefix;
    }

    /** Takes nodes of another graph as they are; their names must not be those of this one. */
    public void addNodes(List<OnnxMl.NodeProto> others) {
        nodes.addAll(others);
    }

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
    public Value input(String name, long... sizes) {
        return input(info(name, OnnxMl.TensorProto.DataType.FLOAT, batched(sizes)));
    }

    /** Declares an input. */
    public Value input(OnnxMl.ValueInfoProto declared) {
        inputs.add(declared);
        return new Value(declared.getName());
    }

    /** Declares {@code value} as the output {@code name}: float32 [N, sizes...]. */
    public void output(String name, Value value, long... sizes) {
        output(info(name, OnnxMl.TensorProto.DataType.FLOAT, batched(sizes)), value);
    }

    /** Declares {@code value} as an output. */
    public void output(OnnxMl.ValueInfoProto declared, Value value) {
        String name = declared.getName();
        nodes.add(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name)
                .build());
        outputs.add(declared);
    }

    /** Adds a node with one output. */
    public Value node(String operator, List<Value> arguments, OnnxMl.AttributeProto... attributes) {
        return node(operator, 1, arguments, attributes).get(0);
    }

    /** Adds a node with several outputs; names are the operator and a running number. */
    public List<Value> node(String operator, int results, List<Value> arguments, OnnxMl.AttributeProto... attributes) {
        String name = prefix + operator + "_" + uses.merge(operator, 1, Integer::sum);
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
    public Value initializer(String name, Supplier<Initializer> maker) {
        if (!initializers.containsKey(name)) {
            initializers.put(name, maker.get());
        }
        return new Value(name);
    }

    /** Returns a vector of integers; equal vectors are shared. */
    public Value integers(long... values) {
        String name = prefix + "int64" + Arrays.toString(values).replace(" ", "");
        return initializer(name, () -> Initializer.of(name, List.of((long) values.length), values));
    }

    /** Returns an integer of rank 0. */
    public Value integer(long value) {
        String name = prefix + "int64:" + value;
        return initializer(name, () -> Initializer.of(name, List.of(), new long[] {value}));
    }

    /** Returns a float of rank 0. */
    public Value scalar(float value) {
        String name = prefix + "float32:" + value;
        return initializer(name, () -> Initializer.of(name, List.of(), new float[] {value}));
    }

    /** Returns a double of rank 0. */
    public Value scalar(double value) {
        String name = prefix + "float64:" + value;
        return initializer(name, () -> Initializer.of(name, List.of(), new double[] {value}));
    }

    /** Returns a list of integers as an attribute. */
    public static OnnxMl.AttributeProto ints(String name, long... values) {
        OnnxMl.AttributeProto.Builder attribute =
                OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** Returns an integer as an attribute. */
    public static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** Returns a float as an attribute. */
    public static OnnxMl.AttributeProto real(String name, float value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    /** Returns the declaration of a tensor of any shape. */
    public static OnnxMl.ValueInfoProto info(String name, OnnxMl.TensorProto.DataType type) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber())))
                .build();
    }

    /** Returns the declaration of a tensor: {@code sizes} are numbers ({@link Long}) or names of free sizes ({@link String}). */
    public static OnnxMl.ValueInfoProto info(String name, OnnxMl.TensorProto.DataType type, List<?> sizes) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        for (Object size : sizes) {
            if (size instanceof Long fixed) {
                shape.addDimBuilder().setDimValue(fixed);
            } else {
                shape.addDimBuilder().setDimParam(size.toString());
            }
        }
        OnnxMl.TypeProto.Tensor.Builder tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(shape);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static List<Object> batched(long... sizes) {
        List<Object> all = new ArrayList<>(List.of(BATCH));
        for (long size : sizes) {
            all.add(size);
        }
        return all;
    }
}
