package org.imprint.classifier.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.Checks;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.eval.probability.ProbabilityTally;

/** Judges probabilities and sets of classes beside the truth. */
public final class JudgedProbabilities {

    private JudgedProbabilities() {}

    /**
     * Judges those of images whose class the classifier knows, also of those taken for none of the classes: a probability says which of the
     * classes an image is of, if it is of one. Images of other classes have no part, as no class of theirs has a probability.
     *
     * @param judged the truth
     * @param predictions the answers of one state, as many and in the same order
     * @return empty if no image has a class that is known
     */
    public static Optional<ProbabilityFigures> of(List<Judged> judged, List<Prediction> predictions) {
        Checks.require(judged.size() == predictions.size(), "answers must be " + judged.size(), predictions.size());
        if (judged.isEmpty()) {
            return Optional.empty();
        }
        ClassifierState state = predictions.get(0).state();
        Map<String, Integer> places = new HashMap<>();
        state.classNames().forEach(name -> places.put(name, places.size()));
        int[] own = IntStream.range(0, judged.size())
                .filter(i -> places.containsKey(judged.get(i).trueClass()))
                .toArray();
        ProbabilityTally tally = new ProbabilityTally(own.length, state.sets());
        for (int i : own) {
            Prediction answer = predictions.get(i);
            tally.add(
                    answer.probabilities(),
                    answer.classIndex(),
                    places.get(judged.get(i).trueClass()));
        }
        return own.length == 0 ? Optional.empty() : Optional.of(tally.figures());
    }
}
