package org.imprint.bench.unknown;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.calibration.ConformalThreshold;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.Task;
import org.imprint.core.eval.FoldedAnswers;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.LeftOutRows;

/** A head of some rows, and what it answers for each of them when left out. */
record Learned(Task task, Recipe recipe, Head head, LeaveOneOut found, Temperature temperature) {

    static Learned of(Task task, Recipe recipe, Parallel parallel) {
        Run run = Run.of(Semantics.CORRECTED, 1, parallel);
        List<FloatMatrix> proxies = Imprinter.proxies(task, recipe, run);
        Head head = Head.of(
                recipe.post().ofProxies(proxies, run.semantics()),
                recipe.inf(),
                recipe.aggregation(),
                run.semantics(),
                Optional.of(task));
        LeaveOneOut found = LeaveOneOut.of(task, recipe, proxies, run);
        return new Learned(task, recipe, head, found, Temperature.fit(found.scores(), found.truth()));
    }

    ScoredRows ask(FloatMatrix queries, Parallel parallel) {
        return ScoredRows.of(head, queries, parallel);
    }

    LeftOutRows leftOut(Set<KnownScore> wanted, Parallel parallel) {
        return LeftOutRows.of(task, found, temperature, wanted, parallel);
    }

    /** Returns the thresholds of prediction sets as a classifier finds them: from folds where leave-one-out is an approximation. */
    List<ConformalThreshold> sets(double[] coverages, Parallel parallel) {
        FloatMatrix scores = found.scores();
        int[] truth = found.truth();
        if (!found.isExact()) {
            FoldedAnswers folded =
                    FoldedAnswers.of(task, recipe, Optional.empty(), Run.of(Semantics.CORRECTED, 1, parallel));
            scores = folded.scores();
            truth = folded.truth();
        }
        DoubleMatrix probabilities = ScoredRows.probabilities(scores, temperature);
        int[] of = truth;
        return DoubleStream.of(coverages)
                .mapToObj(coverage -> ConformalThreshold.of(probabilities, of, coverage))
                .toList();
    }

    /** Returns the truth of queries that are asked class by class, equally many of each. */
    static int[] truth(int classes, int queries) {
        return IntStream.range(0, classes * queries).map(i -> i / queries).toArray();
    }
}
