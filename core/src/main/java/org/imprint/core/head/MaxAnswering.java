package org.imprint.core.head;

import java.util.stream.IntStream;
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

    /** Where two classes have the largest float, the sums that were rounded to it decide. */
    @Override
    public ScoredAnswers scored(FloatMatrix queries, Parallel parallel) {
        FloatMatrix scores = classScores(queries, parallel);
        int[] winners = Answering.firstOfMost(scores).classIndices();
        double[] best = new double[winners.length];
        int[] tied = IntStream.range(0, winners.length)
                .filter(i -> isTied(scores, i, winners[i]))
                .toArray();
        Answers settled = answer(queries.select(tied), parallel);
        for (int t = 0; t < tied.length; t++) {
            winners[tied[t]] = settled.classIndex(t);
        }
        for (int i = 0; i < best.length; i++) {
            best[i] = scores.get(i, winners[i]);
        }
        return new ScoredAnswers(new Answers(winners, best), scores);
    }

    private static boolean isTied(FloatMatrix scores, int i, int winner) {
        for (int c = winner + 1; c < scores.cols(); c++) {
            if (scores.get(i, c) == scores.get(i, winner)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public FloatMatrix classScores(FloatMatrix queries, Parallel parallel) {
        return maxima.of(queries, parallel);
    }
}
