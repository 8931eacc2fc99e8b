package org.imprint.classifier.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.leastsquares.RunningLeastSquares;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.proxycount.ProxyCount;
import org.imprint.vision.store.Precision;

/**
 * Makes classes from examples and states from states; what comes out is what a fresh fit of the same examples gives.
 *
 * <p>Belongs to one writer at a time.
 */
public final class Workshop {

    private final ClassifierSettings settings;
    private final Parallel parallel;
    private final Upkeep upkeep;

    /** @param parallel the threads it may use; they change no result */
    public Workshop(ClassifierSettings settings, Parallel parallel) {
        this.settings = settings;
        this.parallel = parallel;
        this.upkeep = Upkeep.of(settings);
        boolean needsExamples = upkeep.reach() == Reach.SUMS || upkeep.reach() == Reach.ALL;
        if (needsExamples && settings.keeping() == Keeping.PROXIES) {
            throw new ImprintException(
                    "generator " + settings.recipe().generator().wireName()
                            + " needs the examples of all classes: they must be kept while it learns, and can be left out of a file");
        }
    }

    /** Returns how far a change of one class reaches. */
    public Reach reach() {
        return upkeep.reach();
    }

    /** Returns the state without classes. */
    public ClassifierState empty() {
        return new ClassifierState(settings, List.of(), Optional.empty());
    }

    /**
     * Returns examples as they are kept: rounded to the precision, in canonical order.
     *
     * @param rows [n, d], n ≥ 1
     * @throws ImprintException if the width differs, or a row is not finite, beyond the precision, or zero where NORMpre divides by its
     *     length, naming the example
     */
    public ExampleSet examples(List<Example> examples, FloatMatrix rows) {
        Checks.require(rows.rows() >= 1, "there must be at least one example", rows.rows());
        Checks.require(
                rows.cols() == settings.dim(), "embeddings must have " + settings.dim() + " values", rows.cols());
        FloatMatrix kept = settings.precision() == Precision.FLOAT32 ? rows : Rounding.toHalf(rows);
        for (int i = 0; i < kept.rows(); i++) {
            requireUsable(examples.get(i), rows.row(i), kept.rows(i, i + 1));
        }
        return ExampleSet.of(examples, kept);
    }

    private void requireUsable(Example example, float[] given, FloatMatrix kept) {
        String precision = settings.precision().wireName();
        int j = kept.firstNonFinite(0);
        if (j >= 0) {
            throw new ImprintException("embedding of " + example.name() + " must be finite in " + precision + ", was "
                    + given[j] + " at position " + j);
        }
        if (settings.recipe().pre() instanceof L2Norm && isZero(kept.row(0))) {
            throw new ImprintException("embedding of " + example.name() + " must not be zero under NORMpre l2, was zero"
                    + (isZero(given) ? "" : " after it was rounded to " + precision));
        }
    }

    private static boolean isZero(float[] row) {
        for (float x : row) {
            if (x != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many proxies each of some classes is to have, which are all there are; empty for each where the recipe says k. */
    public List<Optional<ProxyCount>> counts(List<ExampleSet> classes) {
        return ProxyCounting.ofAll(settings, classes, parallel);
    }

    /** Returns how many proxies a new class is to have beside those that are there; empty where the recipe says k. */
    public Optional<ProxyCount> count(ClassifierState beside, ExampleSet examples) {
        return ProxyCounting.ofOne(beside, examples, parallel);
    }

    /**
     * Returns a class made from examples; where GEN needs all classes, its proxies come with {@link #apply}.
     *
     * @param count what was chosen for it; empty where the recipe says k
     */
    public LearnedClass learned(String name, ExampleSet examples, Optional<ProxyCount> count) {
        FloatMatrix proxies;
        try {
            proxies = upkeep.proxies(examples, count, parallel);
        } catch (ImprintException e) {
            throw e.at("class " + name);
        }
        LearnedClass made =
                LearnedClass.of(name, examples, examples.size(), proxies).withCount(count);
        return settings.keeping() == Keeping.EXAMPLES ? made : made.withoutExamples();
    }

    /** Returns the state of classes that were made already, by these settings. */
    public ClassifierState of(List<LearnedClass> classes) {
        List<ClassEdit> edits = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            edits.add(ClassEdit.insert(c, classes.get(c)));
        }
        return apply(empty(), edits);
    }

    /**
     * Returns the state that was taken apart, such as into a file.
     *
     * @param classes with their proxies, made by these settings
     * @param sums those of the state, where GEN is least squares
     */
    public ClassifierState restored(List<LearnedClass> classes, Optional<RunningLeastSquares> sums) {
        return classes.isEmpty()
                ? empty()
                : new ClassifierState(settings, classes, Optional.of(Upkeep.head(settings, classes, parallel)), sums);
    }

    /**
     * Returns the state after some edits, one after the other.
     *
     * @throws ImprintException if two classes would have one name
     * @throws IllegalStateException if an edit does not fit what is there
     */
    public ClassifierState apply(ClassifierState before, List<ClassEdit> edits) {
        List<LearnedClass> classes = new ArrayList<>(before.classes());
        for (ClassEdit edit : edits) {
            carryOut(edit, classes);
        }
        Set<String> names = new HashSet<>();
        for (LearnedClass c : classes) {
            Checks.require(names.add(c.name()), "classes must have different names, twice there", c.name());
        }
        ClassifierState after = classes.isEmpty() ? empty() : upkeep.after(before, classes, edits, parallel);
        return after.with(before.calibration());
    }

    /**
     * As {@link #apply}, from the classes alone: of what is taken away no trace stays, not in the last digit of a sum, nor in a temperature
     * or threshold, which are left out, nor in a number of proxies, which the examples choose anew.
     */
    public ClassifierState fresh(ClassifierState before, List<ClassEdit> edits) {
        List<LearnedClass> left = apply(before, edits).classes().stream()
                .map(LearnedClass::withoutThreshold)
                .toList();
        return of(settings.k() == KChoice.AUTO ? chosenAnew(left) : left);
    }

    private List<LearnedClass> chosenAnew(List<LearnedClass> classes) {
        if (!classes.stream().allMatch(LearnedClass::hasExamples)) {
            return classes.stream()
                    .map(c -> c.withCount(c.count().map(ProxyCount::kept)))
                    .toList();
        }
        List<Optional<ProxyCount>> counts =
                counts(classes.stream().map(LearnedClass::examples).toList());
        return IntStream.range(0, classes.size())
                .mapToObj(c -> learned(classes.get(c).name(), classes.get(c).examples(), counts.get(c)))
                .toList();
    }

    private static void carryOut(ClassEdit edit, List<LearnedClass> classes) {
        Optional<LearnedClass> there = edit.before().map(gone -> taken(gone, edit.at(), classes));
        edit.after()
                .map(come ->
                        edit.isRename() ? come.withThreshold(there.orElseThrow().threshold()) : come)
                .ifPresent(come -> classes.add(edit.at(), come));
    }

    private static LearnedClass taken(LearnedClass gone, int at, List<LearnedClass> classes) {
        LearnedClass there = classes.remove(at);
        if (!there.name().equals(gone.name())) {
            throw new IllegalStateException("class at " + at + " is " + there.name() + ", not " + gone.name());
        }
        return there;
    }
}
