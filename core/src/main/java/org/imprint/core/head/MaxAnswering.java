package org.imprint.core.head;

import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.GroupMaxima;
import org.imprint.core.search.NeighbourSearch;

/** Answers by the largest inner product, in corrected semantics: a class's score depends on the query and its own proxies alone. */
final class MaxAnswering implements Answering {

    private final NeighbourSearch search;
    private final GroupMaxima maxima;
    private final ClassBlocks classes;

    MaxAnswering(NeighbourSearch search, ClassBlocks classes) {
        this.search = search;
        this.maxima = classes.maxima();
        this.classes = classes;
    }

    @Override
    public Answers answer(FloatMatrix queries, Parallel parallel) {
        int[] winners = new int[queries.rows()];
        double[] products = new double[queries.rows()];
        search.forEachTile(queries, new int[] {1}, parallel, (from, tile) -> {
            for (int i = 0; i < tile[0].queries(); i++) {
                winners[from + i] = classes.classOf(tile[0].proxy(i, 0));
                products[from + i] = tile[0].value(i, 0);
            }
        });
        return new Answers(winners, products);
    }

    @Override
    public FloatMatrix classScores(FloatMatrix queries, Parallel parallel) {
        return maxima.of(queries, parallel);
    }
}
