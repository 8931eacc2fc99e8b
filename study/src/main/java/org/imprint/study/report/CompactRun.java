package org.imprint.study.report;

import java.util.List;
import java.util.stream.IntStream;
import org.imprint.lab.result.Cost;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StepCounts;

/** One run in a few dozen bytes; group, method, seed, rule and error are places in the lists of {@link RunTable}. */
final class CompactRun {

    static final int DONE = 0;
    static final int EQUAL = 1;
    static final int FAILED = 2;

    /** Samples of a run whose number of test rows is not known: {@link #correct} then counts parts per {@link #PARTS}. */
    static final int UNKNOWN_SAMPLES = 0;

    /** So many that accuracies over different rows stay different; twice as many fit an {@code int}. */
    static final int PARTS = 1_000_000_000;

    private static final double SHORTEST = 1e-7;
    private static final double STEPS_PER_DECADE = 1000;
    private static final int UNKNOWN_F1 = -1;

    private static final short[] NO_CLASSES = {};
    private static final int[] NO_STEPS = {};

    int group;
    int method;
    int seed;
    final int status;
    /** Whether there are scores: a run may equal one that is not done yet. */
    boolean scored;

    int correct;
    int samples;
    int weightedF1 = UNKNOWN_F1;
    int generation;
    int scoring;
    short[] classF1 = NO_CLASSES;
    /** Of a continual task: for each step s and each split t ≤ s in turn, its test rows and how many were answered rightly. */
    int[] steps = NO_STEPS;
    /** The place of the rule of an equal run or of the error of a failed one. */
    int reason;

    int otherGroup;
    int otherMethod;
    int otherSeed;

    CompactRun(int group, int method, int seed, int status) {
        this.group = group;
        this.method = method;
        this.seed = seed;
        this.status = status;
    }

    void take(Scores scores) {
        scored = true;
        boolean known = scores.samples() > 0 && scores.samples() <= Integer.MAX_VALUE;
        samples = known ? (int) scores.samples() : UNKNOWN_SAMPLES;
        correct = (int) Math.round(scores.accuracy() * (known ? samples : PARTS));
        double f1 = scores.weightedF1();
        weightedF1 = Double.isNaN(f1) ? UNKNOWN_F1 : (int) Math.round(10_000 * f1);
        List<Double> classes = scores.f1();
        classF1 = new short[classes.size()];
        for (int c = 0; c < classF1.length; c++) {
            classF1[c] = (short) Math.round(1000 * classes.get(c));
        }
        if (scores instanceof CountedScores counted && !counted.steps().isEmpty()) {
            steps = counted.steps().stream().flatMapToInt(CompactRun::pairs).toArray();
        }
    }

    private static IntStream pairs(StepCounts step) {
        return IntStream.range(0, step.sizes().size())
                .flatMap(t -> IntStream.of(step.sizes().get(t), step.correct().get(t)));
    }

    void take(Cost cost) {
        generation = timeCode(cost.generationSeconds());
        scoring = timeCode(cost.scoringSeconds());
    }

    double accuracy() {
        return (double) correct / (samples == UNKNOWN_SAMPLES ? PARTS : samples);
    }

    /** Returns the accuracy in ten-thousandths, which the page subtracts from the weighted F1 in the same way. */
    int accuracyCode() {
        return (int) Math.floor(10_000 * accuracy() + 0.5);
    }

    /** Returns a logarithmic code of a time, 0.12 % exact; 0 for a time that is not known, or NaN. */
    static int timeCode(double seconds) {
        return !(seconds > 0)
                ? 0
                : 1 + (int) Math.round(STEPS_PER_DECADE * Math.log10(Math.max(seconds, SHORTEST) / SHORTEST));
    }

    /** Returns a number by which runs of one table are found. */
    long key() {
        return key(group, method, seed);
    }

    /** Returns the key of the run that this one equals. */
    long otherKey() {
        return key(otherGroup, otherMethod, otherSeed);
    }

    private static long key(int group, int method, int seed) {
        return ((long) group << 40) | ((long) method << 20) | seed;
    }
}
