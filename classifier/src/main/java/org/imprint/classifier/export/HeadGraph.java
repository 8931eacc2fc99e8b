package org.imprint.classifier.export;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.MahalanobisDetector;
import org.imprint.core.unknown.NeighbourDetector;
import org.imprint.vision.onnx.Graph;
import org.imprint.vision.onnx.Initializer;
import org.imprint.vision.onnx.Value;

/** The part of a graph that turns embeddings [N, d] into answers: NORMinf, the products with all proxies, AGG, probabilities. */
final class HeadGraph {

    /** Name of the proxies in the file, [p, d] in class order. */
    static final String PROXIES = "imprint/proxies";

    /** Name of the thresholds in the file, [C]. */
    static final String THRESHOLDS = "imprint/thresholds";

    /** In which form the embeddings of {@link L2Norm} are divided, as there. */
    private static final float SHORTEST = 1e-12f;

    private final Operators ops;
    private final ExportedHead head;
    private final Object batch;

    /** @param batch the size of a batch, or the name of a free one */
    HeadGraph(Operators ops, ExportedHead head, Object batch) {
        this.ops = ops;
        this.head = head;
        this.batch = batch;
    }

    /** Adds the nodes and declares the outputs. */
    void build(Value embeddings) {
        Value queries = head.norm() instanceof L2Norm ? scaled(embeddings) : embeddings;
        FloatMatrix all = FloatMatrix.concat(head.proxies());
        Value proxies = ops.graph().initializer(PROXIES, () -> Initializer.of(PROXIES, all));
        Value products = ops.graph().node("Gemm", List.of(queries, proxies), Graph.integer("transB", 1));
        Optional<NearestVote> vote = head.vote();
        Decision decision = vote.isPresent()
                ? new VoteGraph(ops, head, vote.get(), all).build(queries, proxies, products)
                : strongest(products);
        outputs(decision);
        head.thresholds().ifPresent(t -> unknown(decision, known(embeddings, decision), t));
    }

    /** In double, as the sum of d squares is the one step that would lose bits. */
    private Value scaled(Value embeddings) {
        Value wide = ops.toDouble(embeddings);
        Value length = ops.toFloat(ops.op("Sqrt", ops.sum(ops.mul(wide, wide), 1)));
        return ops.div(embeddings, ops.max(length, ops.graph().scalar(SHORTEST)));
    }

    private Decision strongest(Value products) {
        Value scores = new ClassMaxima(
                        ops, head.proxies().stream().mapToInt(FloatMatrix::rows).toArray())
                .build(products);
        return new Decision(ops.indexOfMost(scores, 0), scores, ops.indexOfMost(products, 0));
    }

    private void outputs(Decision decision) {
        long c = head.classes();
        output(ExportNames.LABEL, OnnxMl.TensorProto.DataType.INT64, decision.label, List.of());
        output(ExportNames.SCORES, OnnxMl.TensorProto.DataType.FLOAT, decision.scores, List.of(c));
        Value probabilities = probabilities(decision.scores, decision.label);
        output(ExportNames.PROBABILITIES, OnnxMl.TensorProto.DataType.FLOAT, probabilities, List.of(c));
        set(probabilities).ifPresent(set -> output(ExportNames.SET, OnnxMl.TensorProto.DataType.BOOL, set, List.of(c)));
        output(ExportNames.NEAREST, OnnxMl.TensorProto.DataType.INT64, decision.nearest, List.of());
    }

    /** Returns float32 [N, C]. @param scores float32 [N, C] @param label int64 [N] */
    private Value probabilities(Value scores, Value label) {
        double temperature = head.chances().temperature().value();
        int classes = head.classes();
        if (head.chances().map().equals(TopLabelMap.SAME) || classes == 1) {
            return softmax(
                    temperature == 1 ? scores : ops.div(scores, ops.graph().scalar((float) temperature)));
        }
        Value scaled = ops.div(ops.toDouble(scores), ops.number(temperature));
        Value place = ops.unsqueeze(label, 1);
        Value mapped = mapped(ops.gatherElements(softmax(scaled), place, 1));
        long[] numbers = LongStream.range(0, classes).toArray();
        Value every = ops.constant(ops.graph().prefix() + "everyAnswer", List.of((long) classes), numbers);
        Value answered = ops.op("Equal", every, place);
        Value others = softmax(ops.op("Where", answered, ops.number(Double.NEGATIVE_INFINITY), scaled));
        Value rest = ops.mul(ops.sub(ops.number(1), mapped), others);
        return ops.toFloat(ops.op("Where", answered, mapped, rest));
    }

    private Value softmax(Value x) {
        return ops.graph().node("Softmax", List.of(x), Graph.integer("axis", -1));
    }

