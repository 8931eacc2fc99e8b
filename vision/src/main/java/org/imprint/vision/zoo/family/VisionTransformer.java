package org.imprint.vision.zoo.family;

import java.util.function.UnaryOperator;
import org.imprint.core.Checks;
import org.imprint.vision.onnx.Value;
import org.imprint.vision.zoo.network.Architecture;
import org.imprint.vision.zoo.network.Classifier;
import org.imprint.vision.zoo.network.Conv;
import org.imprint.vision.zoo.network.InputSize;
import org.imprint.vision.zoo.network.Layers;

/**
 * Vision Transformer (Dosovitskiy et al. 2021) as torchvision builds it; the embedding is the class token after the last norm.
 *
 * <pre>
 *   image → patches by a conv of stride {@code patch} → [class token; patches] + positions → layers → LayerNorm → token 0
 *   layer: x = x + attention(LN(x)),  x = x + MLP(LN(x))
 * </pre>
 *
 * <p>LayerNorm epsilon 1e-6 throughout. Official files of before torchvision 0.13 call the MLP's layers {@code linear_1} and
 * {@code linear_2}.
 *
 * @param patch side of a patch in pixels
 * @param width channels of a token, d
 * @param depth number of layers
 * @param heads attention heads, a divisor of {@code width}
 * @param mlp hidden channels of the MLP
 * @param classes outputs of {@code heads.head}
 */
public record VisionTransformer(int patch, int width, int depth, int heads, int mlp, int classes)
        implements Architecture {

    private static final float EPSILON = 1e-6f;

    /** Checks that heads divide the width. */
    public VisionTransformer {
        Checks.inRange("vit.patch", patch, 1, 1024);
        Checks.inRange("vit.heads", heads, 1, width);
        Checks.require(width % heads == 0, "vit.width must be a multiple of heads " + heads, width);
    }

    /** Returns ViT-B/16: 12 layers of 768 channels and 12 heads. */
    public static VisionTransformer vitB16() {
        return new VisionTransformer(16, 768, 12, 12, 3072, 1000);
    }

    @Override
    public int dimension() {
        return width;
    }

    @Override
    public Classifier classifier() {
        return new Classifier("heads.head", classes);
    }

    @Override
    public String canonicalName(String name) {
        return name.replace(".mlp.linear_1.", ".mlp.0.").replace(".mlp.linear_2.", ".mlp.3.");
    }

    @Override
    public Value embed(Layers net, Value image, InputSize size) {
        Checks.require(
                size.height() % patch == 0 && size.width() % patch == 0,
                "input height and width must be multiples of the patch " + patch,
                size);
        int patches = size.height() / patch * (size.width() / patch);
        Conv projection = Conv.of(3, width, patch).withStride(patch).withBias();
        Value x = net.reshape(net.conv(image, "conv_proj", projection), 0, width, patches);
        x = net.transpose(x, 0, 2, 1);
        x = net.add(net.pad(x, 0, 1, 0, 0, 0, 0), positions(net, patches + 1));
        for (int i = 0; i < depth; i++) {
            x = layer(net, x, "encoder.layers.encoder_layer_" + i, patches + 1);
        }
        return net.pick(net.layerNorm(x, "encoder.ln", width, EPSILON), 1, 0);
    }

    /** Class token and positions in one constant [1, t, width], so that a zero token in front keeps the batch free. */
    private Value positions(Layers net, int tokens) {
        float[] sum = net.elements("encoder.pos_embedding", 1, tokens, width);
        float[] token = net.elements("class_token", 1, 1, width);
        for (int c = 0; c < width; c++) {
            sum[c] += token[c];
        }
        return net.constant("class_token+pos_embedding", sum, 1L, (long) tokens, (long) width);
    }

    private Value layer(Layers net, Value x, String name, int tokens) {
        Value y = net.layerNorm(x, name + ".ln_1", width, EPSILON);
        y = net.linearNoBias(y, name + ".self_attention.in_proj_weight", width, 3 * width);
        y = net.add(y, net.weight(name + ".self_attention.in_proj_bias", 3L * width));
        y = new Attention(tokens, width, heads).apply(net, y, UnaryOperator.identity());
        Value attended = net.add(x, net.linear(y, name + ".self_attention.out_proj", width, width));
        Value z = net.layerNorm(attended, name + ".ln_2", width, EPSILON);
        z = net.gelu(net.linear(z, name + ".mlp.0", width, mlp));
        return net.add(attended, net.linear(z, name + ".mlp.3", mlp, width));
    }
}
