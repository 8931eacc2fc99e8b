package org.imprint.classifier.doctor.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.gen.LeastSquaresGenerator;
import org.imprint.core.leastsquares.Ridge;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.norm.NoNorm;
import org.imprint.core.presample.KeepAll;
import org.imprint.core.recipe.Recipe;

/**
 * What all other images say of each image: probabilities of the classes by least squares that has not seen it.
 *
 * <p>Least squares of unit rows with λ = 1/(2n), left out in closed form, and one temperature. It tells wrong labels from right ones
 * better than means and nearest neighbours do; {@code docs/decisions/0117} has the figures. Computed once, when first asked for.
 */
final class Beliefs {

    private static final long NO_DRAWS = 0;

    private final EmbeddedSet set;
    private final Parallel parallel;
    private LeaveOneOut answers;
    private double[][] probabilities;

    /** @param set at least two classes */
    Beliefs(EmbeddedSet set, Parallel parallel) {
        this.set = set;
        this.parallel = parallel;
    }

    private synchronized void compute() {
        if (answers != null) {
            return;
        }
        Recipe recipe = new Recipe(
                new L2Norm(),
                new KeepAll(),
                new LeastSquaresGenerator(Ridge.of(0.5 / set.size())),
                new NoNorm(),
                new L2Norm(),
                new MaxInnerProduct());
        Run run = Run.of(Semantics.CORRECTED, NO_DRAWS, parallel);
        LeaveOneOut found = LeaveOneOut.of(set.task(), recipe, run);
        FloatMatrix scores = found.scores();
        int[] truth = found.truth();
        int[] usable = IntStream.range(0, set.size())
                .filter(i -> scores.firstNonFinite(i) < 0)
                .toArray();
        Temperature temperature = Temperature.fit(
                scores.select(usable), IntStream.of(usable).map(i -> truth[i]).toArray());
        double[][] all = new double[set.size()][];
        Arrays.setAll(
                all, i -> scores.firstNonFinite(i) < 0 ? temperature.probabilities(scores.row(i)) : new double[0]);
        probabilities = all;
        answers = found;
    }

    LeaveOneOut answers() {
        compute();
        return answers;
    }

    /** Returns the probability of each class for image i; of none for the only image of its class. */
    double[] of(int i) {
        compute();
        return probabilities[i];
    }
}