    /**
     * Looks the map up: a table of straight pieces between its points, by how many points lie below p and how many not above it; in double, as
     * points near 1 are one in float.
     *
     * @param p the probability of the answer, double [N, 1]
     * @return double [N, 1]
     */
    private Value mapped(Value p) {
        TopLabelMap map = head.chances().map();
        double[] points = map.answered();
        Value all = ops.constant(ops.graph().prefix() + "points", List.of((long) points.length), points);
        Value below = ops.sum(ops.isLess(all, p), 1);
        Value above = ops.sum(ops.isLess(p, all), 1);
        Value piece = ops.toLong(ops.add(below, ops.sub(ops.number(points.length), above)));
        DoubleMatrix pieces = map.pieces();
        Value straight = ops.add(column("constants", pieces, 0, piece), ops.mul(column("slopes", pieces, 1, piece), p));
        return ops.op("Clip", straight, ops.number(map.least()), ops.number(1 - map.least()));
    }

    private Value column(String name, DoubleMatrix pieces, int j, Value piece) {
        double[] values = new double[pieces.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = pieces.get(i, j);
        }
        return ops.gather(ops.constant(ops.graph().prefix() + name, List.of((long) values.length), values), piece, 0);
    }

    /** Returns bool [N, C], if there are sets. @param probabilities float32 [N, C] */
    private Optional<Value> set(Value probabilities) {
        return head.chances()
                .sets()
                .map(t ->
                        ops.op("Not", ops.op("Less", probabilities, ops.graph().scalar((float) t.value()))));
    }

    private void unknown(Decision decision, Value known, List<Float> thresholds) {
        float[] values = new float[thresholds.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = thresholds.get(i));
        Value all = ops.constant(THRESHOLDS, List.of((long) values.length), values);
        Value unknown = ops.op("Less", known, ops.gather(all, decision.label, 0));
        output(ExportNames.UNKNOWN, OnnxMl.TensorProto.DataType.BOOL, unknown, List.of());
        if (head.known().score() != KnownScore.PROXY) {
            output(ExportNames.KNOWN, OnnxMl.TensorProto.DataType.FLOAT, ops.unsqueeze(known, 1), List.of(1L));
        }
    }

    /** Returns what is held against the thresholds, float32 [N]. */
    private Value known(Value embeddings, Decision decision) {
        return switch (head.known().score()) {
            case PROXY -> ops.reshape(ops.gatherElements(decision.scores, ops.unsqueeze(decision.label, 1), 1), -1);
            case ENERGY, SOFTMAX -> ofClassScores(decision.scores);
            case NEIGHBOURS ->
                neighbours(
                        scaled(embeddings), (NeighbourDetector) head.detector().orElseThrow());
            case MAHALANOBIS ->
                mahalanobis(scaled(embeddings), (MahalanobisDetector)
                        head.detector().orElseThrow());
        };
    }

    /** In double, as {@link KnownScore#ofClassScores} does. */
    private Value ofClassScores(Value scores) {
        Value wide = ops.toDouble(scores);
        Value most = ops.most(wide, 1);
        Value t = ops.number(head.chances().temperature().value());
        Value powers = ops.op("Exp", ops.div(ops.sub(wide, ops.unsqueeze(most, 1)), t));
        Value sum = ops.reshape(ops.sum(powers, 1), -1);
        return ops.toFloat(
                head.known().score() == KnownScore.SOFTMAX
                        ? ops.div(ops.number(1), sum)
                        : ops.add(most, ops.mul(t, ops.op("Log", sum))));
    }

    private Value neighbours(Value unit, NeighbourDetector detector) {
        String name = ops.graph().prefix() + "examples";
        Value rows = ops.graph()
                .initializer(
                        name, () -> Initializer.of(name, new L2Norm().ofRows(FloatMatrix.concat(detector.classes()))));
        Value cosines = ops.graph().node("Gemm", List.of(unit, rows), Graph.integer("transB", 1));
        int m = detector.m();
        Value near = ops.top(cosines, m, Operators.Order.LARGEST).get(0);
        return ops.reshape(ops.slice(near, 1, m - 1, m), -1);
    }

    private Value mahalanobis(Value unit, MahalanobisDetector detector) {
        String prefix = ops.graph().prefix();
        long d = head.dim();
        long c = detector.means().rows();
        Value z = ops.toDouble(unit);
        Value precision = ops.constant(
                prefix + "precision", List.of(d, d), detector.precision().toArray());
        Value half = ops.matMul(z, precision);
        Value own = ops.sum(ops.mul(half, z), 1);
        Value means =
                ops.constant(prefix + "means", List.of(c, d), detector.means().toArray());
        Value crossed = ops.matMul(half, ops.transpose(means, 1, 0));
        Value lengths = ops.constant(prefix + "meanLengths", List.of(c), detector.lengths());
        Value nearness = ops.sub(ops.sub(ops.add(crossed, crossed), lengths), own);
        return ops.toFloat(ops.min(ops.most(nearness, 1), ops.number(0)));
    }

    private void output(String name, OnnxMl.TensorProto.DataType type, Value value, List<Object> sizes) {
        List<Object> shape = new ArrayList<>(List.of(batch));
        shape.addAll(sizes);
        ops.graph().output(Graph.info(name, type, shape), value);
    }

    /** Label int64 [N], scores float32 [N, C] and place of the nearest proxy int64 [N]. */
    record Decision(Value label, Value scores, Value nearest) {}
}
