package org.imprint.classifier.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.JointGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;
import org.imprint.vision.store.Precision;

/** Proxies and head of a model, made from nothing by {@link Imprinter} alone. */
record FreshFit(List<FloatMatrix> proxies, Head head) {

    static FreshFit of(WalkModel model, WalkPool pool, ClassifierSettings settings) {
        List<ClassRows> classes = new ArrayList<>();
        for (WalkModel.Named c : model.classes()) {
            List<Integer> ordered = c.ids().stream()
                    .sorted(Comparator.comparing((Integer i) ->
                                    pool.examples().get(i).digest().hex())
                            .thenComparing(i -> pool.examples().get(i).name()))
                    .toList();
            FloatMatrix rows = pool.rows(ordered);
            classes.add(new ClassRows(classes.size(), settings.precision() == Precision.FLOAT32 ? rows : half(rows)));
        }
        Recipe recipe = settings.recipe();
        Task task = Task.of(classes);
        List<FloatMatrix> proxies = recipe.generator() instanceof JointGenerator
                ? Imprinter.proxies(task, recipe, run(settings))
                : classes.stream().map(c -> alone(c, settings)).toList();
        List<FloatMatrix> post = recipe.post().ofProxies(proxies, Semantics.CORRECTED);
        return new FreshFit(
                proxies, Head.of(post, recipe.inf(), recipe.aggregation(), Semantics.CORRECTED, Optional.of(task)));
    }

    /** A class that nobody else is beside: draws are the same whatever its name and place. */
    private static FloatMatrix alone(ClassRows c, ClassifierSettings settings) {
        return Imprinter.proxies(Task.of(List.of(new ClassRows(0, c.rows()))), settings.recipe(), run(settings))
                .get(0);
    }

    private static Run run(ClassifierSettings settings) {
        return Run.of(Semantics.CORRECTED, settings.seed(), Parallel.serial());
    }

    /** Rounds to eleven significant bits, ties to even: half precision for numbers of about one. */
    private static FloatMatrix half(FloatMatrix x) {
        FloatMatrix rounded = x.copy();
        for (int i = 0; i < x.rows() * x.cols(); i++) {
            float value = rounded.data()[i];
            double quantum = Math.scalb(1.0, Math.max(Math.getExponent(value), -14) - 10);
            rounded.data()[i] = (float) (Math.rint(value / quantum) * quantum);
        }
        return rounded;
    }
}
