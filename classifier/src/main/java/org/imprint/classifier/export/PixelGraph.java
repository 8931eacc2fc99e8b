package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import java.util.Map;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.Value;

/**
 * The part of a graph that turns RGB bytes [N, H, W, 3] of any size into the input of a backbone, with the bits of {@link
 * Preprocessing#apply}.
 *
 * <p>Two matrix products with weights made in the graph, in double, where sums of bytes by 22-bit weights are exact; pixels are
 * rounded to bytes between them. Rows of the matrices are source columns in the first and source rows in the second, so that what a
 * block reads is copied as a whole. Memory: about two bytes for each byte of the images that lies within the crop, and one
 * block in double.
 */
final class PixelGraph {

    private static final int GREY_SHIFT = 1 << 16;

    private final Operators ops;
    private final Preprocessing preprocessing;

    PixelGraph(Operators ops, Preprocessing preprocessing) {
        this.ops = ops;
        this.preprocessing = preprocessing;
    }

    /**
     * Adds the nodes.
     *
     * @param images uint8 [N, H, W, 3]
     * @return float32 [N, c, h, w] or [N, h, w, c]
     */
    Value build(Value images) {
        Value shape = ops.op("Shape", images);
        Value height = side(shape, 1);
        Value width = side(shape, 2);
        Value shorter = ops.min(height, width);
        AxisGraph rows = axis("rows", preprocessing.height(), height, resized(height, shorter, 0));
        AxisGraph columns = axis("columns", preprocessing.width(), width, resized(width, shorter, 1));
        Value seen = ops.op(
                "Slice",
                images,
                ops.concat(0, List.of(rows.from(), columns.from())),
                ops.concat(0, List.of(rows.to(), columns.to())),
                ops.graph().integers(1, 2));
        long channels = preprocessing.channels();
        Value pixels = channels == 1 ? grey(seen) : seen;
        // [N, H, W, c] → [N, W, c·H]
        Value byColumns = ops.reshape(ops.transpose(pixels, 0, 2, 3, 1), 0, 0, -1);
        Value narrow = ops.reshape(resampled(byColumns, columns), 0, columns.length() * channels, -1);
        // [N, w·c, H] → [N, H, w·c]
        Value byRows = ops.transpose(narrow, 0, 2, 1);
        Value small = ops.reshape(resampled(byRows, rows), 0, rows.length(), columns.length(), channels);
        return normalised(small);
    }

    private Value side(Value shape, long axis) {
        return ops.toDouble(ops.slice(shape, 0, axis, axis + 1));
    }

    private AxisGraph axis(String name, int length, Value in, Value out) {
        return new AxisGraph(ops, name, length).build(preprocessing.interpolation(), preprocessing.crop(), in, out);
    }

    /** The length of a side after the resize, double [1]. @param axis 0 for the height, 1 for the width */
    private Value resized(Value side, Value shorter, int axis) {
        if (preprocessing.resize() instanceof Resize.ShorterSide asked) {
            return ops.floor(ops.div(ops.mul(ops.number(asked.side()), side), shorter));
        }
        if (preprocessing.resize() instanceof Resize.Exact exact) {
            double length = axis == 0 ? exact.height() : exact.width();
            return ops.constant(ops.graph().prefix() + "length:" + length, List.of(1L), new double[] {length});
        }
        return side;
    }

    /** All sums are whole numbers below 2²⁴, which are exact in float. */
    private Value grey(Value rgb) {
        String name = ops.graph().prefix() + "grey";
        Value weights = ops.constant(name, List.of(3L, 1L), new float[] {19595, 38470, 7471});
        Value sums = ops.matMul(ops.toFloat(rgb), weights);
        Value half = ops.graph().scalar(GREY_SHIFT / 2f);
        return ops.toByte(ops.mul(ops.add(sums, half), ops.graph().scalar(1f / GREY_SHIFT)));
    }

    /** Mixes the rows of uint8 [N, in, x] to [N, out, x], one block of target rows after the other. */
    private Value resampled(Value pixels, AxisGraph axis) {
        Graph body = ops.graph().body(axis.name());
        Operators inner = ops.in(body);
        Value weights = body.input(Graph.info(body.prefix() + "weights", OnnxMl.TensorProto.DataType.DOUBLE));
        Value places = body.input(Graph.info(body.prefix() + "places", OnnxMl.TensorProto.DataType.INT64));
        Value mixed = inner.matMul(weights, inner.toDouble(inner.gather(pixels, places, 1)));
        Value rounded = inner.op("Clip", inner.add(mixed, inner.number(0.5)), inner.number(0), inner.number(255));
        Value blocks = ops.graph()
                .node(
                        "Scan",
                        List.of(axis.weights(), axis.places()),
                        body.asBody(Map.of(inner.toByte(rounded), OnnxMl.TensorProto.DataType.UINT8)),
                        Graph.integer("num_scan_inputs", 2),
                        Graph.ints("scan_output_axes", 1));
        Value all = ops.reshape(blocks, 0, axis.padded(), -1);
        return axis.padded() == axis.length() ? all : ops.slice(all, 1, 0, axis.length());
    }

    private Value normalised(Value bytes) {
        long channels = preprocessing.channels();
        boolean planes = preprocessing.layout() == Layout.NCHW;
        Value numbers = ops.toFloat(planes ? ops.transpose(bytes, 0, 3, 1, 2) : bytes);
        List<Long> shape = planes ? List.of(channels, 1L, 1L) : List.of(channels);
        String prefix = ops.graph().prefix();
        Value unit = ops.div(numbers, ops.graph().scalar(255f));
        Value centred = ops.sub(unit, ops.constant(prefix + "mean", shape, floats(preprocessing.mean())));
        return ops.div(centred, ops.constant(prefix + "std", shape, floats(preprocessing.std())));
    }

    private static float[] floats(List<Float> values) {
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = values.get(i);
        }
        return all;
    }
}
