package org.imprint.core.head;

import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.Semantics;
import org.imprint.core.agg.ScoringAggregation;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Answers by the largest class score of an aggregation that makes them itself. */
final class ScoringAnswering implements Answering {

    private static final int QUERY_ROWS = 256;

    private final ScoringAggregation aggregation;
    private final Semantics semantics;
    private final ClassBlocks classes;

    /** @param classes finite proxies */
    ScoringAnswering(ScoringAggregation aggregation, Semantics semantics, ClassBlocks classes) {
        this.aggregation = aggregation;
        this.semantics = semantics;
        this.classes = classes;
    }

    @Override
    public Answers answer(FloatMatrix queries, Parallel parallel) {
        return scored(queries, parallel).answers();
    }

    @Override
    public ScoredAnswers scored(FloatMatrix queries, Parallel parallel) {
        FloatMatrix scores = classScores(queries, parallel);
        return new ScoredAnswers(Answering.firstOfMost(scores), scores);
    }

    @Override
    public FloatMatrix classScores(FloatMatrix queries, Parallel parallel) {
        List<FloatMatrix> proxies = List.copyOf(classes.perClass());
        FloatMatrix all = FloatMatrix.zeros(queries.rows(), proxies.size());
        int tiles = (queries.rows() + QUERY_ROWS - 1) / QUERY_ROWS;
        parallel.forEach(tiles, t -> {
            int from = t * QUERY_ROWS;
            FloatMatrix tile = queries.rows(from, Math.min(queries.rows(), from + QUERY_ROWS));
            FloatMatrix scores = checked(aggregation.classScores(tile, proxies, semantics), tile.rows());
            System.arraycopy(scores.toArray(), 0, all.data(), all.offset(from), scores.rows() * scores.cols());
        });
        return all;
    }

    private FloatMatrix checked(FloatMatrix scores, int queries) {
        String name = "scores of " + aggregation.wireName();
        Checks.require(
                scores.rows() == queries && scores.cols() == classes.classes(),
                name + " must be [" + queries + ", " + classes.classes() + "]",
                "[" + scores.rows() + ", " + scores.cols() + "]");
        for (float score : scores.toArray()) {
            Checks.require(!Float.isNaN(score), name + " must be numbers", score);
        }
        return scores;
    }
}
