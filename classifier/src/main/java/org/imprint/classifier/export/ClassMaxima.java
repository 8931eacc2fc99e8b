package org.imprint.classifier.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.imprint.vision.onnx.Value;

/**
 * The part of a graph that takes the largest of the columns of each class.
 *
 * <p>Classes with equally many proxies are one reshape. Otherwise classes are put together by the power of two that their
 * number of proxies fits into, and filled up with their own first proxy, so at most twice as many products are looked at.
 */
final class ClassMaxima {

    private final Operators ops;
    private final int[] sizes;

    /** @param sizes proxies of each class, stacked in class order */
    ClassMaxima(Operators ops, int[] sizes) {
        this.ops = ops;
        this.sizes = sizes;
    }

    /** Adds the nodes. @param products float32 [N, p] @return float32 [N, C] */
    Value build(Value products) {
        int k = sizes[0];
        if (Arrays.stream(sizes).allMatch(size -> size == k)) {
            return k == 1 ? products : ops.most(ops.reshape(products, 0, sizes.length, k), 2);
        }
        TreeMap<Integer, List<Integer>> rooms = new TreeMap<>();
        for (int c = 0; c < sizes.length; c++) {
            int room = Integer.highestOneBit(2 * sizes[c] - 1);
            rooms.computeIfAbsent(room, r -> new ArrayList<>()).add(c);
        }
        List<Value> parts = new ArrayList<>();
        long[] placeOfClass = new long[sizes.length];
        int place = 0;
        for (var room : rooms.entrySet()) {
            parts.add(part(products, room.getKey(), room.getValue()));
            for (int c : room.getValue()) {
                placeOfClass[c] = place++;
            }
        }
        Value mixed = ops.concat(1, parts);
        return ops.gather(mixed, longs("places", placeOfClass), 1);
    }

    private Value part(Value products, int room, List<Integer> classes) {
        long[] columns = new long[room * classes.size()];
        for (int i = 0; i < classes.size(); i++) {
            int c = classes.get(i);
            int first = Arrays.stream(sizes, 0, c).sum();
            for (int j = 0; j < room; j++) {
                columns[i * room + j] = first + (j < sizes[c] ? j : 0);
            }
        }
        Value chosen = ops.gather(products, longs("columns:" + room, columns), 1);
        return ops.most(ops.reshape(chosen, 0, classes.size(), room), 2);
    }

    private Value longs(String name, long[] values) {
        return ops.constant(ops.graph().prefix() + name, List.of((long) values.length), values);
    }
}
