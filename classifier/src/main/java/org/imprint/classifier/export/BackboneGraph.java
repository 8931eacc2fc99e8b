package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.ModelContent;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.Initializer;
import org.imprint.vision.onnx.Value;

/** The nodes and weights of a backbone within a larger graph, where all its names begin with {@value #PREFIX}. */
final class BackboneGraph {

    /** What its names begin with; no name of ours does. */
    static final String PREFIX = "backbone/";

    private static final Set<String> STANDARD = Set.of("", "ai.onnx");

    private final String where;
    private final OnnxMl.ModelProto model;
    private final BackboneDescriptor descriptor;
    private final Optional<ModelContent> files;

    private BackboneGraph(Backbone backbone, OnnxMl.ModelProto model) {
        this.where = backbone.where();
        this.model = model;
        this.descriptor = backbone.descriptor();
        this.files = backbone.files();
    }

    /**
     * Reads a backbone's file.
     *
     * @throws ImprintException if its operators are too old
     */
    static BackboneGraph of(Backbone backbone) {
        try {
            OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(backbone.onnx());
            long opset = opset(model);
            Checks.require(
                    opset >= OpsetRaise.OLDEST,
                    backbone.where() + ": operators of a backbone that is exported must be of opset "
                            + OpsetRaise.OLDEST + " or later (convert the file with ONNX's version converter); opset",
                    opset);
            return new BackboneGraph(backbone, opset < OpsetRaise.NEWEST ? raised(backbone.where(), model) : model);
        } catch (InvalidProtocolBufferException e) {
            throw new DataException(backbone.where() + ": must be an ONNX model, but is not: " + e.getMessage(), e);
        }
    }

    private static OnnxMl.ModelProto raised(String where, OnnxMl.ModelProto model) {
        OnnxMl.ModelProto.Builder own = model.toBuilder().setGraph(new OpsetRaise(where).raised(model.getGraph()));
        own.getOpsetImportBuilderList().stream()
                .filter(id -> STANDARD.contains(id.getDomain()))
                .forEach(id -> id.setVersion(OpsetRaise.NEWEST));
        return own.build();
    }

    long opset() {
        return opset(model);
    }

    /** Returns the version of the standard operators. */
    private static long opset(OnnxMl.ModelProto model) {
        return model.getOpsetImportList().stream()
                .filter(id -> STANDARD.contains(id.getDomain()))
                .mapToLong(OnnxMl.OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
    }

    /** Returns versions, sets of operators and functions, without the graph. */
    OnnxMl.ModelProto.Builder envelope() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(model.getIrVersion())
                .addAllOpsetImport(model.getOpsetImportList())
                .addAllFunctions(model.getFunctionsList());
    }

    /** Returns the size of a batch, or the name of a free one. */
    Object batch() {
        OnnxMl.TensorShapeProto shape = input().getType().getTensorType().getShape();
        boolean isFixed = shape.getDimCount() > 0 && shape.getDim(0).getDimValue() > 0;
        return isFixed ? (Object) shape.getDim(0).getDimValue() : Graph.BATCH;
    }

