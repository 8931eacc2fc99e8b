package org.imprint.lab.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.FileShapes;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.Fixtures;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.file.SweepFile;
import org.imprint.vision.ridge.RidgeRule;

/** Runs sweeps in tests. */
final class Sweeps {

    /** Small real embeddings: Fashion-MNIST through two backbones, 64 dimensions, 600 and 300 rows. */
    static final Path FASHION = Fixtures.folder("h5");

    static final Session SESSION = new Session("test", Instant.EPOCH, "host", 1, "test", "test", "test", 0);

    static final RunListener SILENT = new RunListener() {
        @Override
        public void progress(long done, long total) {
            // nobody watches
        }

        @Override
        public void failed(String combination, String error) {
            // the store has it
        }
    };

    private Sweeps() {}

    static Sweep parse(String text) {
        return SweepFile.parse(Path.of("test.yaml"), text).sweep();
    }

    static Plan plan(Sweep sweep, Path data) {
        return Planner.plan(sweep, new FileShapes(new EmbeddingInputs(data), sweep.semantics()));
    }

    static RunReport run(Plan plan, Path data, Path store, int workers) {
        return run(plan, data, store, workers, RunOptions.standard());
    }

    static RunReport run(Plan plan, Path data, Path store, int workers, RunOptions options) {
        SweepInputs inputs = new SweepInputs(new EmbeddingInputs(data), RidgeRule.standard());
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            return SweepJob.of(plan, inputs, store, options).run(SESSION, SILENT, Parallel.on(pool, workers));
        } finally {
            pool.shutdown();
        }
    }

    static Map<Combination, StoredRun> results(Path store) {
        try (ResultStore results = ResultStore.open(store)) {
            return results.runs().collect(Collectors.toMap(StoredRun::combination, r -> r));
        }
    }

    /** Returns accuracies, to compare stores by. */
    static Map<Combination, Optional<Double>> accuracies(Path store) {
        Map<Combination, Optional<Double>> accuracies = new HashMap<>();
        results(store).forEach((c, r) -> accuracies.put(c, r.scores().map(s -> s.accuracy())));
        return accuracies;
    }
}
