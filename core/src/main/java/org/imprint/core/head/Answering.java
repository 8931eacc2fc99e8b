package org.imprint.core.head;

import org.imprint.core.ImprintException;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.InnerProductVote;
import org.imprint.core.agg.MissingAggregation;
import org.imprint.core.agg.NearestProxy;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Turns queries, already checked and normalised, into answers. */
interface Answering {

    Answers answer(FloatMatrix queries, Parallel parallel);

    /** Returns the score of every class, [n, C]. */
    FloatMatrix classScores(FloatMatrix queries, Parallel parallel);

    /** Returns what both of these return, the scores of the answers rounded to float. */
    ScoredAnswers scored(FloatMatrix queries, Parallel parallel);

    /** Returns the classes of the largest scores, the first of equal ones. */
    static Answers firstOfMost(FloatMatrix scores) {
        int[] winners = new int[scores.rows()];
        double[] best = new double[scores.rows()];
        for (int i = 0; i < winners.length; i++) {
            for (int c = 1; c < scores.cols(); c++) {
                if (scores.get(i, c) > scores.get(i, winners[i])) {
                    winners[i] = c;
                }
            }
            best[i] = scores.get(i, winners[i]);
        }
        return new Answers(winners, best);
    }

    /** Returns the aggregation as it is carried out, or throws if that cannot be. */
    static Aggregation carriedOut(Aggregation aggregation) {
        if (aggregation instanceof MissingAggregation) {
            throw new ImprintException("the code of the aggregation " + aggregation.wireName() + " by "
                    + aggregation.distance() + " is not at hand; is its jar on the class path?");
        }
        if (aggregation instanceof InnerProductVote vote) {
            return vote.asVote();
        }
        return aggregation instanceof NearestProxy nearest ? nearest.asVote() : aggregation;
    }
}
