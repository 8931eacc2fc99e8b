package org.imprint.lab.store.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.ClassCounts;
import org.imprint.lab.result.CountedScores;
import org.imprint.lab.result.Predictions;
import org.imprint.lab.result.PublishedScores;
import org.imprint.lab.result.Scores;
import org.imprint.lab.result.StepCounts;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;

/**
 * Scores as bytes. Counts are whole numbers, so that accuracies come back exactly; class sizes, which thousands of runs share, are
 * a definition of their own, and what is answered and what is right are written as differences from them, mostly a byte each. What
 * refers to a definition comes first.
 */
public final class ScoresCodec {

    private static final int PUBLISHED = 1;
    private static final int TRAIN = 2;
    private static final int STEPS = 4;
    private static final int PREDICTIONS = 8;

    private ScoresCodec() {}

    /**
     * Appends scores.
     *
     * @param sizes gives class sizes their number
     */
    static void write(ByteSink out, Scores scores, ToIntFunction<List<Integer>> sizes) {
        if (scores instanceof CountedScores counted) {
            write(out, counted, sizes);
        } else if (scores instanceof PublishedScores published) {
            write(out, published, sizes);
        }
    }

    private static void write(ByteSink out, CountedScores scores, ToIntFunction<List<Integer>> sizes) {
        out.u8((scores.train().isPresent() ? TRAIN : 0)
                | (scores.steps().isEmpty() ? 0 : STEPS)
                | (scores.predictions().isPresent() ? PREDICTIONS : 0));
        out.varint(sizes.applyAsInt(scores.test().sizes()));
        scores.train().ifPresent(train -> out.varint(sizes.applyAsInt(train.sizes())));
        counts(out, scores.test());
        scores.train().ifPresent(train -> counts(out, train));
        if (!scores.steps().isEmpty()) {
            out.varint(scores.steps().size());
            for (StepCounts step : scores.steps()) {
                out.varint(step.sizes().size());
                step.sizes().forEach(out::varint);
                step.correct().forEach(out::varint);
            }
        }
        scores.predictions().ifPresent(p -> PackedPredictions.write(out, p));
    }

    private static void counts(ByteSink out, ClassCounts counts) {
        for (int c = 0; c < counts.classes(); c++) {
            out.zigzag(counts.answered().get(c) - counts.sizes().get(c));
            out.varint(counts.sizes().get(c) - counts.correct().get(c));
        }
    }

    private static void write(ByteSink out, PublishedScores scores, ToIntFunction<List<Integer>> sizes) {
        out.u8(PUBLISHED | (scores.taskTrainAcc().isPresent() ? TRAIN : 0));
        out.varint(sizes.applyAsInt(scores.sizes()));
        out.f64(scores.taskAcc());
        out.varint(scores.taskF1s().size());
        scores.taskF1s().forEach(out::f64);
        scores.taskTrainAcc().ifPresent(out::f64);
    }

    /**
     * Reads scores.
     *
     * @param sizes gives the class sizes of a number
     */
    static Scores read(ByteSource in, IntFunction<List<Integer>> sizes) {
        int parts = in.u8();
        if ((parts & PUBLISHED) != 0) {
            List<Integer> published = sizes.apply(in.count());
            double accuracy = in.f64();
            List<Double> f1 = new ArrayList<>();
            for (int n = in.length(); n > 0; n--) {
                f1.add(in.f64());
            }
            return new PublishedScores(
                    accuracy,
                    f1,
                    published,
                    (parts & TRAIN) == 0 ? OptionalDouble.empty() : OptionalDouble.of(in.f64()));
        }
        List<Integer> testSizes = sizes.apply(in.count());
        List<Integer> trainSizes = (parts & TRAIN) == 0 ? List.of() : sizes.apply(in.count());
        ClassCounts test = counts(in, testSizes);
        Optional<ClassCounts> train = (parts & TRAIN) == 0 ? Optional.empty() : Optional.of(counts(in, trainSizes));
        List<StepCounts> steps = (parts & STEPS) == 0 ? List.of() : steps(in);
        Optional<Predictions> predictions =
                (parts & PREDICTIONS) == 0 ? Optional.empty() : Optional.of(PackedPredictions.read(in));
        return new CountedScores(test, train, steps, predictions);
    }

    /** Looks up the class sizes that scores refer to, and checks what the accuracies follow from; makes no objects. */
    public static void check(ByteSource in, IntFunction<List<Integer>> sizes) {
        int parts = in.u8();
        List<Integer> test = sizes.apply(in.count());
        if ((parts & PUBLISHED) != 0) {
            Checks.inRange("task_acc", in.f64(), 0, 100);
            return;
        }
        List<Integer> train = (parts & TRAIN) == 0 ? List.of() : sizes.apply(in.count());
        checkCounts(in, test);
        checkCounts(in, train);
    }

    private static void checkCounts(ByteSource in, List<Integer> of) {
        long extra = 0;
        for (int c = 0; c < of.size(); c++) {
            int size = of.get(c);
            long more = in.zigzag();
            long wrong = in.varint();
            if (wrong < Math.max(0, -more) || wrong > size) {
                throw new ImprintException("wrong answers of class " + c + " must be in [" + Math.max(0, -more) + ", "
                        + size + "], was " + wrong);
            }
            extra += more;
        }
        Checks.require(extra == 0, "answers must be as many as rows, more by", extra);
    }

    /** Reads the accuracy alone, the same double that the scores would give, without making them. */
    static double accuracy(ByteSource in, IntFunction<List<Integer>> sizes) {
        int parts = in.u8();
        List<Integer> of = sizes.apply(in.count());
        if ((parts & PUBLISHED) != 0) {
            return in.f64() / 100;
        }
        if ((parts & TRAIN) != 0) {
            in.varint();
        }
        long samples = 0;
        long wrong = 0;
        for (int size : of) {
            samples += size;
            in.varint();
            wrong += in.varint();
        }
        return (double) (samples - wrong) / samples;
    }

    private static ClassCounts counts(ByteSource in, List<Integer> of) {
        Integer[] answered = new Integer[of.size()];
        Integer[] correct = new Integer[of.size()];
        for (int c = 0; c < answered.length; c++) {
            answered[c] = Math.toIntExact(of.get(c) + in.zigzag());
            correct[c] = of.get(c) - in.count();
        }
        return new ClassCounts(of, List.of(answered), List.of(correct));
    }

    private static List<StepCounts> steps(ByteSource in) {
        List<StepCounts> steps = new ArrayList<>();
        for (int n = in.length(); n > 0; n--) {
            int splits = in.length();
            steps.add(new StepCounts(integers(in, splits), integers(in, splits)));
        }
        return steps;
    }

    static List<Integer> integers(ByteSource in, int n) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(in.count());
        }
        return values;
    }
}
