package org.imprint.classifier.export;

import java.util.List;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.onnx.Value;

/**
 * The part of a graph that computes the weights of one axis of a resampling, for whatever length the image has.
 *
 * <p>The same operations in double in the same order as {@code Coefficients} makes them, so they are the same 22-bit numbers. What
 * a target pixel outside the resized image (the padding of a crop) mixes has no weight, which makes it black. Target pixels are
 * worked on in blocks of {@link #block}: what a block reads is short, so that few weights are zero, and still one matrix product.
 */
final class AxisGraph {

    private static final int SMALLEST_BLOCK = 4;
    private static final int USUAL_BLOCK = 8;
    private static final int LARGEST_BLOCK = 16;
    private static final double ONE = 1 << 22;

    private final Operators ops;
    private final String name;
    private final int length;
    private final int block;

    private Value weights;
    private Value places;
    private Value from;
    private Value to;

    /** @param length target pixels after the crop */
    AxisGraph(Operators ops, String name, int length) {
        this.ops = ops;
        this.name = name;
        this.length = length;
        this.block = block(length);
    }

    /** Returns the length of a block, of which few are wasted beyond the end; of equal ones the one nearest to the usual. */
    private static int block(int length) {
        int best = SMALLEST_BLOCK;
        for (int b = SMALLEST_BLOCK; b <= LARGEST_BLOCK; b++) {
            int waste = Math.floorMod(-length, b) - Math.floorMod(-length, best);
            if (waste < 0 || waste == 0 && Math.abs(b - USUAL_BLOCK) < Math.abs(best - USUAL_BLOCK)) {
                best = b;
            }
        }
        return best;
    }

    /**
     * Adds the nodes.
     *
     * @param in source length, double [1]
     * @param out length after the resize, double [1]
     */
    AxisGraph build(Interpolation interpolation, Crop crop, Value in, Value out) {
        Value scale = ops.div(in, out);
        Value filterScale = ops.max(scale, ops.number(1));
        Value support = ops.mul(ops.number(interpolation == Interpolation.BILINEAR ? 1 : 2), filterScale);
        Value target = ops.add(steps(), start(crop, out));
        Value centre = ops.mul(ops.add(target, ops.number(0.5)), scale);
        Value first = ops.max(ops.floor(ops.add(ops.sub(centre, support), ops.number(0.5))), ops.number(0));
        Value end = ops.min(ops.floor(ops.add(ops.add(centre, support), ops.number(0.5))), in);
        Value begin = ops.slice(first, 1, 0, 1);
        Value source = ops.add(begin, offsets(scale, support, in));
        weights = weights(
                interpolation, new Taps(source, first, end, centre, ops.div(ops.number(1), filterScale)), target, out);
        window(first, end);
        places = ops.sub(ops.min(ops.toLong(source), ops.sub(to, ops.graph().integers(1))), from);
        return this;
    }

