package org.imprint.lab.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.imprint.core.Semantics;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.head.SharedHead;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.Normalization;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.DistinctRun;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Thrown;
import org.imprint.lab.store.StoreException;
import org.imprint.lab.sweep.label.TaskSplits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the runs of one batch: GEN once per task and k, NORMpost once per set of proxies, one search per NORMinf and distance. */
final class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    /** Is told what became of runs. */
    interface Sink {
        void accept(DistinctRun run, Outcome outcome);
    }

    private final Semantics semantics;
    private final RunOptions options;
    private final Parallel parallel;
    private final BooleanSupplier stop;
    private final Sink sink;

    BatchRunner(Semantics semantics, RunOptions options, Parallel parallel, BooleanSupplier stop, Sink sink) {
        this.semantics = semantics;
        this.options = options;
        this.parallel = parallel;
        this.stop = stop;
        this.sink = sink;
    }

    /**
     * Does some runs of a batch; those that are left when {@code stop} says so get no outcome.
     *
     * @param runs those of the batch's runs that are to be done
     * @param lambda ridge λ of the place's backbone
     */
    void run(Batch batch, List<DistinctRun> runs, PlaceData data, DoubleSupplier lambda) {
        TreeSet<Integer> ks = new TreeSet<>();
        batch.runs().forEach(r -> ks.add(r.form().generator().k()));
        ProxyMaker maker = new ProxyMaker(
                batch.stage(), semantics, runs.get(0).combination().seed(), ks, lambda, parallel);
        for (Map.Entry<TaskSplits, List<DistinctRun>> ofTask :
                grouped(runs, r -> r.combination().data().task()).entrySet()) {
            TaskData task = data.task(ofTask.getKey());
            for (Map.Entry<ProxyGenerator, List<DistinctRun>> ofGenerator :
                    grouped(ofTask.getValue(), r -> r.form().generator()).entrySet()) {
                if (stop.getAsBoolean()) {
                    return;
                }
                guarded(ofGenerator.getValue(), () -> {
                    Proxies proxies = maker.make(task, ofGenerator.getKey());
                    score(task, proxies, ofGenerator.getValue());
                });
            }
        }
    }

    private void score(TaskData task, Proxies proxies, List<DistinctRun> runs) {
        for (Map.Entry<Normalization, List<DistinctRun>> ofPost :
                grouped(runs, r -> r.form().post()).entrySet()) {
            guarded(ofPost.getValue(), () -> {
                List<SharedHead> heads = new ArrayList<>();
                for (List<FloatMatrix> known : proxies.steps()) {
                    heads.add(SharedHead.of(ofPost.getKey().ofProxies(known, semantics), semantics));
                }
                for (List<DistinctRun> search : searches(ofPost.getValue())) {
                    if (!stop.getAsBoolean()) {
                        guarded(
                                search,
                                () -> new Scoring(task, proxies.seconds(), options, parallel).run(heads, search, sink));
                    }
                }
            });
        }
    }

    /** Puts runs of one NORMinf together whose aggregations share a search. */
    private List<List<DistinctRun>> searches(List<DistinctRun> runs) {
        List<List<DistinctRun>> searches = new ArrayList<>();
        for (DistinctRun run : runs) {
            searches.stream()
                    .filter(search -> share(search.get(0), run))
                    .findFirst()
                    .orElseGet(() -> {
                        searches.add(new ArrayList<>());
                        return searches.get(searches.size() - 1);
                    })
                    .add(run);
        }
        return searches;
    }

    private boolean share(DistinctRun a, DistinctRun b) {
        return a.form().inf().equals(b.form().inf())
                && SharedHead.share(a.form().aggregation(), b.form().aggregation(), semantics);
    }

    /** Does work for some runs; what it throws becomes their failure, unless they have an outcome already. */
    private void guarded(List<DistinctRun> runs, Runnable work) {
        try {
            work.run();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.info("{} runs fail", runs.size(), e);
            fail(runs, Outcome.Failed.of(e));
        } catch (OutOfMemoryError e) {
            fail(
                    runs,
                    new Outcome.Failed(
                            "out of memory; give Java more (IMPRINT_OPTS=-Xmx…) or use fewer workers",
                            Optional.of(Thrown.of(e))));
        }
    }

    private void fail(List<DistinctRun> runs, Outcome.Failed failure) {
        runs.forEach(r -> sink.accept(r, failure));
    }

    private static <K> Map<K, List<DistinctRun>> grouped(List<DistinctRun> runs, Function<DistinctRun, K> key) {
        Map<K, List<DistinctRun>> groups = new LinkedHashMap<>();
        runs.forEach(r ->
                groups.computeIfAbsent(key.apply(r), k -> new ArrayList<>()).add(r));
        return groups;
    }
}
