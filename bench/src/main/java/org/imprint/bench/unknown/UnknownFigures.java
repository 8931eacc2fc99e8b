package org.imprint.bench.unknown;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.calibration.RejectThresholds;
import org.imprint.core.calibration.Temperature;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.eval.LeaveOneOut;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.recipe.Imprinter;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.unknown.KnownScore;
import org.imprint.core.unknown.LeftOutRows;

/**
 * Times what finds the thresholds of unknown images, warm: leave-one-out, all scores, the choice among them and the thresholds for
 * 10 × 100 × 1,280, k = 20, on two threads; prints one JSON line.
 *
 * <pre>
 *   java -Xmx3g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.unknown.UnknownFigures
 * </pre>
 */
public final class UnknownFigures {

    private static final int THREADS = 2;
    private static final double ALPHA = 0.05;
    private static final Recipe PAPER = Preset.PAPER.published();

    private final Parallel parallel;

    private UnknownFigures(Parallel parallel) {
        this.parallel = parallel;
    }

    /** Runs it. Arguments: none. */
    public static void main(String[] args) {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS - 1);
        try {
            UnknownFigures figures = new UnknownFigures(Parallel.on(pool, THREADS));
            figures.time();
        } finally {
            pool.shutdown();
        }
    }

    private Run run() {
        return Run.of(Semantics.CORRECTED, 17121997, parallel);
    }

    private void time() {
        SplittableRandom random = new SplittableRandom(1);
        List<ClassRows> classes = new ArrayList<>();
        for (int c = 0; c < 10; c++) {
            FloatMatrix rows = FloatMatrix.zeros(100, 1280);
            double[] centre = random.doubles(1280).toArray();
            for (int i = 0; i < rows.data().length; i++) {
                rows.data()[i] = (float) Math.max(0, centre[i % 1280] + random.nextDouble() - 0.7);
            }
            classes.add(new ClassRows(c, rows));
        }
        Task task = Task.of(classes);
        List<FloatMatrix> proxies = Imprinter.proxies(task, PAPER, run());
        List<Double> seconds = new ArrayList<>();
        for (int r = -5; r < 15; r++) {
            long start = System.nanoTime();
            LeaveOneOut found = LeaveOneOut.of(task, PAPER, proxies, run());
            LeftOutRows rows = rows(task, found, LeftOutRows.candidates(task, false, true));
            RejectThresholds.of(rows.of(rows.choose(parallel).score()), found.truth(), task.size(), ALPHA);
            if (r >= 0) { // the first ones warm up
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        seconds.sort(null);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"unknown\", \"who\": \"imprint, %s\", \"shape\": \"10 x 100 x 1280, k = 20\", \"median_s\": %.3f, \"best_s\":"
                        + " %.3f, \"load\": %.1f}",
                Blas.description(),
                seconds.get(seconds.size() / 2),
                seconds.get(0),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    private LeftOutRows rows(Task task, LeaveOneOut found, Set<KnownScore> wanted) {
        return LeftOutRows.of(task, found, temperature(found), wanted, parallel);
    }

    private static Temperature temperature(LeaveOneOut found) {
        return Temperature.fit(found.scores(), found.truth());
    }
}
