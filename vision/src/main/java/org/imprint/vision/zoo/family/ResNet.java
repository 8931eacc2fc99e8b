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
 * ResNet (He et al. 2016) as torchvision builds it; the embedding is the global average pool.
 *
 * <pre>
 *   image → 7x7 conv, BN, ReLU, max pool → four stages of blocks → mean over h, w
 *   block: ReLU(x' + body(x)),  x' = x or BN(1x1 conv(x)) where the shape changes
 * </pre>
 *
 * <p>In bottleneck blocks the stride sits on the 3x3 convolution ("v1.5").
 *
 * @param block what a block's body is
 * @param depths blocks per stage
 * @param width channels of the stem and of the first stage's 3x3 convolutions; doubled with each stage
 * @param classes outputs of {@code fc}
 */
public record ResNet(Block block, List<Integer> depths, int width, int classes) implements Architecture {

    /** The body of a residual block with the factor by which its output is wider than its 3x3 convolutions. */
    public enum Block {
        /** Two 3x3 convolutions. */
        BASIC(1),
        /** 1x1, 3x3 and 1x1 convolutions. */
        BOTTLENECK(4);

        private final int expansion;

        Block(int expansion) {
            this.expansion = expansion;
        }
    }

    /** Checks the sizes. */
    public ResNet {
        depths = List.copyOf(depths);
        Checks.require(!depths.isEmpty(), "resnet needs at least one stage", depths);
        Checks.inRange("resnet.width", width, 1, 1 << 12);
    }

    /** Returns ResNet-18: basic blocks 2, 2, 2, 2; d = 512. */
    public static ResNet resnet18() {
        return new ResNet(Block.BASIC, List.of(2, 2, 2, 2), 64, 1000);
    }

    /** Returns ResNet-50: bottlenecks 3, 4, 6, 3; d = 2048. */
    public static ResNet resnet50() {
        return new ResNet(Block.BOTTLENECK, List.of(3, 4, 6, 3), 64, 1000);
    }

    @Override
    public int dimension() {
        return (width << depths.size() - 1) * block.expansion;
    }

    @Override
    public Classifier classifier() {
        return new Classifier("fc", classes);
    }

    @Override
    public boolean isUnused(String name) {
        return name.endsWith(".num_batches_tracked");
    }

    @Override
    public Value embed(Layers net, Value image, InputSize size) {
        Value x = net.conv(image, "conv1", Conv.of(3, width, 7).withStride(2).withPad(3));
        x = net.maxPool(net.relu(net.batchNorm(x, "bn1", width)), 3, 2, 1);
        int in = width;
        for (int stage = 0; stage < depths.size(); stage++) {
            int planes = width << stage;
            for (int j = 0; j < depths.get(stage); j++) {
                int stride = stage > 0 && j == 0 ? 2 : 1;
                x = block(net, x, "layer" + (stage + 1) + "." + j, in, planes, stride);
                in = planes * block.expansion;
            }
        }
        return net.globalAveragePool(x);
    }

    private Value block(Layers net, Value x, String name, int in, int planes, int stride) {
        int out = planes * block.expansion;
        Value body = block == Block.BASIC
                ? basic(net, x, name, in, planes, stride)
                : bottleneck(net, x, name, in, planes, stride);
        Value shortcut = x;
        if (stride != 1 || in != out) {
            Value projected =
                    net.conv(x, name + ".downsample.0", Conv.of(in, out, 1).withStride(stride));
            shortcut = net.batchNorm(projected, name + ".downsample.1", out);
        }
        return net.relu(net.add(body, shortcut));
    }

    private static Value basic(Layers net, Value x, String name, int in, int planes, int stride) {
        Conv first = Conv.of(in, planes, 3).withStride(stride).withPad(1);
        Value y = net.relu(net.batchNorm(net.conv(x, name + ".conv1", first), name + ".bn1", planes));
        return net.batchNorm(
                net.conv(y, name + ".conv2", Conv.of(planes, planes, 3).withPad(1)), name + ".bn2", planes);
    }

    private static Value bottleneck(Layers net, Value x, String name, int in, int planes, int stride) {
        Value y = net.conv(x, name + ".conv1", Conv.of(in, planes, 1));
        y = net.relu(net.batchNorm(y, name + ".bn1", planes));
        y = net.conv(
                y,
                name + ".conv2",
                Conv.of(planes, planes, 3).withStride(stride).withPad(1));
        y = net.relu(net.batchNorm(y, name + ".bn2", planes));
        y = net.conv(y, name + ".conv3", Conv.of(planes, 4 * planes, 1));
        return net.batchNorm(y, name + ".bn3", 4 * planes);
    }
}
