package org.imprint.classifier.export;

import java.util.List;
import org.imprint.core.agg.Metric;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.agg.Weighting;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.search.Measure;
import org.imprint.vision.onnx.Value;

/**
 * The part of a graph that lets the m nearest proxies vote.
 *
 * <p>Products in float find more proxies than will vote; their distances are computed again in double from the coordinates, as
 * a distance near zero cannot be had from products. Equal distances go to the smaller proxy index, equal votes to the tied class
 * with the nearest proxy.
 */
final class VoteGraph {

    /** Proxies that are looked at beyond m: those that float may have ordered wrongly. */
    private static final int SPARE = 16;

    private static final double NEVER_ZERO = 1e-10;

    private final Operators ops;
    private final ExportedHead head;
    private final NearestVote vote;
    private final FloatMatrix all;
    private final double[] lengths;
    private final String prefix;

    VoteGraph(Operators ops, ExportedHead head, NearestVote vote, FloatMatrix all) {
        this.ops = ops;
        this.head = head;
        this.vote = vote;
        this.all = all;
        this.lengths = Measure.norms(all);
        this.prefix = ops.graph().prefix();
    }

    /**
     * Adds the nodes.
     *
     * @param queries float32 [N, d] after NORMinf
     * @param proxies float32 [p, d]
     * @param products float32 [N, p]
     */
    HeadGraph.Decision build(Value queries, Value proxies, Value products) {
        int m = Math.min(vote.m(), all.rows());
        int looked = Math.min(all.rows(), m + m / 2 + SPARE);
        Value candidates = inOrder(
                ops.top(nearness(products), looked, Operators.Order.LARGEST).get(1), looked);
        List<Value> nearest = ops.top(distances(queries, proxies, candidates), m, Operators.Order.SMALLEST);
        Value voters = ops.gatherElements(candidates, nearest.get(1), 1);
        Value classes = ops.gather(classOfProxy(), voters, 0);
        Value votes = votes(nearest.get(0), classes);
        Value share = ops.toFloat(ops.div(votes, ops.sum(votes, 1)));
        // The voters stand nearest first, so the first of the most is the tied class with the nearest proxy
        Value winner = ops.indexOfMost(ops.gatherElements(votes, classes, 1), 1);
        Value label = ops.reshape(ops.gatherElements(classes, winner, 1), -1);
        return new HeadGraph.Decision(label, share, ops.reshape(ops.slice(voters, 1, 0, 1), -1));
    }

    /** In order of their index, so that equal distances are. */
    private Value inOrder(Value candidates, int looked) {
        return ops.top(candidates, looked, Operators.Order.SMALLEST).get(0);
    }

    /** Something that is larger the nearer a proxy is, of one query. */
    private Value nearness(Value products) {
        float[] values = new float[all.rows()];
        boolean cosine = vote.metric() == Metric.COSINE;
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    cosine ? (lengths[i] == 0 ? 0 : (float) (1 / lengths[i])) : (float) (lengths[i] * lengths[i] / 2);
        }
        Value constant = ops.constant(prefix + "nearness", List.of((long) values.length), values);
        return cosine ? ops.mul(products, constant) : ops.sub(products, constant);
    }

    private Value distances(Value queries, Value proxies, Value candidates) {
        Value wide = ops.toDouble(queries);
        Value rows = ops.toDouble(ops.gather(proxies, candidates, 0));
        if (vote.metric() == Metric.EUCLIDEAN) {
            Value difference = ops.sub(rows, ops.unsqueeze(wide, 1));
            Value sum = ops.sum(ops.mul(difference, difference), 2);
            return ops.op("Sqrt", ops.reshape(sum, 0, -1));
        }
        Value products = ops.reshape(ops.matMul(rows, ops.unsqueeze(wide, 2)), 0, -1);
        Value known = ops.constant(prefix + "lengths", List.of((long) lengths.length), lengths);
        Value length = ops.op("Sqrt", ops.sum(ops.mul(wide, wide), 1));
        Value both = ops.mul(length, ops.gather(known, candidates, 0));
        Value safe = ops.add(both, ops.toDouble(ops.op("Equal", both, ops.number(0))));
        Value distance = ops.sub(ops.number(1), ops.div(products, safe));
        return ops.op("Clip", distance, ops.number(0), ops.number(2));
    }

    private Value classOfProxy() {
        long[] classes = new long[all.rows()];
        int at = 0;
        for (int c = 0; c < head.classes(); c++) {
            for (int i = 0; i < head.proxies().get(c).rows(); i++) {
                classes[at++] = c;
            }
        }
        return ops.constant(prefix + "classes", List.of((long) classes.length), classes);
    }

    /** @param distances double [N, m] @param classes int64 [N, m] @return double [N, C] */
    private Value votes(Value distances, Value classes) {
        long[] numbers = new long[head.classes()];
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] = c;
        }
        Value every = ops.constant(prefix + "everyClass", List.of((long) numbers.length), numbers);
        Value isOfClass = ops.toDouble(ops.op("Equal", ops.unsqueeze(classes, 2), every));
        Value counted = isOfClass;
        if (vote.weighting() == Weighting.INVERSE_DISTANCE) {
            Value weight = ops.div(ops.number(1), ops.add(distances, ops.number(NEVER_ZERO)));
            counted = ops.mul(isOfClass, ops.unsqueeze(weight, 2));
        }
        return ops.reshape(ops.sum(counted, 1), 0, -1);
    }
}
