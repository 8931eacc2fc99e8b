package org.imprint.vision.zoo.family;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.vision.onnx.Value;
import org.imprint.vision.zoo.network.Architecture;
import org.imprint.vision.zoo.network.Classifier;
import org.imprint.vision.zoo.network.Conv;
import org.imprint.vision.zoo.network.InputSize;
import org.imprint.vision.zoo.network.Layers;

/**
 * Swin Transformer (Liu et al. 2021, version 1) as torchvision builds it; the embedding is the mean over the normalised last map.
 *
 * <pre>
 *   image → 4x4 conv of stride 4, LN → stages with merging between them → LN → mean over h, w
 *   block:   x = x + windowAttention(LN(x)),  x = x + MLP(LN(x))
 *   merging: four neighbours side by side (rows first), LN, linear from 4c to 2c
 * </pre>
 *
 * <p>Maps are [n, h, w, c]. LayerNorm epsilon 1e-5 throughout. Scores get a bias per head that depends on the relative position
 * of query and key; the index into its table is computed, the one in the file is not used.
 *
 * @param width channels of the first stage; doubled with each stage
 * @param depths blocks per stage
 * @param heads attention heads per stage
 * @param window side of a window in tokens
 * @param classes outputs of {@code head}
 */
public record SwinTransformer(int width, List<Integer> depths, List<Integer> heads, int window, int classes)
        implements Architecture {

    private static final int PATCH = 4;
    private static final int MLP_RATIO = 4;
    private static final float EPSILON = 1e-5f;

    /** Checks that depths and heads speak of the same stages. */
    public SwinTransformer {
        depths = List.copyOf(depths);
        heads = List.copyOf(heads);
        Checks.inRange("swin.window", window, 1, 64);
        Checks.require(
                !depths.isEmpty() && depths.size() == heads.size(),
                "swin needs one number of heads per stage " + depths,
                heads);
    }

    /** Returns Swin-B: widths 128 to 1024, window 7; d = 1024. */
    public static SwinTransformer swinB() {
        return new SwinTransformer(128, List.of(2, 2, 18, 2), List.of(4, 8, 16, 32), 7, 1000);
    }

    @Override
    public int dimension() {
        return width << depths.size() - 1;
    }

    @Override
    public Classifier classifier() {
        return new Classifier("head", classes);
    }

    @Override
    public boolean isUnused(String name) {
        return name.endsWith(".relative_position_index");
    }

    @Override
    public Value embed(Layers net, Value image, InputSize size) {
        Conv stem = Conv.of(3, width, PATCH).withStride(PATCH).withBias();
        Value x = net.channelsLast(net.conv(image, "features.0.0", stem));
        x = net.layerNorm(x, "features.0.2", width, EPSILON);
        int h = size.height() / PATCH;
        int w = size.width() / PATCH;
        int channels = width;
        for (int stage = 0; stage < depths.size(); stage++) {
            if (stage > 0) {
                x = merge(net, x, "features." + 2 * stage, h, w, channels);
                h = (h + 1) / 2;
                w = (w + 1) / 2;
                channels *= 2;
            }
            for (int j = 0; j < depths.get(stage); j++) {
                SwinWindows windows = SwinWindows.of(h, w, window, j % 2 == 1);
                x = block(net, x, "features." + (2 * stage + 1) + "." + j, windows, channels, heads.get(stage));
            }
        }
        return net.mean(net.layerNorm(x, "norm", channels, EPSILON), 1, 2);
    }

    private Value block(Layers net, Value x, String name, SwinWindows windows, int channels, int headCount) {
        Value y = net.layerNorm(x, name + ".norm1", channels, EPSILON);
        y = windows.cut(net, y, channels);
        y = net.linear(y, name + ".attn.qkv", channels, 3 * channels);
        Attention attention = new Attention(windows.tokens(), channels, headCount);
        y = attention.apply(net, y, scores -> biased(net, scores, name + ".attn", windows, headCount));
        y = windows.join(net, net.linear(y, name + ".attn.proj", channels, channels), channels);
        Value attended = net.add(x, y);
        Value z = net.layerNorm(attended, name + ".norm2", channels, EPSILON);
        z = net.gelu(net.linear(z, name + ".mlp.0", channels, MLP_RATIO * channels));
        return net.add(attended, net.linear(z, name + ".mlp.3", MLP_RATIO * channels, channels));
    }

    private Value biased(Layers net, Value scores, String name, SwinWindows windows, int headCount) {
        int tokens = windows.tokens();
        Value bias = net.constant(
                name + ".relative_position_bias",
                positionBias(net, name, headCount),
                1L,
                (long) headCount,
                (long) tokens,
                (long) tokens);
        Value sum = net.add(scores, bias);
        if (!windows.isShifted()) {
            return sum;
        }
        Value mask = net.constant(
                "mask " + windows, windows.mask(), 1L, (long) windows.count(), 1L, (long) tokens, (long) tokens);
        Value perImage = net.reshape(sum, -1, windows.count(), headCount, tokens, tokens);
        return net.reshape(net.add(perImage, mask), -1, headCount, tokens, tokens);
    }

    /** bias[h, q, k] = table[(qy - ky + window - 1) * (2 * window - 1) + qx - kx + window - 1, h]. */
    private float[] positionBias(Layers net, String name, int headCount) {
        int side = 2 * window - 1;
        float[] table = net.elements(name + ".relative_position_bias_table", (long) side * side, headCount);
        int tokens = window * window;
        float[] bias = new float[headCount * tokens * tokens];
        for (int q = 0; q < tokens; q++) {
            for (int k = 0; k < tokens; k++) {
                int dy = q / window - k / window + window - 1;
                int dx = q % window - k % window + window - 1;
                for (int h = 0; h < headCount; h++) {
                    bias[(h * tokens + q) * tokens + k] = table[(dy * side + dx) * headCount + h];
                }
            }
        }
        return bias;
    }

    private static Value merge(Layers net, Value x, String name, int h, int w, int channels) {
        int evenH = h + h % 2;
        int evenW = w + w % 2;
        Value even = evenH == h && evenW == w ? x : net.pad(x, 0, 0, 0, 0, 0, evenH - h, evenW - w, 0);
        Value[] parts = new Value[4];
        for (int i = 0; i < 4; i++) {
            parts[i] = net.slice(net.slice(even, 1, i % 2, evenH, 2), 2, i / 2, evenW, 2);
        }
        Value y = net.layerNorm(net.concat(3, parts), name + ".norm", 4 * channels, EPSILON);
        return net.linearNoBias(y, name + ".reduction.weight", 4 * channels, 2 * channels);
    }
}
