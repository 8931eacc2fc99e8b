package org.imprint.vision.zoo.family;

import java.util.List;
import java.util.function.UnaryOperator;
import org.imprint.vision.onnx.Value;
import org.imprint.vision.zoo.network.Layers;

/**
 * Multi-head self-attention between the projections: softmax(q kᵀ / √(c / heads) + bias) v.
 *
 * @param tokens tokens per sequence t
 * @param width channels c, all heads together
 * @param heads number of heads, a divisor of c
 */
record Attention(int tokens, int width, int heads) {

    /**
     * Returns the heads' results side by side, [n, t, c].
     *
     * @param qkv queries, keys and values side by side, [n, t, 3c]; within each, one block of c / heads per head
     * @param bias applied to the scores [n, heads, t, t] before the softmax
     */
    Value apply(Layers net, Value qkv, UnaryOperator<Value> bias) {
        int size = width / heads;
        List<Value> parts = net.split(qkv, 3, width);
        Value q = net.transpose(split(net, parts.get(0), size), 0, 2, 1, 3);
        Value k = net.transpose(split(net, parts.get(1), size), 0, 2, 3, 1);
        Value v = net.transpose(split(net, parts.get(2), size), 0, 2, 1, 3);
        Value scores = net.matMul(net.scale(q, (float) Math.pow(size, -0.5)), k);
        Value mixed = net.matMul(net.softmax(bias.apply(scores)), v);
        return net.reshape(net.transpose(mixed, 0, 2, 1, 3), 0, tokens, width);
    }

    private Value split(Layers net, Value part, int size) {
        return net.reshape(part, 0, tokens, heads, size);
    }
}