    /** Numbers of the target pixels, [blocks, block]; the last block may reach beyond the end. */
    private Value steps() {
        double[] steps = new double[blocks() * block];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i;
        }
        return ops.constant(ops.graph().prefix() + name + ".steps", List.of((long) blocks(), (long) block), steps);
    }

    private Value start(Crop crop, Value out) {
        if (!(crop instanceof Crop.Centre centre)) {
            return ops.number(0);
        }
        Value margin = ops.sub(out, ops.number(length));
        Value half = ops.mul(margin, ops.number(0.5));
        if (centre.rounding() == CropRounding.FLOOR) {
            return ops.floor(half);
        }
        Value isPadded = ops.isLess(margin, ops.number(0));
        Value padded = ops.mul(isPadded, ops.op("Ceil", half));
        return ops.add(ops.mul(ops.sub(ops.number(1), isPadded), ops.op("Round", half)), padded);
    }

    /** 0, 1, … as far as the longest block can reach, double [S]. */
    private Value offsets(Value scale, Value support, Value in) {
        Value reach = ops.add(ops.mul(scale, ops.number(block - 1)), ops.mul(support, ops.number(2)));
        Value longest = ops.min(ops.add(ops.op("Ceil", reach), ops.number(2)), in);
        Value count = ops.op("Squeeze", ops.toLong(longest), ops.graph().integers(0));
        return ops.toDouble(
                ops.op("Range", ops.graph().integer(0), count, ops.graph().integer(1)));
    }

    /** What the taps of target pixels lie at: source [B, S], the others [B, block], the inverse scale [1]. */
    private record Taps(Value source, Value first, Value end, Value centre, Value inverse) {}

    private Value weights(Interpolation interpolation, Taps taps, Value target, Value out) {
        Value source = ops.unsqueeze(taps.source, 1);
        Value distance =
                ops.mul(ops.add(ops.sub(source, ops.unsqueeze(taps.centre, 2)), ops.number(0.5)), taps.inverse);
        Value isTap = ops.mul(
                ops.sub(ops.number(1), ops.isLess(source, ops.unsqueeze(taps.first, 2))),
                ops.isLess(source, ops.unsqueeze(taps.end, 2)));
        Value isInside = ops.mul(ops.isLess(ops.number(-0.5), target), ops.isLess(target, out));
        Value raw = ops.mul(filter(interpolation, distance), ops.mul(isTap, ops.unsqueeze(isInside, 2)));
        // Summed one by one, as rounding depends on the order
        Value running = ops.op("CumSum", raw, ops.graph().integer(2));
        Value sum = ops.slice(running, 2, -1, Integer.MAX_VALUE);
        Value safe = ops.add(sum, ops.toDouble(ops.op("Equal", sum, ops.number(0))));
        Value weight = ops.div(raw, safe);
        Value half = ops.sub(ops.number(0.5), ops.isLess(weight, ops.number(0)));
        Value fixed = ops.toLong(ops.add(half, ops.mul(weight, ops.number(ONE))));
        return ops.mul(ops.toDouble(fixed), ops.number(1 / ONE));
    }

    private Value filter(Interpolation interpolation, Value distance) {
        Value x = ops.op("Abs", distance);
        if (interpolation == Interpolation.BILINEAR) {
            return ops.max(ops.sub(ops.number(1), x), ops.number(0));
        }
        Value near =
                ops.add(ops.mul(ops.mul(ops.sub(ops.mul(ops.number(1.5), x), ops.number(2.5)), x), x), ops.number(1));
        Value far = ops.mul(
                ops.sub(ops.mul(ops.add(ops.mul(ops.sub(x, ops.number(5)), x), ops.number(8)), x), ops.number(4)),
                ops.number(-0.5));
        Value isNear = ops.isLess(x, ops.number(1));
        Value isFar = ops.sub(ops.isLess(x, ops.number(2)), isNear);
        return ops.add(ops.mul(near, isNear), ops.mul(far, isFar));
    }

    /** The source pixels that any target pixel reads: [from, to), both int64 [1]. */
    private void window(Value first, Value end) {
        from = ops.toLong(ops.slice(ops.reshape(first, -1), 0, 0, 1));
        to = ops.toLong(ops.slice(ops.reshape(end, -1), 0, length - 1, length));
    }

    private int blocks() {
        return (length + block - 1) / block;
    }

    /** Returns the weights, double [blocks, block, S]. */
    Value weights() {
        return weights;
    }

    /** Returns the source pixels of each block within the window, int64 [blocks, S]. */
    Value places() {
        return places;
    }

    /** Returns the first source pixel of the window, int64 [1]. */
    Value from() {
        return from;
    }

    /** Returns the source pixel after the window, int64 [1]. */
    Value to() {
        return to;
    }

    /** Returns the target pixels of all blocks together, of which the first {@link #length} count. */
    int padded() {
        return blocks() * block;
    }

    String name() {
        return name;
    }

    int length() {
        return length;
    }
}
