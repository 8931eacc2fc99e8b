package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.zoo.family.ConvNextV2;
import org.imprint.vision.zoo.family.ResNet;
import org.imprint.vision.zoo.network.InputSize;
import org.imprint.vision.zoo.network.OnnxConverter;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxConverterTest {

    private static final ResNet TINY = new ResNet(ResNet.Block.BASIC, List.of(2, 1, 1, 1), 8, 5);
    private static final InputSize SIZE = InputSize.square(64);

    @TempDir
    Path folder;

    private Path onnx;
    private Map<String, List<Long>> shapes;

    @BeforeEach
    void listTheTinyModel() {
        onnx = folder.resolve("tiny.onnx");
        shapes = new LinkedHashMap<>(ZooFixtures.shapes(ZooFixtures.json("tiny/tiny.golden.json")
                .get("tiny_resnet_basic")
                .get("state_dict")));
    }

    private StateDict written() throws IOException {
        return Checkpoint.open(SafetensorsFile.write(folder.resolve("weights.safetensors"), shapes, FillRule::weights));
    }

    private void convert(Outputs outputs) throws IOException {
        OnnxConverter.convert(written(), TINY, "tiny", SIZE, outputs, onnx);
    }

    @Test
    void tellsEverythingThatDoesNotFitAtOnce() {
        shapes.remove("bn1.bias");
        shapes.remove("layer2.0.conv1.weight");
        shapes.put("conv1.weight", List.of(8L, 3L, 3L, 3L));
        shapes.put("layer9.0.conv1.weight", List.of(1L));

        assertThatThrownBy(() -> convert(Outputs.EMBEDDING))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(folder.resolve("weights.safetensors") + ": must be the state dict of tiny")
                .hasMessageContaining("missing (2): bn1.bias, layer2.0.conv1.weight")
                .hasMessageContaining("unexpected (1): layer9.0.conv1.weight")
                .hasMessageContaining("conv1.weight must be floating-point [8, 3, 7, 7], was float32[8, 3, 3, 3]");
        assertThat(onnx).doesNotExist();
    }

    @Test
    void namesTwentyOfManyMissingTensors() {
        shapes.keySet().removeIf(name -> name.startsWith("layer"));

        assertThatThrownBy(() -> convert(Outputs.EMBEDDING))
                .hasMessageContaining("bn1.weight, layer1.0.bn1.bias")
                .hasMessageMatching("(?s).*, and \\d+ more.*");
    }

    @Test
    void leavesAnEarlierFileAloneWhenTheWeightsAreWrong() throws IOException {
        Files.writeString(onnx, "earlier");
        shapes.remove("bn1.bias");

        assertThatThrownBy(() -> convert(Outputs.EMBEDDING)).isInstanceOf(CheckpointException.class);
        assertThat(onnx).hasContent("earlier");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void dropsTheHeadUnlessItIsAskedFor() throws IOException {
        convert(Outputs.EMBEDDING);
        assertThat(outputs()).containsExactly("embedding[N,64]");
        convert(Outputs.EMBEDDING_AND_LOGITS);
        assertThat(outputs()).containsExactly("embedding[N,64]", "logits[N,5]");
    }

    @Test
    void missesTheHeadWhenItIsAskedFor() {
        shapes.keySet().removeIf(name -> name.startsWith("fc."));

        assertThatThrownBy(() -> convert(Outputs.EMBEDDING_AND_LOGITS))
                .hasMessageContaining("missing (2): fc.weight, fc.bias");
    }

    @Test
    void declaresAFreeBatchAndOpset17() throws IOException {
        convert(Outputs.EMBEDDING);
        OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(onnx));

        assertThat(describe(model.getGraph().getInput(0))).isEqualTo("input[N,3,64,64]");
        assertThat(model.getGraph().getInputCount()).isEqualTo(1);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getIrVersion()).isEqualTo(8);
    }

    @Test
    void writesTheSameBytesEachTime() throws IOException {
        convert(Outputs.EMBEDDING);
        byte[] first = Files.readAllBytes(onnx);
        convert(Outputs.EMBEDDING);

        assertThat(Files.readAllBytes(onnx)).isEqualTo(first);
    }

    @Test
    void understandsMetasNamesOfConvNext() throws Exception {
        JsonNode golden = ZooFixtures.json("tiny/tiny.golden.json").get("tiny_convnextv2");
        Map<String, String> officialNames = new LinkedHashMap<>();
        Map<String, List<Long>> metaShapes = new LinkedHashMap<>();
        ZooFixtures.shapes(golden.get("state_dict")).forEach((name, shape) -> {
            officialNames.put(metaName(name), name);
            metaShapes.put(metaName(name), shape);
        });
        assertThat(metaShapes)
                .containsKeys(
                        "downsample_layers.0.0.weight",
                        "downsample_layers.1.0.bias",
                        "stages.1.1.grn.gamma",
                        "stages.0.0.norm.weight",
                        "norm.bias");
        Path file = SafetensorsFile.write(
                folder.resolve("meta.safetensors"),
                metaShapes,
                (name, shape) -> FillRule.weights(officialNames.get(name), shape));
        ConvNextV2 tiny = new ConvNextV2(List.of(8, 16, 24), List.of(1, 2, 1), 5);
        OnnxConverter.convert(Checkpoint.open(file), tiny, "tiny", InputSize.square(32), Outputs.EMBEDDING, onnx);

        float[] images = FillRule.input(2, 3, 32, 32, 8, "input.32x32");
        float[][] embedding = Runs.run(onnx, images, 2, 3, 32, 32).get(OnnxConverter.EMBEDDING);
        double[][] expected = ZooFixtures.matrix(golden.get("runs").get(0).get("embedding_f64"));
        assertThat(ZooFixtures.maxDifference(embedding, expected)).isLessThan(2e-5);
    }

    /** The inverse of what Meta's conversion script in transformers does. */
    private static String metaName(String official) {
        return official.replaceFirst("^convnextv2\\.", "")
                .replaceFirst("^classifier", "head")
                .replace("embeddings.patch_embeddings", "downsample_layers.0.0")
                .replace("embeddings.layernorm", "downsample_layers.0.1")
                .replaceFirst("encoder\\.stages\\.(\\d+)\\.downsampling_layer", "downsample_layers.$1")
                .replaceFirst("encoder\\.stages\\.(\\d+)\\.layers", "stages.$1")
                .replace("layernorm", "norm")
                .replace("grn.weight", "grn.gamma")
                .replace("grn.bias", "grn.beta");
    }

    @Test
    void neverHoldsTheWeights() throws IOException {
        JsonNode listing = ZooFixtures.json("models/resnet18.state_dict.json").get("tensors");
        shapes = ZooFixtures.shapes(listing);
        StateDict dict = written();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        OnnxConverter.convert(dict, ResNet.resnet18(), "resnet18", InputSize.square(224), Outputs.EMBEDDING, onnx);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        // All that was ever allocated, garbage included, against 45 MB of weights
        assertThat(allocated).isLessThan(Files.size(onnx) / 4);
    }

    private List<String> outputs() throws IOException {
        return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(onnx)).getGraph().getOutputList().stream()
                .map(OnnxConverterTest::describe)
                .toList();
    }

    private static String describe(OnnxMl.ValueInfoProto info) {
        StringBuilder text = new StringBuilder(info.getName()).append('[');
        for (OnnxMl.TensorShapeProto.Dimension dim :
                info.getType().getTensorType().getShape().getDimList()) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append(dim.hasDimParam() ? dim.getDimParam() : Long.toString(dim.getDimValue()));
        }
        return text.append(']').toString();
    }
}
