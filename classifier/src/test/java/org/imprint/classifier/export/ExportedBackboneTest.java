package org.imprint.classifier.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.core.ImprintException;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.OnnxProgram;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.imprint.vision.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a backbone's file looks like, it computes within an exported file as it does alone. */
class ExportedBackboneTest {

    private static final Preprocessing SMALL = new Preprocessing(
            new Resize.Exact(4, 5), Interpolation.BILINEAR, new Crop.None(), List.of(0.5f), List.of(0.5f), Layout.NCHW);

    @TempDir
    private Path folder;

    @Test
    void weightsInAnotherFileAreTakenAlong() throws IOException {
        OnnxMl.ModelProto.Builder model = weighted(1, false);
        OnnxMl.TensorProto.Builder weight = model.getGraphBuilder().getInitializerBuilder(0);
        ByteString elements = weight.getRawData();
        Files.write(
                folder.resolve("w.data"),
                ByteString.copyFromUtf8("before").concat(elements).toByteArray());
        weight.clearRawData()
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", "w.data"))
                .addExternalData(entry("offset", "6"))
                .addExternalData(entry("length", "" + elements.size()));
        Path exported = export(model);
        Files.delete(folder.resolve("w.data"));
        assertSame(exported, weighted(1, false), 1);
    }

    @Test
    void aBranchSeesWhatIsOutsideAndABatchStaysAsItIs() throws IOException {
        assertSame(export(weighted(2, true)), weighted(2, true), 2);
    }

    @Test
    void whatTheEmbeddingDoesNotHangOnIsLeftOut() throws IOException {
        OnnxMl.ModelProto.Builder model = weighted(1, true);
        model.getGraphBuilder()
                .addNode(node("Mul", "logits", "scores", "many"))
                .addInitializer(OnnxMl.TensorProto.newBuilder()
                        .setName("many")
                        .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .addDims(20)
                        .setRawData(ByteString.copyFrom(new byte[80])))
                .addOutput(value("logits", 1, 20));
        Path exported = export(model);
        assertSame(exported, weighted(1, true), 1);
        OnnxMl.GraphProto graph =
                OnnxMl.ModelProto.parseFrom(Files.readAllBytes(exported)).getGraph();
        assertThat(graph.getInitializerList())
                .extracting(OnnxMl.TensorProto::getName)
                .contains("backbone/imprint/proxies", "backbone/yes")
                .doesNotContain("backbone/many");
        assertThat(graph.getNodeList())
                .flatExtracting(OnnxMl.NodeProto::getOutputList)
                .doesNotContain("backbone/logits");
    }

    @Test
    void operatorsOfOpsets11And12AreRewritten() throws IOException {
        for (long opset : new long[] {11, 12}) {
            OnnxMl.ModelProto.Builder model = older(opset);
            assertSame(export(model), model, 2);
        }
    }

