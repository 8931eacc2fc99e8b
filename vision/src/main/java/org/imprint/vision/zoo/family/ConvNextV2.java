package org.imprint.vision.zoo.family;

import java.util.List;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.vision.onnx.Value;
import org.imprint.vision.zoo.network.Architecture;
import org.imprint.vision.zoo.network.Classifier;
import org.imprint.vision.zoo.network.Conv;
import org.imprint.vision.zoo.network.InputSize;
import org.imprint.vision.zoo.network.Layers;

/**
 * ConvNeXt V2 (Woo et al. 2023) as Hugging Face builds it; the embedding is the normalised mean over the last feature map.
 *
 * <pre>
 *   image → 4x4 conv of stride 4, LN → stages → mean over h, w → LN (epsilon 1e-12)
 *   layer: x + pwconv2(GRN(GELU(pwconv1(LN(dwconv7x7(x))))))
 *   GRN:   w · (x · g / (mean_c g + 1e-6)) + b + x,   g = √(Σ over h, w of x²)
 * </pre>
 *
 * <p>Other LayerNorms have epsilon 1e-6. Files with Meta's original names are understood as well.
 *
 * @param widths channels per stage
 * @param depths layers per stage
 * @param classes outputs of {@code classifier}
 */
public record ConvNextV2(List<Integer> widths, List<Integer> depths, int classes) implements Architecture {

    private static final int PATCH = 4;
    private static final float EPSILON = 1e-6f;
    private static final float FINAL_EPSILON = 1e-12f;
    private static final String PREFIX = "convnextv2.";
    private static final Pattern META_LAYER = Pattern.compile("^stages\\.(\\d+)\\.(\\d+)\\.");

    /** Checks that widths and depths speak of the same stages. */
    public ConvNextV2 {
        widths = List.copyOf(widths);
        depths = List.copyOf(depths);
        Checks.require(
                !widths.isEmpty() && widths.size() == depths.size(),
                "convnextv2 needs one depth per stage width " + widths,
                depths);
    }

    /** Returns the femto size: widths 48 to 384, d = 384. */
    public static ConvNextV2 femto() {
        return new ConvNextV2(List.of(48, 96, 192, 384), List.of(2, 2, 6, 2), 1000);
    }

    @Override
    public int dimension() {
        return widths.get(widths.size() - 1);
    }

    @Override
    public Classifier classifier() {
        return new Classifier("classifier", classes);
    }

    /** Translates Meta's names, such as {@code stages.2.0.norm.weight}, into Hugging Face's. */
    @Override
    public String canonicalName(String name) {
        if (name.startsWith(PREFIX) || name.startsWith("classifier.")) {
            return name;
        }
        if (name.startsWith("head.")) {
            return "classifier." + name.substring("head.".length());
        }
        String translated = name.replace("downsample_layers.0.0.", "embeddings.patch_embeddings.")
                .replace("downsample_layers.0.1.", "embeddings.layernorm.")
                .replaceFirst("^downsample_layers\\.(\\d+)\\.", "encoder.stages.$1.downsampling_layer.");
        translated = META_LAYER.matcher(translated).replaceFirst("encoder.stages.$1.layers.$2.");
        translated = translated
                .replace(".norm.", ".layernorm.")
                .replaceFirst("^norm\\.", "layernorm.")
                .replace("grn.gamma", "grn.weight")
                .replace("grn.beta", "grn.bias");
        return PREFIX + translated;
    }

    @Override
    public Value embed(Layers net, Value image, InputSize size) {
        Conv stem = Conv.of(3, widths.get(0), PATCH).withStride(PATCH).withBias();
        Value x = net.conv(image, PREFIX + "embeddings.patch_embeddings", stem);
        x = channelNorm(net, x, PREFIX + "embeddings.layernorm", widths.get(0));
        for (int stage = 0; stage < widths.size(); stage++) {
            String name = PREFIX + "encoder.stages." + stage;
            int width = widths.get(stage);
            if (stage > 0) {
                int before = widths.get(stage - 1);
                x = channelNorm(net, x, name + ".downsampling_layer.0", before);
                Conv shrink = Conv.of(before, width, 2).withStride(2).withBias();
                x = net.conv(x, name + ".downsampling_layer.1", shrink);
            }
            for (int j = 0; j < depths.get(stage); j++) {
                x = layer(net, x, name + ".layers." + j, width);
            }
        }
        return net.layerNorm(net.mean(x, 2, 3), PREFIX + "layernorm", dimension(), FINAL_EPSILON);
    }

    private static Value channelNorm(Layers net, Value x, String name, int width) {
        return net.channelsFirst(net.layerNorm(net.channelsLast(x), name, width, EPSILON));
    }

    private static Value layer(Layers net, Value x, String name, int width) {
        Conv depthwise = Conv.of(width, width, 7).withPad(3).depthwise().withBias();
        Value y = net.channelsLast(net.conv(x, name + ".dwconv", depthwise));
        y = net.layerNorm(y, name + ".layernorm", width, EPSILON);
        y = net.gelu(net.linear(y, name + ".pwconv1", width, 4 * width));
        y = responseNorm(net, y, name + ".grn", 4 * width);
        y = net.linear(y, name + ".pwconv2", 4 * width, width);
        return net.add(x, net.channelsFirst(y));
    }

    /** Global response normalisation of [n, h, w, c]; the epsilon stands outside the norm. */
    private static Value responseNorm(Layers net, Value x, String name, int width) {
        Value norm = net.norm(x, 1, 2);
        Value relative = net.div(norm, net.add(net.meanOfLast(norm), EPSILON));
        Value scaled = net.mul(net.weight(name + ".weight", 1, 1, 1, width), net.mul(x, relative));
        return net.add(net.add(scaled, net.weight(name + ".bias", 1, 1, 1, width)), x);
    }
}
