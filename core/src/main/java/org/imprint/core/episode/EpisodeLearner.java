package org.imprint.core.episode;

import java.util.List;
import java.util.Optional;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.head.Head;
import org.imprint.core.leastsquares.RowLeastSquares;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;

/** Makes heads of small tasks by one recipe, as {@link Imprinter} does, for less where there are fewer rows than dimensions. */
final class EpisodeLearner {

    private final Recipe recipe;
    private final long seed;

    EpisodeLearner(Recipe recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
    }

    Head learn(Task support) {
        Run run = Run.of(Semantics.CORRECTED, seed, Parallel.serial());
        List<FloatMatrix> proxies = recipe.post().ofProxies(proxies(support, run), Semantics.CORRECTED);
        return Head.of(proxies, recipe.inf(), recipe.aggregation(), Semantics.CORRECTED, Optional.of(support));
    }

    private List<FloatMatrix> proxies(Task support, Run run) {
        int n = support.classes().stream().mapToInt(ClassRows::size).sum();
        if (n < support.dim()
                && recipe.presampling() instanceof KeepAll
                && recipe.generator() instanceof LeastSquaresGenerator ls) {
            Task seen = support.map(c -> c.with(recipe.pre().beforeGeneration(c.rows(), Semantics.CORRECTED)));
            return RowLeastSquares.proxies(seen, ls.ridge().lambda());
        }
        return Imprinter.proxies(support, recipe, run);
    }
}
