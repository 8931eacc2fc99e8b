package org.imprint.classifier.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.leastsquares.RunningLeastSquares;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.proxycount.ProxyCount;

/** All proxies from sums that are kept: a change takes rows into them or out of them, and solves anew. */
record SumsUpkeep(ClassifierSettings settings) implements Upkeep {

    @Override
    public Reach reach() {
        return Reach.SUMS;
    }

    @Override
    public FloatMatrix proxies(ExampleSet examples, Optional<ProxyCount> count, Parallel parallel) {
        return FloatMatrix.zeros(0, settings.dim());
    }

    @Override
    public ClassifierState after(
            ClassifierState before, List<LearnedClass> classes, List<ClassEdit> edits, Parallel parallel) {
        RunningLeastSquares sums = before.sums().isPresent()
                ? changed(before.sums().get(), classes, edits, parallel)
                : fresh(classes, parallel);
        DoubleMatrix weights = solved(sums);
        List<LearnedClass> made = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            made.add(classes.get(c).with(weights.rows(c, c + 1).toFloat()));
        }
        return new ClassifierState(
                settings, made, Optional.of(Upkeep.head(settings, made, parallel)), Optional.of(sums));
    }

    private DoubleMatrix solved(RunningLeastSquares sums) {
        try {
            return sums.solve(lambda());
        } catch (ArithmeticException e) {
            throw new ImprintException(
                    "λ of least squares must be large enough beside the embeddings, was " + lambda()
                            + ": the sums cannot be solved with it",
                    e);
        }
    }

    private double lambda() {
        return ((LeastSquaresGenerator) settings.recipe().generator()).ridge().lambda();
    }

    private RunningLeastSquares fresh(List<LearnedClass> classes, Parallel parallel) {
        Upkeep.requireExamples(classes);
        return RunningLeastSquares.of(
                classes.stream().map(c -> seen(c.examples())).toList(), parallel);
    }

    /** Returns examples as GEN sees them. */
    private FloatMatrix seen(ExampleSet examples) {
        return settings.recipe().pre().beforeGeneration(examples.rows(), Semantics.CORRECTED);
    }

    private RunningLeastSquares changed(
            RunningLeastSquares before, List<LearnedClass> classes, List<ClassEdit> edits, Parallel parallel) {
        RunningLeastSquares sums = before;
        for (ClassEdit edit : edits) {
            if (sums.classes() == 1 && edit.after().isEmpty()) {
                return fresh(classes, parallel); // the last class goes, and others come behind it
            }
            sums = changed(sums, edit, parallel);
        }
        boolean examples = classes.stream().allMatch(LearnedClass::hasExamples);
        return sums.needsRederiving(lambda()) && examples ? fresh(classes, parallel) : sums;
    }

    private RunningLeastSquares changed(RunningLeastSquares sums, ClassEdit edit, Parallel parallel) {
        int c = edit.at();
        if (edit.before().isEmpty()) {
            return sums.withClassAt(c, seen(learned(edit.after().orElseThrow())), parallel);
        }
        LearnedClass was = edit.before().get();
        if (edit.after().isEmpty()) {
            return sums.withoutClass(c, seen(learned(was)), parallel);
        }
        LearnedClass is = edit.after().get();
        if (was.examples() == is.examples()) {
            return sums; // another name
        }
        ExampleSet gone =
                learned(was).without(e -> is.examples().find(e.digest()).isPresent());
        ExampleSet come =
                learned(is).without(e -> was.examples().find(e.digest()).isPresent());
        RunningLeastSquares more = come.isEmpty() ? sums : sums.plus(c, seen(come), parallel);
        return gone.isEmpty() ? more : more.minus(c, seen(gone), parallel);
    }

    /** Returns the examples of a class, which must be there for its rows to be counted. */
    private static ExampleSet learned(LearnedClass c) {
        Upkeep.requireExamples(List.of(c));
        return c.examples();
    }
}
