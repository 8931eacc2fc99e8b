package org.imprint.lab.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores of a run done here: counts, from which every figure follows.
 *
 * @param test counts over the test rows of all classes, after the last step
 * @param train counts over the training rows, if asked for
 * @param steps one element per split of a continual task; empty for a task of one split
 * @param predictions answered class index of each test row, if asked for
 */
public record CountedScores(
        ClassCounts test, Optional<ClassCounts> train, List<StepCounts> steps, Optional<Predictions> predictions)
        implements Scores {

    /** Copies the list and checks that predictions are of the classes. */
    public CountedScores {
        steps = List.copyOf(steps);
        predictions.ifPresent(p -> p.checkBelow(test.classes()));
    }

    /** Returns scores of test rows alone. */
    public static CountedScores of(ClassCounts test) {
        return new CountedScores(test, Optional.empty(), List.of(), Optional.empty());
    }

    @Override
    public long samples() {
        return test.samples();
    }

    @Override
    public double accuracy() {
        return test.accuracy();
    }

    @Override
    public double publishedAccuracy() {
        return test.publishedAccuracy();
    }

    @Override
    public List<Double> f1() {
        return test.f1();
    }

    @Override
    public double weightedF1() {
        return test.weightedF1();
    }

    @Override
    public OptionalDouble trainAccuracy() {
        return train.map(t -> OptionalDouble.of(t.accuracy())).orElse(OptionalDouble.empty());
    }
}
