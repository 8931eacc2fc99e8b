package org.imprint.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.DistinctRun;
import org.imprint.lab.plan.FoldedRun;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.run.input.ChangedInputException;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.store.ResultStore;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.store.StoreWriter;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.label.TaskSplits;
import org.imprint.vision.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a plan: gives every combination an outcome in a store, and none twice.
 *
 * <p>Places are worked on one after the other, the batches of a place in parallel. Other processes may work on the same plan or
 * parts of it: a batch is claimed before it is done. What a process that is killed had finished is kept, what it had begun is
 * done by the next start.
 */
final class SweepRunner {

    private static final long FLUSH_NANOS = 1_000_000_000L;
    private static final long WAIT_MILLIS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(SweepRunner.class);

    private final Plan plan;
    private final SweepInputs inputs;
    private final RunOptions options;
    private final RunListener listener;
    private final AtomicBoolean stop = new AtomicBoolean();

    /** Creates a runner of a plan. */
    SweepRunner(Plan plan, SweepInputs inputs, RunOptions options, RunListener listener) {
        this.plan = plan;
        this.inputs = inputs;
        this.options = options;
        this.listener = listener;
    }

    /** Asks the runner to end soon; what is finished is kept. May be called from any thread. */
    public void stop() {
        stop.set(true);
    }

    /**
     * Does what the store lacks.
     *
     * @param store where outcomes are looked up
     * @param writer where outcomes go
     * @param claims folder for claims, shared by all processes that work on the store
     * @throws StoreException if the store cannot be written
     * @throws ChangedInputException if an embeddings file is not what the store's settings say; nothing that was computed on it is
     *     stored
     */
    public RunReport run(ResultStore store, StoreWriter writer, Path claims, Parallel parallel) {
        SortedMap<String, Double> lambdas = inputs.lambdas(plan);
        try (Claims claimed = Claims.open(claims)) {
            Start start = new Start(store, writer, claimed, lambdas, parallel);
            start.run();
            return start.report();
        }
    }

    /** One start of the runner. */
    private final class Start {
        private final ResultStore store;
        private final StoreWriter writer;
        private final Claims claims;
        private final SortedMap<String, Double> lambdas;
        private final Parallel parallel;
        private final long planned = plan.combinations();
        private final AtomicLong settled = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong folded = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong elsewhere = new AtomicLong();
        private final AtomicLong flushed = new AtomicLong(System.nanoTime());
        private long earlier;

        Start(
                ResultStore store,
                StoreWriter writer,
                Claims claims,
                SortedMap<String, Double> lambdas,
                Parallel parallel) {
            this.store = store;
            this.writer = writer;
            this.claims = claims;
            this.lambdas = lambdas;
            this.parallel = parallel;
        }

        void run() {
            Map<Place, List<Open>> open = open();
            earlier = settled.get();
            listener.progress(earlier, planned);
            List<Open> postponed = new ArrayList<>();
            open.forEach((place, batches) -> {
                if (!stop.get()) {
                    postponed.addAll(place(place, batches));
                }
            });
            while (!postponed.isEmpty() && !stop.get()) {
                LOG.info("{} batches are worked on by other processes; they are looked at again", postponed.size());
                pause();
                Place place = postponed.get(0).batch().place();
                List<Open> again = postponed.stream()
                        .filter(o -> o.batch().place().equals(place))
                        .toList();
                postponed.removeAll(again);
                postponed.addAll(place(place, again));
            }
            writer.flush();
        }

        RunReport report() {
            return new RunReport(planned, earlier, done.get(), folded.get(), failed.get(), elsewhere.get(), stop.get());
        }

        /** Returns the batches that lack something, by place, and counts what is settled. */
        private Map<Place, List<Open>> open() {
            Map<Place, List<Open>> open = new LinkedHashMap<>();
            for (Batch batch : plan.batches()) {
                Pending pending = Pending.of(batch, store, options.has(RunOptions.Wish.RETRY_FAILED));
                settled.addAndGet(pending.settled());
                failed.addAndGet(pending.failed());
                if (!pending.isEmpty()) {
                    open.computeIfAbsent(batch.place(), p -> new ArrayList<>()).add(new Open(batch, pending));
                }
            }
            return open;
        }

