package org.imprint.serve.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.selftest.Doubts;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.LeftOutKnown;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.KnownScoreChoice;
import org.imprint.serve.http.HttpProblem;

/**
 * What a false-reject rate would cost: which examples it would refuse if they were not learned.
 *
 * @param falseReject α
 * @param score what is held against the thresholds
 * @param refused how many examples
 * @param examples how many there are
 */
record UnknownCost(long revision, double falseReject, String score, int refused, int examples, List<OfClass> classes) {

    /** One class. @param threshold null where nothing is refused @param refused how many of its examples */
    record OfClass(String name, Double threshold, boolean borrowed, int refused) {}

    /** Returns what thresholds of every rate are found from. @throws HttpProblem of status 422 if it cannot be had */
    static LeftOutKnown known(Moment moment) {
        ClassifierState state = moment.state();
        long scores = (long) moment.examples() * state.classes().size();
        SelfQuestion.obstacle(state)
                .map(why -> "leave-one-out " + why)
                .or(() -> SelfQuestion.scoreObstacle(state))
                .or(() -> scores > Doubts.MOST_SCORES
                        ? Optional.of(
                                "examples times classes must be at most " + Doubts.MOST_SCORES + ", was " + scores)
                        : Optional.empty())
                .ifPresent(why -> {
                    throw new HttpProblem(422, why);
                });
        KnownScoreChoice found = state.calibration().known();
        Optional<KnownScore> score = found.basis() == KnownScoreChoice.Basis.UNASKED
                ? state.settings().certainty().rejection().flatMap(Rejection::score)
                : Optional.of(found.score());
        return SelfQuestion.known(
                state,
                SelfQuestion.of(state, moment.parallel()),
                score,
                state.settings().keeping(),
                moment.parallel());
    }

    /** Returns the cost of one rate. @param known of the same moment */
    static UnknownCost of(Moment moment, LeftOutKnown known, double falseReject) {
        RejectThresholds thresholds = known.thresholds(falseReject);
        List<LearnedClass> classes = moment.state().classes();
        int[] truth = new int[known.scores().length];
        int at = 0;
        for (int c = 0; c < classes.size(); c++) {
            for (int i = 0; i < classes.get(c).examples().size(); i++) {
                truth[at++] = c;
            }
        }
        int[] refused = known.refused(thresholds);
        int[] ofClass = new int[classes.size()];
        for (int i : refused) {
            ofClass[truth[i]]++;
        }
        List<OfClass> all = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            double t = thresholds.value(c);
            boolean has = Double.isFinite(t) && classes.get(c).hasExamples();
            all.add(new OfClass(classes.get(c).name(), has ? t : null, has && thresholds.isBorrowed(c), ofClass[c]));
        }
        return new UnknownCost(
                moment.revision(), falseReject, known.choice().score().wireName(), refused.length, truth.length, all);
    }
}
