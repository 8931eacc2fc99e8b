package org.imprint.vision.backbone;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks through the fields of an ONNX file and keeps all but the elements of its tensors. */
final class OnnxReader {

    private static final String STANDARD = "ai.onnx";

    private static final Set<Integer> FLOATING = Set.of(
            OnnxMl.TensorProto.DataType.FLOAT_VALUE,
            OnnxMl.TensorProto.DataType.FLOAT16_VALUE,
            OnnxMl.TensorProto.DataType.BFLOAT16_VALUE,
            OnnxMl.TensorProto.DataType.DOUBLE_VALUE);

    private final Path file;
    private final OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder();
    private final Map<String, Long> opsets = new TreeMap<>();
    private final Map<String, Integer> operators = new TreeMap<>();
    private final List<OnnxMl.ValueInfoProto> inputs = new ArrayList<>();
    private final List<OnnxMl.ValueInfoProto> outputs = new ArrayList<>();
    private final Set<String> weights = new HashSet<>();
    private long parameters;
    private final Set<String> external = new TreeSet<>();

    OnnxReader(Path file) {
        this.file = file;
    }

    OnnxSummary read(InputStream stream) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(stream);
        in.setSizeLimit(Integer.MAX_VALUE);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxMl.ModelProto.IR_VERSION_FIELD_NUMBER -> model.setIrVersion(in.readInt64());
                case OnnxMl.ModelProto.PRODUCER_NAME_FIELD_NUMBER -> model.setProducerName(in.readString());
                case OnnxMl.ModelProto.OPSET_IMPORT_FIELD_NUMBER ->
                    opset(OnnxMl.OperatorSetIdProto.parseFrom(in.readByteArray()));
                case OnnxMl.ModelProto.GRAPH_FIELD_NUMBER -> inside(in, this::graphField);
                case OnnxMl.ModelProto.FUNCTIONS_FIELD_NUMBER ->
                    OnnxMl.FunctionProto.parseFrom(in.readByteArray())
                            .getNodeList()
                            .forEach(this::tensors);
                default -> in.skipField(tag);
            }
        }
        return new OnnxSummary(
                file,
                model.getIrVersion(),
                model.getProducerName(),
                opsets,
                inputs.stream()
                        .filter(i -> !weights.contains(i.getName()))
                        .map(OnnxReader::show)
                        .toList(),
                outputs.stream().map(OnnxReader::show).toList(),
                operators,
                parameters,
                List.copyOf(external));
    }

    private void opset(OnnxMl.OperatorSetIdProto id) {
        opsets.put(id.getDomain().isEmpty() ? STANDARD : id.getDomain(), id.getVersion());
    }

    private void graphField(CodedInputStream in, int tag) throws IOException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case OnnxMl.GraphProto.NODE_FIELD_NUMBER -> node(OnnxMl.NodeProto.parseFrom(in.readByteArray()));
            case OnnxMl.GraphProto.INPUT_FIELD_NUMBER ->
                inputs.add(OnnxMl.ValueInfoProto.parseFrom(in.readByteArray()));
            case OnnxMl.GraphProto.OUTPUT_FIELD_NUMBER ->
                outputs.add(OnnxMl.ValueInfoProto.parseFrom(in.readByteArray()));
            case OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER -> initializer(in);
            case OnnxMl.GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER ->
                sparse(OnnxMl.SparseTensorProto.parseFrom(in.readByteArray()));
            default -> in.skipField(tag);
        }
    }

    private void node(OnnxMl.NodeProto node) {
        operators.merge(node.getOpType(), 1, Integer::sum);
        tensors(node);
    }

    private void tensors(OnnxMl.NodeProto node) {
        for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasT()) {
                tensor(attribute.getT());
            }
            attribute.getTensorsList().forEach(this::tensor);
            if (attribute.hasSparseTensor()) {
                sparse(attribute.getSparseTensor());
            }
            attribute.getSparseTensorsList().forEach(this::sparse);
            if (attribute.hasG()) {
                graph(attribute.getG());
            }
            attribute.getGraphsList().forEach(this::graph);
        }
    }

    private void sparse(OnnxMl.SparseTensorProto sparse) {
        tensor(sparse.getValues());
        tensor(sparse.getIndices());
    }

    private void graph(OnnxMl.GraphProto graph) {
        graph.getNodeList().forEach(this::node);
        graph.getInitializerList().forEach(this::tensor);
        graph.getSparseInitializerList().forEach(this::sparse);
    }

    private void initializer(CodedInputStream in) throws IOException {
        OnnxMl.TensorProto.Builder header = OnnxMl.TensorProto.newBuilder();
        inside(in, (field, tag) -> {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxMl.TensorProto.NAME_FIELD_NUMBER -> header.setName(field.readString());
                case OnnxMl.TensorProto.DATA_TYPE_FIELD_NUMBER -> header.setDataType(field.readInt32());
                case OnnxMl.TensorProto.DIMS_FIELD_NUMBER -> dims(field, tag, header);
                case OnnxMl.TensorProto.DATA_LOCATION_FIELD_NUMBER ->
                    header.setDataLocation(location(field.readEnum()));
                case OnnxMl.TensorProto.EXTERNAL_DATA_FIELD_NUMBER ->
                    header.addExternalData(OnnxMl.StringStringEntryProto.parseFrom(field.readByteArray()));
                default -> field.skipField(tag);
            }
        });
        weights.add(header.getName());
        tensor(header.build());
    }

    private static void dims(CodedInputStream in, int tag, OnnxMl.TensorProto.Builder header) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            header.addDims(in.readInt64());
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            header.addDims(in.readInt64());
        }
        in.popLimit(outer);
    }

    private static OnnxMl.TensorProto.DataLocation location(int number) {
        return number == OnnxMl.TensorProto.DataLocation.DEFAULT_VALUE
                ? OnnxMl.TensorProto.DataLocation.DEFAULT
                : OnnxMl.TensorProto.DataLocation.EXTERNAL;
    }

    private void tensor(OnnxMl.TensorProto tensor) {
        boolean elsewhere = tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL
                || tensor.getExternalDataCount() > 0;
        if (elsewhere) {
            external.add(tensor.getExternalDataList().stream()
                    .filter(entry -> entry.getKey().equals("location"))
                    .map(OnnxMl.StringStringEntryProto::getValue)
                    .findFirst()
                    .orElse(""));
        }
        if (FLOATING.contains(tensor.getDataType())) {
            parameters += elements(tensor);
        }
    }

    /** Returns the product of the sizes; a nonsensical one becomes the largest number there is. */
    private static long elements(OnnxMl.TensorProto tensor) {
        double product =
                tensor.getDimsList().stream().mapToDouble(d -> Math.max(0, d)).reduce(1, (a, b) -> a * b);
        return (long) product;
    }

    private static void inside(CodedInputStream in, Field reader) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            reader.read(in, tag);
        }
        if (in.getBytesUntilLimit() > 0) {
            throw new InvalidProtocolBufferException("it ends early");
        }
        in.popLimit(outer);
    }

    private static String show(OnnxMl.ValueInfoProto value) {
        OnnxMl.TypeProto.Tensor tensor = value.getType().getTensorType();
        OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(tensor.getElemType());
        String element = type == null || type == OnnxMl.TensorProto.DataType.UNDEFINED
                ? "unknown"
                : type.name().toLowerCase(Locale.ROOT);
        List<String> sizes = tensor.getShape().getDimList().stream()
                .map(d -> d.hasDimValue()
                        ? Long.toString(d.getDimValue())
                        : d.getDimParam().isEmpty() ? "?" : d.getDimParam())
                .toList();
        return value.getName() + " " + (element.equals("float") ? "float32" : element) + " " + sizes;
    }

    /** Reads or skips one field of a message. */
    private interface Field {
        void read(CodedInputStream in, int tag) throws IOException;
    }
}
