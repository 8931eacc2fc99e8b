package org.imprint.core.recipe;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Run;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.leastsquares.RowLeastSquares;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.presample.KeepAll;

/**
 * Imprints tasks as {@link Imprinter} does, for less where least squares has fewer rows than dimensions: it is solved over rows then. Proxies
 * differ by rounding alone.
 */
public final class SmallTask {

    private SmallTask() {}

    /**
     * Imprints a task.
     *
     * @param task raw embeddings that {@link Imprinter#requireUsable} takes
     * @param run corrected semantics; its random streams are used up
     */
    public static Head imprint(Task task, Recipe recipe, Run run) {
        List<FloatMatrix> proxies = recipe.post().ofProxies(proxies(task, recipe, run), run.semantics());
        return Head.of(proxies, recipe.inf(), recipe.aggregation(), run.semantics(), Optional.of(task));
    }

    private static List<FloatMatrix> proxies(Task task, Recipe recipe, Run run) {
        int n = task.classes().stream().mapToInt(ClassRows::size).sum();
        if (n < task.dim()
                && !run.semantics().isReference()
                && recipe.presampling() instanceof KeepAll
                && recipe.generator() instanceof LeastSquaresGenerator ls) {
            Task seen = task.map(c -> c.with(recipe.pre().beforeGeneration(c.rows(), run.semantics())));
            return RowLeastSquares.proxies(seen, ls.ridge().lambda());
        }
        return Imprinter.proxies(task, recipe, run);
    }
}
