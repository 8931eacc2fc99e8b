package org.imprint.lab.run;

import java.util.SplittableRandom;
import org.imprint.core.Semantics;
import org.imprint.core.agg.Metric;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.lab.plan.CostModel;

/** Measures how fast this machine does the work that plans are made of; takes about half a second. */
public final class Calibration {

    private static final int ROWS = 512;
    private static final int DIM = 512;
    private static final int REPEATS = 5;

    private Calibration() {}

    /** Returns the rates of one worker, the best of a few short runs each. */
    public static CostModel measure() {
        FloatMatrix x = FloatMatrix.zeros(ROWS, DIM);
        SplittableRandom rng = new SplittableRandom(1);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) rng.nextDouble();
        }
        DoubleMatrix wide = x.toDouble();
        FloatMatrix out = FloatMatrix.zeros(ROWS, ROWS);
        DoubleMatrix wideOut = DoubleMatrix.zeros(ROWS, ROWS);
        NeighbourSearch manhattan = NeighbourSearch.by(Metric.MANHATTAN, x, Semantics.CORRECTED);
        double products = 2.0 * ROWS * ROWS * DIM;
        return new CostModel(
                products / seconds(() -> Blas.timesTransposed(x, x, out)),
                products / seconds(() -> Blas.timesTransposed(wide, wide, wideOut)),
                (double) ROWS * ROWS * DIM / seconds(() -> manhattan.nearest(x, 1, Parallel.serial())),
                CostModel.NOMINAL.pass());
    }

    private static double seconds(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }
}