        /** Does the batches of a place and returns those that others work on. */
        private List<Open> place(Place place, List<Open> batches) {
            PlaceData data;
            try {
                data = load(place, batches);
            } catch (StoreException e) {
                throw e;
            } catch (DataException e) {
                // The file could be read when its digest was taken: this is no property of the runs
                inputs.forgetDigests(place);
                throw e;
            } catch (RuntimeException e) {
                LOG.info("{}: cannot be loaded, its runs fail", place, e);
                Outcome.Failed failure = Outcome.Failed.of(e);
                batches.forEach(o -> o.pending().runs().forEach(r -> accept(r, failure)));
                return List.of();
            }
            MemoryGate gate = new MemoryGate(
                    options.memoryBytes() - batches.get(0).batch().work().resident());
            List<Open> others = new ArrayList<>();
            parallel.forEach(batches.size(), b -> {
                Open open = batches.get(b);
                if (!stop.get()) {
                    gate.run(open.batch().work().bytes(), () -> {
                        if (!claimed(open, data)) {
                            synchronized (others) {
                                others.add(open);
                            }
                        }
                    });
                }
            });
            return others;
        }

        private PlaceData load(Place place, List<Open> batches) {
            Set<TaskSplits> tasks = new LinkedHashSet<>();
            batches.forEach(o -> o.pending()
                    .runs()
                    .forEach(r -> tasks.add(r.combination().data().task())));
            return PlaceData.load(place, tasks, inputs.files(), store.settings().inputs(), plan.semantics(), parallel);
        }

        /** Does a batch unless another process works on it. */
        private boolean claimed(Open open, PlaceData data) {
            Optional<Claims.Claim> claim = claims.claim(open.batch().name());
            if (claim.isEmpty()) {
                return false;
            }
            try {
                store.refresh();
                Pending pending = Pending.of(open.batch(), store, options.has(RunOptions.Wish.RETRY_FAILED));
                long others = pending.settled() - open.pending().settled();
                settled.addAndGet(others);
                elsewhere.addAndGet(others);
                failed.addAndGet(pending.failed() - open.pending().failed());
                for (Pending.Alias alias : pending.aliases()) {
                    append(alias.combination(), alias.outcome());
                }
                if (!pending.runs().isEmpty()) {
                    new BatchRunner(plan.semantics(), options, parallel, stop::get, this::accept)
                            .run(
                                    open.batch(),
                                    pending.runs(),
                                    data,
                                    () -> lambdas.get(open.batch().place().backbone()));
                }
                flushSometimes();
            } finally {
                writer.publish(); // whoever claims the batch next sees what was done
                claim.get().close();
            }
            return true;
        }

        private void accept(DistinctRun run, Outcome outcome) {
            append(run.combination(), outcome);
            for (FoldedRun other : run.folded()) {
                if (other.combination().equals(run.combination())) {
                    settled.incrementAndGet(); // listed twice: one outcome serves both
                    folded.incrementAndGet();
                } else if (outcome instanceof Outcome.Failed) {
                    append(other.combination(), outcome);
                } else {
                    append(other.combination(), new Outcome.EqualTo(run.combination(), other.sentence()));
                }
            }
            if (outcome instanceof Outcome.Failed f) {
                listener.failed(CombinationNames.of(run.combination()), f.error());
            }
            listener.progress(settled.get(), planned);
            flushSometimes();
        }

        private void append(Combination combination, Outcome outcome) {
            writer.append(combination, outcome);
            settled.incrementAndGet();
            (outcome instanceof Outcome.Done ? done : outcome instanceof Outcome.EqualTo ? folded : failed)
                    .incrementAndGet();
        }

        /** Forces what was written to the disk if that has not been done for a while. */
        private void flushSometimes() {
            long last = flushed.get();
            long now = System.nanoTime();
            if (now - last > FLUSH_NANOS && flushed.compareAndSet(last, now)) {
                writer.flush();
            }
        }
    }

    /** A batch, and what the store lacked of it at the start. */
    private record Open(Batch batch, Pending pending) {}

    private static void pause() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another process worked on a batch", e);
        }
    }
}
