package org.imprint.classifier.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.certainty.Chances;
import org.imprint.classifier.evaluate.Evaluation;
import org.imprint.classifier.evaluate.Judged;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.matrix.Parallel;

/**
 * How right a classifier is on its own examples, each asked for as if it had not been learned.
 *
 * <p>Examples that are nearly equal, such as neighbouring frames of a film, make it look better than it is.
 *
 * @param evaluation answers beside the truth; images are named by their examples
 * @param probabilities how good the probabilities of these answers are, without those of classes of one example. Temperature, map and
 *     sets were found from the same answers: a temperature is one number and does not show it, a map does
 * @param how how answers were had; where it is {@link LeaveOneOut.How#HELD}, they are an approximation
 */
public record SelfTest(Evaluation evaluation, ProbabilityFigures probabilities, LeaveOneOut.How how) {

    /** Returns why there is none for a classifier, as the end of a sentence; empty if there is one. */
    public static Optional<String> obstacle(ClassifierState state) {
        return SelfQuestion.obstacle(state);
    }

    /**
     * Asks a classifier.
     *
     * @throws org.imprint.core.ImprintException if there is an {@link #obstacle}
     */
    public static SelfTest of(ClassifierState state, Parallel parallel) {
        LeaveOneOut found = SelfQuestion.of(state, parallel);
        int[] answers = found.answers();
        List<Judged> judged = new ArrayList<>();
        for (LearnedClass c : state.classes()) {
            for (Example e : c.examples().examples()) {
                String answer = state.classes().get(answers[judged.size()]).name();
                judged.add(new Judged(e.name(), c.name(), answer, false));
            }
        }
        return new SelfTest(
                Evaluation.of(state.classNames(), judged),
                Chances.of(found).figures(state.calibration(), state.sets()),
                found.how());
    }

    /** Returns whether answers are those of fits without the example. */
    public boolean isExact() {
        return how != LeaveOneOut.How.HELD;
    }
}
