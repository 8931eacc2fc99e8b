package org.imprint.classifier.selftest;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.SelfQuestion;
import org.imprint.core.Checks;
import org.imprint.core.Named;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.head.ScoredAnswers;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * How far a classifier doubts the class of each of its examples, class by class in canonical order.
 *
 * <pre>
 *   doubt = (1 − p) / 2          its own class is answered        p probability of its own class, by the temperature
 *   doubt = 1 − p / 2            another class is answered
 * </pre>
 *
 * <p>So it is in [0, 1], and an example that is answered as another class comes before all that are not: p of its class is at most ½ there.
 * An example that is alone in its class has doubt 1, as nothing else vouches for it.
 */
public final class Doubts {

    /** The most scores, examples times classes, that leave-one-out is asked for: it holds all of them. */
    public static final long MOST_SCORES = 50_000_000;

    private static final int TILE = 2048;

    private static final int ONE_BITS = Float.floatToIntBits(1);

    private final float[] values;
    private final int[] answers;
    private final By by;
    private final Optional<String> obstacle;

    private Doubts(float[] values, int[] answers, By by, Optional<String> obstacle) {
        this.values = values;
        this.answers = answers;
        this.by = by;
        this.obstacle = obstacle;
    }

    /** Who was asked. */
    public enum By implements Named {
        /** The classifier as it is without the example. */
        LEAVE_ONE_OUT("leave-one-out"),
        /** The classifier as it is, which knows the example and doubts it less. */
        HEAD("head");

        private final String wireName;

        By(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Asks by leave-one-out, and by the head where that cannot be or is too dear.
     *
     * @throws org.imprint.core.ImprintException if there is no example
     */
    public static Doubts of(ClassifierState state, Parallel parallel) {
        long n = state.classes().stream().mapToLong(c -> c.examples().size()).sum();
        Checks.require(n > 0, "classifier must keep its examples for one to be doubted, number of them", n);
        Optional<String> obstacle = SelfQuestion.obstacle(state)
                .or(() -> n * state.classes().size() > MOST_SCORES
                        ? Optional.of("holds a score for each example and class, and these are more than " + MOST_SCORES
                                + ", was " + n * state.classes().size())
                        : Optional.empty());
        return obstacle.isEmpty() ? leftOut(state, parallel) : byHead(state, (int) n, obstacle, parallel);
    }

    private static Doubts leftOut(ClassifierState state, Parallel parallel) {
        LeaveOneOut found = SelfQuestion.of(state, parallel);
        int[] answers = found.answers();
        int[] truth = found.truth();
        float[] values = new float[answers.length];
        List<LearnedClass> classes = state.classes();
        for (int i = 0; i < values.length; i++) {
            boolean alone = classes.get(truth[i]).examples().size() == 1;
            values[i] = alone ? 1 : doubt(state, found.scores().row(i), answers[i], truth[i]);
        }
        return new Doubts(values, answers, By.LEAVE_ONE_OUT, Optional.empty());
    }

    private static Doubts byHead(ClassifierState state, int n, Optional<String> obstacle, Parallel parallel) {
        float[] values = new float[n];
        int[] answers = new int[n];
        int first = 0;
        for (int c = 0; c < state.classes().size(); c++) {
            FloatMatrix rows = state.classes().get(c).examples().rows();
            for (int from = 0; from < rows.rows(); from += TILE) {
                FloatMatrix tile = rows.rows(from, Math.min(rows.rows(), from + TILE));
                ScoredAnswers scored = state.head().scored(tile, parallel);
                for (int i = 0; i < tile.rows(); i++) {
                    int answer = scored.answers().classIndex(i);
                    answers[first + from + i] = answer;
                    values[first + from + i] = doubt(state, scored.classScores().row(i), answer, c);
                }
            }
            first += rows.rows();
        }
        return new Doubts(values, answers, By.HEAD, obstacle);
    }

    private static float doubt(ClassifierState state, float[] scores, int answer, int own) {
        double p = state.temperature().probabilities(scores)[own];
        double bounded = Double.isNaN(p) ? 0 : Math.min(1, Math.max(0, p));
        return (float) (answer == own ? (1 - bounded) / 2 : 1 - bounded / 2);
    }

    /** Returns how many examples there are. */
    public int size() {
        return values.length;
    }

    /** Returns the doubt of one, in [0, 1]. */
    public float value(int i) {
        return values[i];
    }

    /** Returns the place of the class that is answered for one. */
    public int answer(int i) {
        return answers[i];
    }

    /** Returns who was asked. */
    public By by() {
        return by;
    }

    /** Returns why leave-one-out was not asked, as the end of a sentence; empty if it was. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    /** Returns the places of all, those doubted most first; of equal doubts the first. */
    public int[] order() {
        // Bits of floats that are not negative are in the order of their values.
        return IntStream.range(0, values.length)
                .mapToLong(i -> (long) (ONE_BITS - Float.floatToIntBits(values[i])) << Integer.SIZE | i)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }
}
