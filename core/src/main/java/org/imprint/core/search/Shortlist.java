package org.imprint.core.search;

import java.util.Arrays;

/**
 * The proxies that may still be among the m nearest of one query, from bounds on their keys.
 *
 * <p>A key is what a fast float kernel computes: any number that rises with the distance. A proxy leaves the list only when
 * at least m others have an upper bound below its lower bound, so what {@link #finish} returns is exact. When bounds alone
 * cannot keep the list short, as among many equal proxies, exact distances do: memory is O(m), whatever the data.
 */
final class Shortlist {

    /** The distances of one query in double. */
    interface Exact {
        /** Returns the distance of a proxy. */
        double distance(int proxy);

        /** Returns the key that belongs to a distance; never falls when the distance rises. */
        double key(double distance);
    }

    private final int m;
    private final Exact exact;
    private final int[] proxies;
    private final double[] lower;
    private final double[] upper;
    /** Exact distance, or NaN where not yet known. */
    private final double[] distance;

    private int size;
    private double limit = Double.POSITIVE_INFINITY;

    Shortlist(int m, Exact exact) {
        this.m = m;
        this.exact = exact;
        int capacity = capacity(m);
        this.proxies = new int[capacity];
        this.lower = new double[capacity];
        this.upper = new double[capacity];
        this.distance = new double[capacity];
    }

    /** Returns how many proxies a list for m neighbours may hold at once. */
    static int capacity(int m) {
        return Math.max(32, 4 * m);
    }

    /** Returns an upper bound of the m-th smallest key so far; a proxy whose lower bound is above it need not be offered. */
    double limit() {
        return limit;
    }

    /**
     * Adds a proxy whose key lies within {@code error} of {@code key}; an infinite or NaN error says that nothing is known.
     */
    void offer(int proxy, double key, double error) {
        boolean known = error < Double.POSITIVE_INFINITY && !Double.isNaN(key);
        proxies[size] = proxy;
        lower[size] = known ? key - error : Double.NEGATIVE_INFINITY;
        upper[size] = known ? key + error : Double.POSITIVE_INFINITY;
        distance[size] = Double.NaN;
        size++;
        if (size == proxies.length) {
            prune();
            // Half a list is free now, or else exact distances make it m ≤ a quarter: either way pruning costs O(1) an
            // offer
            if (size > proxies.length / 2) {
                refine();
                NearestFirst.sort(distance, proxies, size);
                size = m;
                for (int i = 0; i < size; i++) {
                    lower[i] = upper[i] = exact.key(distance[i]);
                }
                limit = Math.min(limit, upper[m - 1]);
            }
        }
    }

    /** Writes the m nearest of all proxies offered to list i of {@code found}; at least m were offered. */
    void finish(Neighbours found, int i) {
        finish(found, i, true);
    }

    /**
     * Writes the m nearest of all proxies offered to list i of {@code found}.
     *
     * @param values whether distances are wanted; without them, a proxy that its bounds make the only one keeps NaN for its distance
     */
    void finish(Neighbours found, int i, boolean values) {
        prune();
        if (!values && size == 1) {
            found.set(i, proxies, distance);
            return;
        }
        refine();
        NearestFirst.sort(distance, proxies, size);
        found.set(i, proxies, distance);
    }

    private void prune() {
        if (size < m) {
            return;
        }
        limit = Math.min(limit, NearestFirst.select(Arrays.copyOf(upper, size), size, m));
        int kept = 0;
        for (int i = 0; i < size; i++) {
            // Not <: of equally near proxies the first by index wins, so one that may be as near as the m-th must stay
            if (lower[i] <= limit) {
                proxies[kept] = proxies[i];
                lower[kept] = lower[i];
                upper[kept] = upper[i];
                distance[kept++] = distance[i];
            }
        }
        size = kept;
    }

    private void refine() {
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(distance[i])) {
                distance[i] = exact.distance(proxies[i]);
            }
        }
    }
}