    @Test
    void whatMeantSomethingElseIsRefused() {
        OnnxMl.ModelProto.Builder model = older(12);
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("Softmax"))
                .forEach(node -> node.clearAttribute().addAttribute(number("axis", 1)));
        assertThatThrownBy(() -> export(model))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the Softmax scores cannot be rewritten, as its axis is not the last");
    }

    /** Everything that changed until opset 13: pixels [N, 1, 4, 5] to [N, 20]. */
    private static OnnxMl.ModelProto.Builder older(long opset) {
        OnnxMl.AttributeProto.Builder last = number("axis", -1);
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("older")
                .addInput(value("images", 0, 1, 4, 5))
                .addOutput(value("scores", 0, 20))
                .addNode(node("Squeeze", "plane", "images").toBuilder().addAttribute(list("axes", 1)))
                .addNode(node("Split", "top", "plane").toBuilder()
                        .addOutput("bottom")
                        .addAttribute(number("axis", 1))
                        .addAttribute(list("split", 1, 3)))
                .addNode(node("Unsqueeze", "deep", "top").toBuilder().addAttribute(list("axes", 3)))
                .addNode(node("ReduceSum", "sum", "deep").toBuilder()
                        .addAttribute(list("axes", 3))
                        .addAttribute(number("keepdims", 0)))
                .addNode(node("Concat", "both", "bottom", "sum").toBuilder().addAttribute(number("axis", 1)))
                .addNode(node("Dropout", "kept", "both"))
                .addNode(node("Flatten", "flat", "kept"))
                .addNode(node("Softmax", "scores", "flat").toBuilder().addAttribute(last));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(6)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph);
    }

    private static OnnxMl.AttributeProto.Builder number(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value);
    }

    private static OnnxMl.AttributeProto.Builder list(String name, long... values) {
        OnnxMl.AttributeProto.Builder list =
                OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            list.addInts(value);
        }
        return list;
    }

    @Test
    void olderOperatorsAreRefused() {
        Path file = folder.resolve("old.onnx");
        try (Backbone backbone = FlatBackbone.of(SMALL, 10)) {
            assertThatThrownBy(() -> OnnxExport.write(file, head(), backbone))
                    .isInstanceOf(ImprintException.class)
                    .hasMessage(
                            "flat: operators of a backbone that is exported must be of opset 11 or later (convert the file with ONNX's"
                                    + " version converter); opset, was 10");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void anEmbeddingOfAnotherLengthIsRefused() {
        Preprocessing other = new Preprocessing(
                new Resize.Exact(3, 3), Interpolation.BILINEAR, new Crop.None(), List.of(0f), List.of(1f), Layout.NCHW);
        try (Backbone backbone = FlatBackbone.of(other, 17)) {
            assertThatThrownBy(() -> OnnxExport.write(folder.resolve("x.onnx"), head(), backbone))
                    .hasMessage("embeddings of flat must have the length of the proxies, 20, was 9");
        }
    }

    @Test
    void damagedMetadataIsNamed() throws IOException {
        Path file = export(weighted(1, false));
        OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
        String[][] damages = {
            {"imprint.format", "2", "imprint.format must be 1, was 2"},
            {"imprint.classes", "{}", "metadata imprint.classes must be a JSON list"},
            {"imprint.head", "[", "metadata imprint.head must be JSON, but is not"},
            {"imprint.head", "{}", "metadata imprint.head must have dimension, has none"},
            {"imprint.golden", "[{\"png\": 7, \"scores\": [1]}]", "metadata imprint.golden must hold base64, was NUMBER"
            },
            {
                "imprint.golden",
                "[{\"png\": \"!\", \"scores\": [1], \"name\": \"x\"}]",
                "metadata imprint.golden must hold base64"
            },
        };
        for (String[] damage : damages) {
            OnnxMl.ModelProto.Builder other = model.toBuilder();
            other.getMetadataPropsBuilderList().stream()
                    .filter(e -> e.getKey().equals(damage[0]))
                    .forEach(e -> e.setValue(damage[1]));
            Files.write(file, other.build().toByteArray());
            assertThatThrownBy(() -> OnnxExport.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(damage[2]);
        }
    }

    @Test
    void damagedFilesAreRefusedOrRead() throws IOException {
        Path file = export(weighted(1, false));
        byte[] whole = Files.readAllBytes(file);
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int n = random.nextInt(1, 8); n > 0 && damaged.length > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                OnnxExport.read(file).golden().forEach(golden -> golden.image("damaged"));
                OnnxExport.weights(file);
            } catch (DataException e) {
                assertThat(e).as("seed " + seed).hasMessageMatching("(?s)(" + file + "|damaged): .+");
            }
        }
    }

    private Path export(OnnxMl.ModelProto.Builder model) throws IOException {
        Path onnx = Files.write(folder.resolve("backbone.onnx"), model.build().toByteArray());
        Path exported = folder.resolve("exported.onnx");
        try (Backbone backbone = Backbone.open(onnx, FlatBackbone.descriptor(SMALL, "scores"))) {
            OnnxExport.write(exported, head(), backbone);
        }
        return exported;
    }

    private static void assertSame(Path exported, OnnxMl.ModelProto.Builder right, int batch) {
        byte[] pixels = new byte[3 * 11 * 9];
        new SplittableRandom(4).nextBytes(pixels);
        List<RgbImage> images = Collections.nCopies(batch, new RgbImage(11, 9, pixels));
        try (Backbone backbone =
                        Backbone.open("right", right.build().toByteArray(), FlatBackbone.descriptor(SMALL, "scores"));
                OnnxProgram program = OnnxProgram.open(exported)) {
            ExpectedAnswers ours = ExpectedAnswers.of(head(), backbone.embed(images));
            FloatMatrix scores = program.run(ExportNames.IMAGES, images).floats(ExportNames.SCORES);
            for (int i = 0; i < batch; i++) {
                assertThat(scores.row(i)).containsExactly(ours.scores(i), within(1e-6f));
            }
        }
    }

    private static ExportedHead head() {
        return new ExportedHead(
                List.of("a", "b"),
                List.of(random(2, 20, 1), random(1, 20, 2)),
                new L2Norm(),
                new MaxInnerProduct(),
                Calibration.of(1),
                Optional.empty(),
                "test");
    }

    private static FloatMatrix random(int rows, int cols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix x = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            x.data()[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    /** Pixels times a weight for each; in a branch, if asked. Its names are those of ours. */
    private static OnnxMl.ModelProto.Builder weighted(int batch, boolean inBranch) {
        ByteBuffer raw = ByteBuffer.allocate(20 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(random(1, 20, 9).data());
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("weighted")
                .addInput(value("images", batch, 1, 4, 5))
                .addOutput(value("scores", batch, 20))
                .addInitializer(OnnxMl.TensorProto.newBuilder()
                        .setName("imprint/proxies")
                        .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .addDims(20)
                        .setRawData(ByteString.copyFrom(raw.array())))
                .addNode(node("Flatten", "flat", "images"));
        if (!inBranch) {
            graph.addNode(node("Mul", "scores", "flat", "imprint/proxies"));
        } else {
            graph.addInitializer(OnnxMl.TensorProto.newBuilder()
                    .setName("yes")
                    .setDataType(OnnxMl.TensorProto.DataType.BOOL_VALUE)
                    .setRawData(ByteString.copyFrom(new byte[] {1})));
            graph.addNode(node("If", "scores", "yes").toBuilder()
                    .addAttribute(branch("then_branch", node("Mul", "label", "flat", "imprint/proxies")))
                    .addAttribute(branch("else_branch", node("Neg", "label", "flat"))));
        }
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph);
    }

    private static OnnxMl.AttributeProto branch(String name, OnnxMl.NodeProto node) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                .setG(OnnxMl.GraphProto.newBuilder().setName(name).addNode(node).addOutput(value("label", 0, 20)))
                .build();
    }

    private static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }

    private static OnnxMl.ValueInfoProto value(String name, long... sizes) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        for (long size : sizes) {
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
            if (size > 0) {
                dimension.setDimValue(size);
            }
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}
