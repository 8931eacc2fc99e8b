package org.imprint.core.search;

import java.util.Arrays;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Finds the proxies nearest to queries by a metric or by inner product.
 *
 * <p>In corrected semantics neighbours are ordered by (distance, proxy index), distances are computed in double, and the list
 * for a smaller m is a {@link Neighbours#prefix prefix} of the list for a larger one. In reference semantics the published
 * code's arithmetic and its choice among equally distant proxies are replayed; that choice depends on m, so ask for all the m
 * at once. One product of queries and proxies answers them all.
 *
 * <p>Time O(n·p·d) for n queries and p proxies; memory beyond the result O(1) in n. Immutable; may be shared by threads.
 */
public final class NeighbourSearch {

    private static final int SMALLEST_TILE = 256;
    private static final int FEWEST_TILES = 4;

    private final int p;
    private final int d;
    private final TileSearch search;
    private final boolean negated;

    private NeighbourSearch(int p, int d, TileSearch search, boolean negated) {
        this.p = p;
        this.d = d;
        this.search = search;
        this.negated = negated;
    }

    /**
     * Returns a search by a metric other than Mahalanobis.
     *
     * @param proxies [p, d], p ≥ 1, finite; shared, not copied
     */
    public static NeighbourSearch by(Metric metric, FloatMatrix proxies, Semantics semantics) {
        Checks.require(
                metric != Metric.MAHALANOBIS, "mahalanobis needs a whitening, use byMahalanobis; metric", metric);
        return of(Measure.of(metric), proxies, semantics);
    }

    /** Returns a search for the largest inner products. @param proxies [p, d], p ≥ 1; shared, not copied */
    public static NeighbourSearch byInnerProduct(FloatMatrix proxies, Semantics semantics) {
        return of(Measure.INNER_PRODUCT, proxies, semantics);
    }

    /**
     * Returns a search in corrected semantics that finds what one of all proxies of the blocks, one below the other, finds. It costs
     * time in the number of blocks alone.
     *
     * @param blocks at least one, all made for one measure and of one width
     */
    public static NeighbourSearch of(List<ProxyBlock> blocks) {
        Checks.require(!blocks.isEmpty(), "neighbour search needs at least one block of proxies", 0);
        Measure measure = blocks.get(0).measure();
        int[] starts = ProxyBlock.starts(blocks);
        return new NeighbourSearch(
                starts[blocks.size()],
                blocks.get(0).rows().cols(),
                measure.shape() == MeasureShape.PRODUCT ? new ProductSearch(blocks) : new LaneSearch(blocks),
                measure == Measure.INNER_PRODUCT);
    }

    /**
     * Returns a search by Euclidean distance between whitened queries and proxies.
     *
     * @param proxies [p, d], p ≥ 1, finite
     */
    public static NeighbourSearch byMahalanobis(Whitening whitening, FloatMatrix proxies, Semantics semantics) {
        return new NeighbourSearch(
                notEmpty(proxies).rows(),
                proxies.cols(),
                semantics.isReference()
                        ? new ReferenceMahalanobis(whitening, proxies)
                        : new WhitenedSearch(whitening, proxies),
                false);
    }

    private static NeighbourSearch of(Measure measure, FloatMatrix proxies, Semantics semantics) {
        notEmpty(proxies);
        return semantics.isReference()
                ? new NeighbourSearch(
                        proxies.rows(),
                        proxies.cols(),
                        new ReferenceSearch(measure, proxies),
                        measure == Measure.INNER_PRODUCT)
                : of(ProxyBlock.cut(measure, proxies));
    }

    private static FloatMatrix notEmpty(FloatMatrix proxies) {
        Checks.require(proxies.rows() > 0, "neighbour search needs at least one proxy", 0);
        return proxies;
    }

    /**
     * Returns the nearest proxies of each query.
     *
     * @param queries [n, d], finite, normalised as the proxies expect it
     * @param m ≥ 1; if there are fewer proxies, all are returned
     */
    public Neighbours nearest(FloatMatrix queries, int m, Parallel parallel) {
        return nearest(queries, new int[] {m}, parallel).get(0);
    }

    /** Returns {@link #nearest(FloatMatrix, int, Parallel)} for several m, from one pass over the proxies. */
    public List<Neighbours> nearest(FloatMatrix queries, int[] ms, Parallel parallel) {
        Neighbours[] all = new Neighbours[ms.length];
        for (int i = 0; i < ms.length; i++) {
            all[i] = Neighbours.empty(queries.rows(), clamped(ms[i]));
        }
        forEachTile(queries, ms, parallel, (from, tile) -> {
            for (int i = 0; i < all.length; i++) {
                all[i].fill(from, tile[i]);
            }
        });
        return List.of(all);
    }

    /**
     * Hands the neighbours of each tile of queries to {@code sink}, on the thread that found them.
     *
     * @param queries [n, d], finite, normalised as the proxies expect it
     * @param ms each ≥ 1; where there are fewer proxies, all are found
     */
    public void forEachTile(FloatMatrix queries, int[] ms, Parallel parallel, Sink sink) {
        Checks.require(queries.cols() == d, "queries must have width " + d, queries.cols());
        Checks.require(ms.length > 0, "search needs at least one m", 0);
        int[] wanted = Arrays.stream(ms).map(this::clamped).toArray();
        int rows = tileRows(queries.rows(), search.tileRows(TileSearch.largest(wanted)));
        parallel.forEachTile(queries.rows(), rows, (from, to) -> {
            FloatMatrix tile = queries.rows(from, to);
            Neighbours[] found = search.nearest(tile, wanted);
            for (int i = 0; negated && i < found.length; i++) {
                found[i] = found[i].negated();
            }
            sink.accept(from, found);
        });
    }

    /** Cuts queries into tiles of about one size: large ones, but enough of them that several threads get some. */
    static int tileRows(int queries, int most) {
        int share = (queries + FEWEST_TILES - 1) / FEWEST_TILES;
        int rows = Math.min(most, Math.max(SMALLEST_TILE, share));
        int tiles = Math.max(1, (queries + rows - 1) / rows);
        return Math.max(1, (queries + tiles - 1) / tiles);
    }

    private int clamped(int m) {
        return Math.min(Checks.inRange("m", m, 1, Integer.MAX_VALUE), p);
    }

    /** Takes the neighbours of the queries from {@code from} on, one result per m that was asked for. */
    public interface Sink {
        /** Takes them; called by several threads at once. @param from the first query of the tile */
        void accept(int from, Neighbours[] tile);
    }
}
