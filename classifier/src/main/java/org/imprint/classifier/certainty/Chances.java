package org.imprint.classifier.certainty;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.eval.FoldedAnswers;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.eval.probability.ProbabilityFigures;
import org.imprint.core.eval.probability.ProbabilityTally;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;

/**
 * Scores, answers and truth of rows that were left out, as far as they tell how probable answers are: a class of one row is gone without
 * it, so that such a row has no part.
 */
public final class Chances {

    /** Into how many parts rows are put, each asked by a map of the others. */
    private static final int PARTS = 10;

    private final FloatMatrix scores;
    private final int[] answers;
    private final int[] truth;

    private Chances(FloatMatrix scores, int[] answers, int[] truth) {
        this.scores = scores;
        this.answers = answers;
        this.truth = truth;
    }

    /** Returns those of a leave-one-out. */
    public static Chances of(LeaveOneOut found) {
        FloatMatrix scores = found.scores();
        int[] answers = found.answers();
        int[] truth = found.truth();
        int[] sizes = new int[found.classes()];
        IntStream.of(truth).forEach(c -> sizes[c]++);
        int[] usable = IntStream.range(0, found.size())
                .filter(i -> sizes[truth[i]] > 1)
                .toArray();
        return new Chances(
                scores.select(usable),
                IntStream.of(usable).map(i -> answers[i]).toArray(),
                IntStream.of(usable).map(i -> truth[i]).toArray());
    }

    /** Returns those of folds. */
    public static Chances of(FoldedAnswers found) {
        return new Chances(found.scores(), found.answers(), found.truth());
    }

    /** Returns how many rows there are. */
    public int size() {
        return truth.length;
    }

    private double[] probabilities(Calibration calibration, int i) {
        return calibration.probabilities(scores.row(i), answers[i]);
    }

    /** Returns how good the probabilities and sets of a calibration found from these rows are, where no row had a part in its own map. */
    public ProbabilityFigures figures(Calibration calibration, Optional<ConformalThreshold> sets) {
        ProbabilityTally tally = new ProbabilityTally(size(), sets);
        double[][] probabilities = unseen(calibration, maps(calibration));
        for (int i = 0; i < size(); i++) {
            tally.add(probabilities[i], answers[i], truth[i]);
        }
        return tally.figures();
    }

    /** Returns the probability of each class for each row by a map that does not know the row; the temperature, one number, does. */
    private double[][] unseen(Calibration calibration, List<TopLabelMap> maps) {
        return IntStream.range(0, size())
                .mapToObj(i -> probabilities(calibration.with(maps.get(i % PARTS)), i))
                .toArray(double[][]::new);
    }

    /** Returns maps like that of a calibration found from these rows, map j without rows i with i mod {@value #PARTS} = j. */
    private List<TopLabelMap> maps(Calibration calibration) {
        if (calibration.map().equals(TopLabelMap.SAME)) {
            return Collections.nCopies(PARTS, TopLabelMap.SAME);
        }
        Answered all = answered(calibration);
        return TopLabelMap.withoutParts(calibration.map().method(), all.probabilities(), all.right(), PARTS);
    }

    /**
     * Returns a calibration with temperature, map and sets as they are asked for. Of fewer rows than a map needs there is none, and of no
     * row no sets.
     *
     * @param ofSets the same rows, asked so that none had a part in its answer: these ones, unless they are an approximation
     */
    public Calibration calibrated(Certainty asked, Calibration before, Chances ofSets) {
        Calibration warm = before.with(Temperature.fit(scores, truth)).with(TopLabelMap.SAME);
        ProbabilityMethod method = asked.probabilities();
        Calibration mapped = size() < method.leastRows() ? warm : warm.with(map(method, warm));
        if (asked.coverage().isEmpty() || size() == 0) {
            return mapped.withSets(Optional.empty());
        }
        return mapped.withSets(Optional.of(ConformalThreshold.of(
                DoubleMatrix.ofRows(ofSets.unseen(mapped, maps(mapped))),
                ofSets.truth,
                asked.coverage().getAsDouble())));
    }

    private TopLabelMap map(ProbabilityMethod method, Calibration warm) {
        Answered all = answered(warm);
        return TopLabelMap.of(method, all.probabilities(), all.right());
    }

    /** What the temperature gives to each answer, and whether it is right. */
    private record Answered(double[] probabilities, boolean[] right) {}

    private Answered answered(Calibration calibration) {
        Calibration warm = calibration.with(TopLabelMap.SAME);
        double[] answered = new double[size()];
        boolean[] right = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            answered[i] = Math.min(1, probabilities(warm, i)[answers[i]]);
            right[i] = answers[i] == truth[i];
        }
        return new Answered(answered, right);
    }

    /**
     * Checks that a map that was asked for was found.
     *
     * @param examples how many there are
     * @param obstacle why leave-one-out could not ask them, as the end of a sentence; empty if it could
     * @throws ImprintException if not
     */
    public static void requireMap(Certainty asked, Calibration found, int examples, Optional<String> obstacle) {
        ProbabilityMethod method = asked.probabilities();
        if (found.map().method() != method) {
            obstacle.ifPresent(why -> {
                throw new ImprintException("probabilities by " + method.wireName()
                        + " are found by leave-one-out, which " + why + "; take temperature");
            });
            throw new ImprintException("examples for probabilities by " + method.wireName() + " must be at least "
                    + method.leastRows() + " that leave-one-out can ask, was " + examples
                    + "; take temperature, or give more");
        }
    }
}
