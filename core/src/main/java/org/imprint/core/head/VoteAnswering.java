package org.imprint.core.head;

import org.imprint.core.Semantics;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;

/** Answers by a vote among the nearest proxies. */
final class VoteAnswering implements Answering {

    private final NearestVote rule;
    private final Semantics semantics;
    private final NeighbourSearch search;
    private final ClassBlocks classes;

    VoteAnswering(NearestVote rule, Semantics semantics, NeighbourSearch search, ClassBlocks classes) {
        this.rule = rule;
        this.semantics = semantics;
        this.search = search;
        this.classes = classes;
    }

    @Override
    public Answers answer(FloatMatrix queries, Parallel parallel) {
        int[] winners = new int[queries.rows()];
        double[] shares = new double[queries.rows()];
        search.forEachTile(queries, new int[] {rule.m()}, parallel, (from, tile) -> {
            Votes votes = new Votes(rule, semantics, classes.classes());
            for (int i = 0; i < tile[0].queries(); i++) {
                winners[from + i] = votes.winner(tile[0], i, classes);
                shares[from + i] = votes.share(winners[from + i]);
            }
        });
        return new Answers(winners, shares);
    }

    @Override
    public FloatMatrix classScores(FloatMatrix queries, Parallel parallel) {
        return scored(queries, parallel).classScores();
    }

    @Override
    public ScoredAnswers scored(FloatMatrix queries, Parallel parallel) {
        FloatMatrix scores = FloatMatrix.zeros(queries.rows(), classes.classes());
        int[] winners = new int[queries.rows()];
        double[] best = new double[queries.rows()];
        search.forEachTile(queries, new int[] {rule.m()}, parallel, (from, tile) -> {
            Votes votes = new Votes(rule, semantics, classes.classes());
            for (int i = 0; i < tile[0].queries(); i++) {
                int winner = votes.winner(tile[0], i, classes);
                for (int k = 0; k < scores.cols(); k++) {
                    scores.data()[scores.offset(from + i) + k] = (float) votes.share(k);
                }
                winners[from + i] = winner;
                best[from + i] = scores.get(from + i, winner);
            }
        });
        return new ScoredAnswers(new Answers(winners, best), scores);
    }
}
