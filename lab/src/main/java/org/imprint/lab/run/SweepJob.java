package org.imprint.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.run.input.AbsentLabels;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreWriter;

/**
 * A plan about to be carried out: the data it reads, the store that keeps its outcomes, and how.
 *
 * <p>Everything that runs sweeps runs them here, because a store may be filled in one order only: labels that no row has are
 * refused, files are digested, settings are made of the digests, the store is opened under these settings or refuses them, the
 * digests are remembered, and then outcomes are written. A job may be run again; it does what is left.
 */
public final class SweepJob {

    private static final String DIGESTS = "inputs.tsv";

    private final Plan plan;
    private final SweepInputs inputs;
    private final Path store;
    private final RunOptions options;

    private SweepJob(Plan plan, SweepInputs inputs, Path store, RunOptions options) {
        this.plan = plan;
        this.inputs = inputs;
        this.store = store;
        this.options = options;
    }

    /**
     * Returns the job of a plan.
     *
     * @param store folder of the result store; made by {@link #start} if it does not exist
     */
    public static SweepJob of(Plan plan, SweepInputs inputs, Path store, RunOptions options) {
        return new SweepJob(plan, inputs, store, options);
    }

    /** Returns the file in which a store's processes remember the digests of embeddings files. */
    public static Path digests(Path store) {
        return ResultStore.workFolder(store).resolve(DIGESTS);
    }

    /** Returns the plan. */
    public Plan plan() {
        return plan;
    }

    /** Returns the plan of what the store lacks: all of it where there is no store yet. */
    public Plan left() {
        if (!Files.isDirectory(store)) {
            return plan;
        }
        try (ResultStore opened = ResultStore.open(store)) {
            return LeftOver.of(plan, opened, options.has(RunOptions.Wish.RETRY_FAILED));
        }
    }

    /** Returns why {@link #start} would refuse this job although no file is missing, if it would. Writes nothing. */
    public Optional<String> refusal() {
        Optional<String> refusal = inputs.refusal(plan);
        boolean missing = !inputs.files().missing(SweepInputs.places(plan)).isEmpty();
        if (refusal.isPresent() || missing || !Files.isDirectory(store)) {
            return refusal;
        }
        try (ResultStore opened = ResultStore.open(store)) {
            List<String> conflicts = opened.settings().conflicts(settings(Parallel.serial()));
            return conflicts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(store + " holds results of other settings: " + String.join("; ", conflicts));
        }
    }

    /**
     * Digests the inputs and opens the store under them; {@link Start#run} then does what the store lacks.
     *
     * @throws ImprintException if files or a λ are missing, or no row has a label that a task asks for
     * @throws org.imprint.lab.store.StoreException if the store holds results of other settings or cannot be written
     */
    public Start start(Session session, RunListener listener, Parallel parallel) {
        AbsentLabels.refuse(plan, inputs.shapes(plan.semantics()));
        Settings settings = settings(parallel);
        ResultStore results = ResultStore.openOrCreate(store, settings);
        try {
            inputs.rememberDigests();
            return new Start(
                    results, results.writer(session), new SweepRunner(plan, inputs, options, listener), parallel);
        } catch (RuntimeException | Error e) {
            results.close();
            throw e;
        }
    }

    /** Runs the job from start to end. */
    public RunReport run(Session session, RunListener listener, Parallel parallel) {
        try (Start start = start(session, listener, parallel)) {
            return start.run();
        }
    }

    private Settings settings(Parallel parallel) {
        return inputs.settings(plan, digests(store), parallel);
    }

    /** A job whose store is open. */
    public final class Start implements AutoCloseable {

        private final ResultStore results;
        private final StoreWriter writer;
        private final SweepRunner runner;
        private final Parallel parallel;

        private Start(ResultStore results, StoreWriter writer, SweepRunner runner, Parallel parallel) {
            this.results = results;
            this.writer = writer;
            this.runner = runner;
            this.parallel = parallel;
        }

        /** Does what the store lacks, until all is done or {@link #stop} is called. */
        public RunReport run() {
            return runner.run(results, writer, ResultStore.workFolder(store), parallel);
        }

        /** Asks {@link #run} to end soon; what is finished is kept. May be called from any thread. */
        public void stop() {
            runner.stop();
        }

        @Override
        public void close() {
            try (results) {
                writer.close();
            }
        }
    }
}
