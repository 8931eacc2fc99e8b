package org.imprint.classifier.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.imprint.classifier.certainty.Calibration;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.core.ImprintException;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.head.Head;
import org.imprint.core.leastsquares.RunningLeastSquares;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.text.Spelling;
import org.imprint.core.unknown.ExampleDetector;
import org.imprint.core.unknown.KnownScore;

/**
 * A classifier at one moment.
 *
 * <p>Immutable; may be shared by threads.
 */
public final class ClassifierState {

    private static final int NAMES_IN_ERROR = 20;

    private final ClassifierSettings settings;
    private final List<LearnedClass> classes;
    private final Optional<Head> head;
    private final Optional<RunningLeastSquares> sums;
    private final Calibration calibration;
    private volatile ExampleDetector detector;

    /** @param head of the classes in their order; empty if there is no class */
    ClassifierState(ClassifierSettings settings, List<LearnedClass> classes, Optional<Head> head) {
        this(settings, classes, head, Optional.empty(), Calibration.NONE);
    }

    /** @param sums of the rows of the classes, where GEN is least squares */
    ClassifierState(
            ClassifierSettings settings,
            List<LearnedClass> classes,
            Optional<Head> head,
            Optional<RunningLeastSquares> sums) {
        this(settings, classes, head, sums, Calibration.NONE);
    }

    private ClassifierState(
            ClassifierSettings settings,
            List<LearnedClass> classes,
            Optional<Head> head,
            Optional<RunningLeastSquares> sums,
            Calibration calibration) {
        this.sums = sums;
        this.calibration = calibration;
        this.settings = settings;
        this.classes = List.copyOf(classes);
        this.head = head;
    }

    /** Returns what it is made by. */
    public ClassifierSettings settings() {
        return settings;
    }

    /** Returns the classes in their order, that in which they were learned. */
    public List<LearnedClass> classes() {
        return classes;
    }

    /** Returns the class names in their order. */
    public List<String> classNames() {
        return classes.stream().map(LearnedClass::name).toList();
    }

    /** Returns the head. @throws ImprintException if there is no class */
    public Head head() {
        return head.orElseThrow(
                () -> new ImprintException("classifier must have at least one class, has 0: learn one"));
    }

    /** Returns the sums that least squares is solved from, where GEN is that. */
    public Optional<RunningLeastSquares> sums() {
        return sums;
    }

    /** Returns what leave-one-out found for all classes together. */
    public Calibration calibration() {
        return calibration;
    }

    /** Returns what turns scores into probabilities. */
    public Temperature temperature() {
        return calibration.temperature();
    }

    /**
     * Returns the probability from which a class belongs to the set of a prediction; empty if no sets are asked for. Where they are and
     * nothing was found, sets hold all classes.
     */
    public Optional<ConformalThreshold> sets() {
        return settings.certainty().coverage().isEmpty()
                ? Optional.empty()
                : Optional.of(calibration.sets().orElse(ConformalThreshold.ALL));
    }

    /**
     * Returns what holds queries against the examples that are there now; empty where the score of {@link #calibration} needs none, or no class
     * has any. It is made when first asked for.
     *
     * @param parallel the threads that may make it; they change nothing of it
     */
    public Optional<ExampleDetector> detector(Parallel parallel) {
        if (!calibration.known().score().needsExamples() || classes.stream().noneMatch(LearnedClass::hasExamples)) {
            return Optional.empty();
        }
        ExampleDetector made = detector;
        return Optional.of(made != null ? made : detectorOnce(parallel));
    }

    private synchronized ExampleDetector detectorOnce(Parallel parallel) {
        if (detector == null) {
            List<FloatMatrix> rows = classes.stream()
                    .filter(LearnedClass::hasExamples)
                    .map(c -> c.examples().rows())
                    .toList();
            detector = ExampleDetector.of(calibration.known(), rows, parallel);
        }
        return detector;
    }

    /** Returns whether something was found from examples. */
    public boolean isCalibrated() {
        return !calibration.equals(Calibration.NONE)
                || classes.stream().anyMatch(c -> c.threshold().isPresent());
    }

    /** Returns the state with something else found. */
    public ClassifierState with(Calibration other) {
        return new ClassifierState(settings, classes, head, sums, other);
    }

    /**
     * Returns the state without what is of all scores together: map, sets, and thresholds of a score that comes from those of all classes. The
     * temperature stays.
     */
    public ClassifierState withoutFoundOfAll() {
        KnownScore score = calibration.known().score();
        boolean ofAll = score == KnownScore.ENERGY || score == KnownScore.SOFTMAX;
        List<LearnedClass> left =
                ofAll ? classes.stream().map(LearnedClass::withoutThreshold).toList() : classes;
        return new ClassifierState(
                settings, left, head, sums, calibration.with(TopLabelMap.SAME).withSets(Optional.empty()));
    }

    /** Returns the state with other thresholds, one for each class; −∞ is none, as of a class without examples. */
    ClassifierState withThresholds(RejectThresholds thresholds) {
        List<LearnedClass> other = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            double t = thresholds.value(c);
            other.add(classes.get(c)
                    .withThreshold(
                            Double.isFinite(t) && classes.get(c).hasExamples()
                                    ? Optional.of(new Threshold(t, thresholds.isBorrowed(c)))
                                    : Optional.empty()));
        }
        return new ClassifierState(settings, other, head, sums, calibration);
    }

    /** Returns whether there is no class. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    /** Returns the place of a class, if there is one of this name. */
    public OptionalInt find(String name) {
        return IntStream.range(0, classes.size())
                .filter(c -> classes.get(c).name().equals(name))
                .findFirst();
    }

    /** Returns the place of a class. @throws ImprintException if there is none of this name, with the nearest names */
    public int indexOf(String name) {
        return find(LearnedClass.checkedName(name))
                .orElseThrow(() -> new ImprintException("there is no class " + name
                        + (classes.size() > NAMES_IN_ERROR
                                ? Spelling.hint(name, classNames())
                                : Spelling.hintOrAll(name, classNames()))));
    }
}
