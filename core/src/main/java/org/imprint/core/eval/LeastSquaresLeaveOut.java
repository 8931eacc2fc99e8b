package org.imprint.core.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Run;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.leastsquares.LeftOutWeights;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.recipe.Recipe;

/** Leaves rows out of least squares, from one factorisation. */
final class LeastSquaresLeaveOut {

    private static final int TILE = 256;

    private final Task task;
    private final Recipe recipe;
    private final Run run;
    private final LeftOutAnswers answers;

    LeastSquaresLeaveOut(Task task, Recipe recipe, Run run, LeftOutAnswers answers) {
        this.task = task;
        this.recipe = recipe;
        this.run = run;
        this.answers = answers;
    }

    void answer(double lambda) {
        Task seen = task.map(c -> c.with(recipe.pre().beforeGeneration(c.rows(), run.semantics())));
        LeftOutWeights weights =
                LeftOutWeights.of(seen.classes().stream().map(ClassRows::rows).toList(), lambda, run.parallel());
        int before = 0;
        for (int c = 0; c < task.size(); c++) {
            int ofClass = c;
            int first = before;
            run.parallel().forEachTile(task.get(c).size(), TILE, (from, to) -> {
                LeftOutWeights.Rows rows =
                        weights.rows(ofClass, seen.get(ofClass).rows().rows(from, to));
                answer(rows, ofClass, task.get(ofClass).rows().rows(from, to), first + from);
            });
            before += task.get(c).size();
        }
    }

    private void answer(LeftOutWeights.Rows rows, int c, FloatMatrix raw, int first) {
        boolean unit = recipe.post() instanceof L2Norm;
        if (!(recipe.aggregation() instanceof MaxInnerProduct) || !unit && !(recipe.post() instanceof NoNorm)) {
            for (int i = 0; i < raw.rows(); i++) {
                answers.take(first + i, head(rows, c, i), c, raw.rows(i, i + 1));
            }
            return;
        }
        DoubleMatrix products = rows.products(recipe.inf().ofRows(raw), unit);
        for (int i = 0; i < raw.rows(); i++) {
            for (int j = 0; j < task.size(); j++) {
                answers.set(first + i, j, products.get(i, j));
            }
            answers.settle(first + i);
        }
    }

    private Head head(LeftOutWeights.Rows rows, int c, int i) {
        FloatMatrix weights = rows.weights(i).toFloat();
        List<FloatMatrix> proxies = new ArrayList<>();
        for (int j = 0; j < task.size(); j++) {
            if (j != c || !rows.isGone()) {
                proxies.add(weights.rows(j, j + 1));
            }
        }
        return Head.of(
                recipe.post().ofProxies(proxies, run.semantics()),
                recipe.inf(),
                recipe.aggregation(),
                run.semantics(),
                Optional.empty());
    }
}
