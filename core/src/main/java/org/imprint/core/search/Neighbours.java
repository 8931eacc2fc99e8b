package org.imprint.core.search;

import org.imprint.core.Checks;

/**
 * The m proxies nearest to each of n queries, nearest first: proxy indices and values, both [n, m].
 *
 * <p>A value is a distance (smaller is nearer) or, where the search was by inner product, the product (larger is nearer).
 * Immutable to users; a search fills it before it hands it out.
 */
public final class Neighbours {

    private final int queries;
    private final int m;
    private final int[] proxies;
    private final double[] values;

    Neighbours(int queries, int m, int[] proxies, double[] values) {
        this.queries = queries;
        this.m = m;
        this.proxies = proxies;
        this.values = values;
    }

    /** Returns room for n lists of m. */
    static Neighbours empty(int queries, int m) {
        return new Neighbours(queries, m, new int[Math.multiplyExact(queries, m)], new double[queries * m]);
    }

    /** Sets list i from the first m of the given, nearest first. */
    void set(int i, int[] nearest, double[] near) {
        System.arraycopy(nearest, 0, proxies, i * m, m);
        System.arraycopy(near, 0, values, i * m, m);
    }

    /** Copies the lists of {@code tile}, which have this m, to the queries from {@code from} on. */
    void fill(int from, Neighbours tile) {
        System.arraycopy(tile.proxies, 0, proxies, from * m, tile.queries * m);
        System.arraycopy(tile.values, 0, values, from * m, tile.queries * m);
    }

    /** Returns the lists with distances turned into the inner products they stand for. */
    Neighbours negated() {
        double[] products = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            products[i] = 0 - values[i]; // never −0
        }
        return new Neighbours(queries, m, proxies, products);
    }

    /** Returns n, the number of queries. */
    public int queries() {
        return queries;
    }

    /** Returns m, the number of neighbours of each query: as many as were asked for, or all proxies if there are fewer. */
    public int m() {
        return m;
    }

    /** Returns the index of the j-th nearest proxy of query i, j from 0. */
    public int proxy(int i, int j) {
        return proxies[at(i, j)];
    }

    /** Returns the distance or inner product of the j-th nearest proxy of query i, j from 0. */
    public double value(int i, int j) {
        return values[at(i, j)];
    }

    private int at(int i, int j) {
        Checks.inRange("query", i, 0, queries - 1);
        return i * m + Checks.inRange("neighbour", j, 0, m - 1);
    }

    /** Returns the first {@code fewer} neighbours of each query; all of them if there are not more. */
    public Neighbours prefix(int fewer) {
        int width = Math.min(Checks.inRange("m", fewer, 1, Integer.MAX_VALUE), m);
        if (width == m) {
            return this;
        }
        int[] nearest = new int[queries * width];
        double[] near = new double[queries * width];
        for (int i = 0; i < queries; i++) {
            System.arraycopy(proxies, i * m, nearest, i * width, width);
            System.arraycopy(values, i * m, near, i * width, width);
        }
        return new Neighbours(queries, width, nearest, near);
    }
}
