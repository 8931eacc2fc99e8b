package org.imprint.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.core.agg.MeasureShape;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Nearest proxies by several of inner product, cosine and Euclidean distance at once, in corrected semantics: one product of
 * queries and proxies serves all. What it finds is what a {@link ProductSearch} for each finds.
 */
public final class JointSearch {

    private final List<ProxyBlock> blocks;
    private final List<ProductSearch> searches;

    /**
     * Creates a search; time O(p·d).
     *
     * @param measures those of shape {@link MeasureShape#PRODUCT}
     * @param proxies [p, d], p ≥ 1, finite; shared, not copied
     */
    public JointSearch(List<Measure> measures, FloatMatrix proxies) {
        double[] norms = Measure.norms(proxies);
        List<List<ProxyBlock>> cuts = measures.stream()
                .map(measure -> ProxyBlock.cut(measure, proxies, norms))
                .toList();
        this.blocks = cuts.get(0);
        this.searches = cuts.stream().map(ProductSearch::new).toList();
    }

    /**
     * Hands the neighbours of each tile of queries to {@code sink}, on the thread that found them.
     *
     * @param queries [n, d], finite, normalised as the proxies expect it
     * @param lengths Euclidean norm of each query
     * @param ms for each measure the numbers of neighbours, each in [1, p]
     */
    public void forEachTile(FloatMatrix queries, double[] lengths, List<int[]> ms, Parallel parallel, Sink sink) {
        int largest = ms.stream().mapToInt(TileSearch::largest).max().orElseThrow();
        int rows = NeighbourSearch.tileRows(queries.rows(), searches.get(0).tileRows(largest * searches.size()));
        parallel.forEachTile(queries.rows(), rows, (from, to) -> {
            FloatMatrix tile = queries.rows(from, to);
            List<ProductSearch.Pass> passes = new ArrayList<>();
            for (int s = 0; s < searches.size(); s++) {
                passes.add(searches.get(s).pass(tile, Arrays.copyOfRange(lengths, from, to), ms.get(s)));
            }
            ProductSearch.forEachProduct(tile, blocks, (products, b) -> passes.forEach(pass -> pass.take(products, b)));
            sink.accept(
                    from,
                    passes.stream().map(ProductSearch.Pass::finishWithoutValues).toList());
        });
    }

    /**
     * Takes the neighbours of the queries from {@code from} on: for each measure one result per m that was asked for. Where that is
     * m = 1 alone, distances may be NaN.
     */
    public interface Sink {
        /** Takes them; called by several threads at once. @param from the first query of the tile */
        void accept(int from, List<Neighbours[]> found);
    }
}
