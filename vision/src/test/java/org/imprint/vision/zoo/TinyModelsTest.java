package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.zoo.family.ConvNextV2;
import org.imprint.vision.zoo.family.ResNet;
import org.imprint.vision.zoo.family.SwinTransformer;
import org.imprint.vision.zoo.family.VisionTransformer;
import org.imprint.vision.zoo.network.Architecture;
import org.imprint.vision.zoo.network.InputSize;
import org.imprint.vision.zoo.network.OnnxConverter;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real files of small models, written by torch: file, graph, embedding against torch's float64 result. */
class TinyModelsTest {

    /** The fixtures' tolerance; torch's own float32 is within 6e-7 of float64 on these. */
    private static final double TOLERANCE = 2e-5;

    private static final int UNUSED_CLASSES = 5;

    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        ResNet basic = new ResNet(ResNet.Block.BASIC, List.of(2, 1, 1, 1), 8, UNUSED_CLASSES);
        ResNet bottleneck = new ResNet(ResNet.Block.BOTTLENECK, List.of(1, 2, 1, 1), 4, UNUSED_CLASSES);
        VisionTransformer vit = new VisionTransformer(8, 16, 2, 2, 32, UNUSED_CLASSES);
        SwinTransformer swin = new SwinTransformer(8, List.of(2, 2, 2), List.of(2, 4, 8), 4, UNUSED_CLASSES);
        ConvNextV2 convnext = new ConvNextV2(List.of(8, 16, 24), List.of(1, 2, 1), UNUSED_CLASSES);
        return Stream.of(
                Arguments.of("tiny_resnet_basic", "tiny_resnet_basic.pth", basic),
                Arguments.of("tiny_resnet_basic", "tiny_resnet_basic_legacy.pth", basic),
                Arguments.of("tiny_resnet_bottleneck", "tiny_resnet_bottleneck.pth", bottleneck),
                Arguments.of("tiny_vit", "tiny_vit.pth", vit),
                Arguments.of("tiny_vit", "tiny_vit_nested_new_names.pth", vit),
                Arguments.of("tiny_swin", "tiny_swin.pth", swin),
                Arguments.of("tiny_convnextv2", "tiny_convnextv2.pytorch_model.bin", convnext),
                Arguments.of("tiny_convnextv2", "tiny_convnextv2.safetensors", convnext));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("models")
    void embedsAsTorchDoes(String model, String file, Architecture architecture) throws Exception {
        StateDict dict = Checkpoint.open(ZooFixtures.path("tiny/" + file));
        for (JsonNode run : ZooFixtures.json("tiny/tiny.golden.json").get(model).get("runs")) {
            JsonNode input = run.get("input");
            int h = input.get("shape").get(2).asInt();
            int w = input.get("shape").get(3).asInt();
            float[] images = FillRule.input(
                    2, 3, h, w, input.get("block").asInt(), input.get("name").asText());
            Path onnx = folder.resolve(h + "x" + w + ".onnx");
            OnnxConverter.convert(dict, architecture, model, new InputSize(h, w), Outputs.EMBEDDING, onnx);

            double[][] expected = ZooFixtures.matrix(run.get("embedding_f64"));
            float[][] batch = Runs.run(onnx, images, 2, 3, h, w).get(OnnxConverter.EMBEDDING);
            float[] second = Arrays.copyOfRange(images, images.length / 2, images.length);
            float[][] alone = Runs.run(onnx, second, 1, 3, h, w).get(OnnxConverter.EMBEDDING);

            assertThat(expected[0]).hasSize(architecture.dimension());
            assertThat(ZooFixtures.maxDifference(batch, expected)).isLessThan(TOLERANCE);
            assertThat(ZooFixtures.maxDifference(alone, new double[][] {expected[1]}))
                    .isLessThan(TOLERANCE);
        }
    }
}
