package org.imprint.core.head;

import java.util.Arrays;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Answers by the largest inner product, in reference semantics: products are rounded to float and NaN is larger than every number, as
 * in torch, so a class with a NaN proxy wins everywhere.
 */
final class PublishedMaxAnswering implements Answering {

    private static final int QUERY_ROWS = 256;
    private static final int PROXY_ROWS = 1024;

    private final FloatMatrix proxies;
    private final ClassBlocks classes;
    private final int c;

    PublishedMaxAnswering(ClassBlocks classes) {
        this.proxies = classes.all();
        this.classes = classes;
        this.c = classes.classes();
    }

    @Override
    public Answers answer(FloatMatrix queries, Parallel parallel) {
        int[] winners = new int[queries.rows()];
        double[] products = new double[queries.rows()];
        forEachTile(queries, parallel, (from, scores) -> {
            for (int i = 0; i < scores.rows(); i++) {
                int winner = firstOfMost(scores, i);
                winners[from + i] = winner;
                products[from + i] = scores.get(i, winner);
            }
        });
        return new Answers(winners, products);
    }

    private static int firstOfMost(FloatMatrix scores, int i) {
        int winner = 0;
        for (int k = 1; k < scores.cols(); k++) {
            float score = scores.get(i, k);
            float most = scores.get(i, winner);
            if (score > most || (Float.isNaN(score) && !Float.isNaN(most))) {
                winner = k;
            }
        }
        return winner;
    }

    @Override
    public ScoredAnswers scored(FloatMatrix queries, Parallel parallel) {
        FloatMatrix scores = classScores(queries, parallel);
        int[] winners = new int[queries.rows()];
        double[] products = new double[queries.rows()];
        for (int i = 0; i < winners.length; i++) {
            winners[i] = firstOfMost(scores, i);
            products[i] = scores.get(i, winners[i]);
        }
        return new ScoredAnswers(new Answers(winners, products), scores);
    }

    @Override
    public FloatMatrix classScores(FloatMatrix queries, Parallel parallel) {
        FloatMatrix all = FloatMatrix.zeros(queries.rows(), c);
        forEachTile(
                queries,
                parallel,
                (from, scores) -> System.arraycopy(scores.data(), 0, all.data(), all.offset(from), scores.rows() * c));
        return all;
    }

    /** Computes the class scores of each tile of queries: products in double, rounded once to float. */
    private void forEachTile(FloatMatrix queries, Parallel parallel, TileSink sink) {
        parallel.forEachTile(
                queries.rows(), QUERY_ROWS, (from, to) -> sink.accept(from, scores(queries.rows(from, to))));
    }

    private FloatMatrix scores(FloatMatrix tile) {
        FloatMatrix scores = FloatMatrix.zeros(tile.rows(), c);
        Arrays.fill(scores.data(), Float.NEGATIVE_INFINITY);
        DoubleMatrix wide = tile.toDouble();
        for (int from = 0; from < proxies.rows(); from += PROXY_ROWS) {
            int width = Math.min(proxies.rows(), from + PROXY_ROWS) - from;
            DoubleMatrix products = DoubleMatrix.zeros(tile.rows(), width);
            Blas.timesTransposed(wide, proxies.rows(from, from + width).toDouble(), products);
            for (int j = 0; j < width; j++) {
                int ofClass = classes.classOf(from + j);
                for (int i = 0; i < tile.rows(); i++) {
                    int at = scores.offset(i) + ofClass;
                    scores.data()[at] = Math.max(scores.data()[at], (float) products.get(i, j));
                }
            }
        }
        return scores;
    }

    private interface TileSink {
        void accept(int from, FloatMatrix scores);
    }
}
