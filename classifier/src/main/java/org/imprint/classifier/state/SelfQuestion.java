package org.imprint.classifier.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Certainty;
import org.imprint.classifier.certainty.Chances;
import org.imprint.core.ImprintException;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/** Asks a classifier for each of its examples as if it had not learned that one. */
public final class SelfQuestion {

    /** The most examples for which a recipe is fitted anew without each. */
    public static final int MAX_REFITS = 500;

    private SelfQuestion() {}

    /** Returns why it cannot be asked, as the end of a sentence; empty if it can. */
    public static Optional<String> obstacle(ClassifierState state) {
        List<LearnedClass> classes = state.classes();
        int n = classes.stream().mapToInt(LearnedClass::learned).sum();
        if (classes.size() < 2 || n < 3) {
            return Optional.of("needs at least 2 classes and 3 examples, was " + classes.size() + " and " + n);
        }
        Optional<LearnedClass> bare =
                classes.stream().filter(c -> !c.hasExamples()).findFirst();
        if (bare.isPresent()) {
            return Optional.of(
                    "needs the examples of every class, class " + bare.get().name() + " keeps none");
        }
        if (n > MAX_REFITS && LeaveOneOut.needsRefits(state.settings().recipe())) {
            return Optional.of("needs a fit for each example with this recipe, and there are more than " + MAX_REFITS
                    + ", was " + n);
        }
        return Optional.empty();
    }

    /**
     * Returns what it answers for each example, class by class in canonical order, when its proxies are made without it.
     *
     * @throws ImprintException if there is an {@link #obstacle}
     */
    public static LeaveOneOut of(ClassifierState state, Parallel parallel) {
        obstacle(state).ifPresent(why -> {
            throw new ImprintException("leave-one-out " + why);
        });
        List<LearnedClass> classes = state.classes();
        // As many labels as classes are needed here; draws hang on label 0 where a class's proxies are made
        Task task = Task.of(IntStream.range(0, classes.size())
                .mapToObj(c -> new ClassRows(c, classes.get(c).examples().rows()))
                .toList());
        List<FloatMatrix> proxies = classes.stream().map(LearnedClass::proxies).toList();
        return LeaveOneOut.of(
                task, state.settings().recipe(), proxies, state.settings().run(parallel));
    }

    /**
     * Returns the state with the temperature and, if its settings ask for them, the map of probabilities, the sets and the thresholds that
     * suit some answers.
     *
     * @param found what {@link #of} returned for it
     */
    public static ClassifierState calibrated(ClassifierState state, LeaveOneOut found) {
        Certainty asked = state.settings().certainty();
        ClassifierState warm = state.with(Chances.of(found).calibrated(asked, state.calibration()));
        return asked.rejection()
                .map(r -> warm.withThresholds(RejectThresholds.of(found.scores(), found.truth(), r.alpha())))
                .orElse(warm);
    }
}