    private OnnxMl.ValueInfoProto input() {
        Set<String> weights = model.getGraph().getInitializerList().stream()
                .map(OnnxMl.TensorProto::getName)
                .collect(Collectors.toSet());
        return model.getGraph().getInputList().stream()
                .filter(i -> !weights.contains(i.getName()))
                .filter(i -> descriptor.input().map(i.getName()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(where + " was opened by an input that it does not have"));
    }

    private String output() {
        return descriptor.output().orElseGet(() -> model.getGraph().getOutput(0).getName());
    }

    /**
     * Adds nodes and weights.
     *
     * @param pixels what the backbone reads
     * @return the embeddings, float32 [N, d]
     */
    Value build(Graph graph, Value pixels) {
        graph.addNodes(List.of(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(PREFIX + "pixels")
                .addInput(pixels.name())
                .addOutput(PREFIX + input().getName())
                .build()));
        NeededNodes needed = new NeededNodes(model.getGraph(), output());
        graph.addNodes(needed.nodes().stream().map(BackboneGraph::renamed).toList());
        if (model.getGraph().getSparseInitializerCount() > 0) {
            throw new DataException(where + ": a backbone that is exported must not have sparse weights");
        }
        for (OnnxMl.TensorProto tensor : model.getGraph().getInitializerList()) {
            if (needed.reads(tensor.getName())) {
                String name = PREFIX + tensor.getName();
                OnnxMl.TensorProto own =
                        within(tensor).toBuilder().setName(name).build();
                graph.initializer(name, () -> Initializer.of(own));
            }
        }
        return new Value(PREFIX + output());
    }

    private static OnnxMl.NodeProto renamed(OnnxMl.NodeProto node) {
        OnnxMl.NodeProto.Builder own =
                node.toBuilder().clearInput().clearOutput().clearAttribute();
        if (!node.getName().isEmpty()) {
            own.setName(PREFIX + node.getName());
        }
        node.getInputList().forEach(name -> own.addInput(renamed(name)));
        node.getOutputList().forEach(name -> own.addOutput(renamed(name)));
        for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
            OnnxMl.AttributeProto.Builder copy = attribute.toBuilder();
            if (attribute.hasG()) {
                copy.setG(renamed(attribute.getG()));
            }
            for (int i = 0; i < attribute.getGraphsCount(); i++) {
                copy.setGraphs(i, renamed(attribute.getGraphs(i)));
            }
            own.addAttribute(copy);
        }
        return own.build();
    }

    /** An empty name stands for an argument that is not given. */
    private static String renamed(String name) {
        return name.isEmpty() ? name : PREFIX + name;
    }

    /** A branch or a loop's body. */
    private static OnnxMl.GraphProto renamed(OnnxMl.GraphProto inner) {
        OnnxMl.GraphProto.Builder own = inner.toBuilder().clearNode().clearValueInfo();
        inner.getNodeList().forEach(node -> own.addNode(renamed(node)));
        own.getInputBuilderList().forEach(value -> value.setName(PREFIX + value.getName()));
        own.getOutputBuilderList().forEach(value -> value.setName(PREFIX + value.getName()));
        own.getInitializerBuilderList().forEach(tensor -> tensor.setName(PREFIX + tensor.getName()));
        return own.build();
    }

    /** Returns a tensor that has its elements with it. */
    private OnnxMl.TensorProto within(OnnxMl.TensorProto tensor) {
        if (tensor.getDataLocation() != OnnxMl.TensorProto.DataLocation.EXTERNAL) {
            return tensor;
        }
        Map<String, String> place = tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        OnnxMl.StringStringEntryProto::getKey, OnnxMl.StringStringEntryProto::getValue, (a, b) -> b));
        Path file = files.orElseThrow(() -> new IllegalStateException(where + " has weights elsewhere"))
                .file(place.get("location"));
        try (FileChannel channel = FileChannel.open(file)) {
            long offset = Long.parseLong(place.getOrDefault("offset", "0"));
            long length = place.containsKey("length") ? Long.parseLong(place.get("length")) : channel.size() - offset;
            Checks.require(
                    length >= 0 && length < Integer.MAX_VALUE,
                    file + ": weights of one tensor must be smaller than 2 GiB, bytes",
                    length);
            InputStream in = Channels.newInputStream(channel.position(offset));
            ByteString elements = ByteString.copyFrom(in.readNBytes((int) length));
            Checks.require(
                    elements.size() == length,
                    file + ": must have " + length + " bytes of " + tensor.getName(),
                    elements.size());
            return tensor.toBuilder()
                    .clearExternalData()
                    .clearDataLocation()
                    .setRawData(elements)
                    .build();
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
    }
}
