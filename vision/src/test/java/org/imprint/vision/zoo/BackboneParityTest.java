package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.zoo.network.OnnxConverter;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five backbones with deterministic weights against torch's float64 embeddings and its logits. */
class BackboneParityTest {

    /** The fixtures' tolerance for embeddings; a wrong epsilon or GELU costs 1e-4 and more. */
    private static final double TOLERANCE = 2e-5;

    /** The golden logits are float32 sums over d terms of size 1. */
    private static final double LOGIT_TOLERANCE = 2e-5;

    @TempDir
    Path folder;

    @Test
    void resnet18EqualsTorch() throws Exception {
        compare("resnet18", "resnet18");
    }

    @Test
    void resnet50EqualsTorch() throws Exception {
        compare("resnet50", "resnet50");
    }

    @Test
    void convNextEqualsTorch() throws Exception {
        compare("convnextv2-femto-1k-224", "convnextv2_femto");
    }

    @Test
    @Tag("slow")
    void visionTransformerEqualsTorch() throws Exception {
        compare("vit_b_16", "vit_b_16");
    }

    @Test
    @Tag("slow")
    void swinTransformerEqualsTorch() throws Exception {
        compare("swin_b", "swin_b");
    }

    private void compare(String name, String model) throws Exception {
        ZooBackbone backbone = Zoo.find(name).orElseThrow();
        JsonNode listing =
                ZooFixtures.json("models/" + model + ".state_dict.json").get("tensors");
        Map<String, String> digests = new HashMap<>();
        listing.forEach(t -> digests.put(t.get("name").asText(), t.get("sha256").asText()));
        Path checkpoint = SafetensorsFile.write(
                folder.resolve(model + ".safetensors"), ZooFixtures.shapes(listing), (tensor, shape) -> {
                    float[] values = FillRule.weights(tensor, shape);
                    assertThat(sha256(values)).as(tensor).startsWith(digests.get(tensor));
                    return values;
                });
        Path onnx = folder.resolve(model + ".onnx");
        StateDict weights = Checkpoint.open(checkpoint);
        assertThat(Zoo.recognise(weights).backbone()).isEqualTo(backbone);
        assertThat(Zoo.recognise(weights).fits()).isTrue();
        backbone.convert(weights, Outputs.EMBEDDING_AND_LOGITS, onnx);

        float[] images = FillRule.input(2, 3, 224, 224, 32, "input");
        double[][] expected = ZooFixtures.npy(
                "models/" + model + ".embedding_f64.npy", 2, backbone.card().dimension());
        JsonNode golden = ZooFixtures.json("models/" + model + ".golden.json");
        Map<String, float[][]> both = Runs.run(onnx, images, 2, 3, 224, 224);
        Map<String, float[][]> first = Runs.run(onnx, Arrays.copyOf(images, images.length / 2), 1, 3, 224, 224);

        double batch = ZooFixtures.maxDifference(both.get(OnnxConverter.EMBEDDING), expected);
        double alone = ZooFixtures.maxDifference(first.get(OnnxConverter.EMBEDDING), new double[][] {expected[0]});
        double logits = ZooFixtures.maxDifference(
                both.get(OnnxConverter.LOGITS), ZooFixtures.matrix(golden.get("logits_first8")));
        assertThat(List.of(batch, alone)).allMatch(d -> d < TOLERANCE, model + " within " + TOLERANCE);
        assertThat(logits).isLessThan(LOGIT_TOLERANCE);
        assertThat(both.get(OnnxConverter.LOGITS)[0]).hasSize(1000);
    }

    private static String sha256(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
