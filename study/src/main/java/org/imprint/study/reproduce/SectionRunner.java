package org.imprint.study.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.run.RunListener;
import org.imprint.lab.run.RunOptions;
import org.imprint.lab.run.RunReport;
import org.imprint.lab.run.SweepJob;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.FileShapes;
import org.imprint.lab.run.input.SweepInputs;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.Sweep;
import org.imprint.study.collapse.CollapseKey;
import org.imprint.study.collapse.CollapseListener;
import org.imprint.study.collapse.CollapseRun;
import org.imprint.study.collapse.CollapseStore;
import org.imprint.study.collapse.Measurement;
import org.imprint.study.reproduce.need.EmbeddingsThere;
import org.imprint.study.reproduce.section.Section;
import org.imprint.study.reproduce.section.SectionOutcome;
import org.imprint.study.reproduce.section.SectionWork;

/** Runs and measures sections into one store. */
final class SectionRunner {

    private final Path data;
    private final ReproduceOptions options;
    private final Parallel parallel;
    private final ReproductionListener listener;

    SectionRunner(Path data, ReproduceOptions options, Parallel parallel, ReproductionListener listener) {
        this.data = data;
        this.options = options;
        this.parallel = parallel;
        this.listener = listener;
    }

    /** Does a section's work as far as the store lacks it. */
    SectionOutcome run(SectionWork work) {
        long start = System.nanoTime();
        long planned = 0;
        long failed = 0;
        ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
        for (Sweep sweep : work.sweeps()) {
            RunReport report = run(sweep, errors);
            planned += report.planned();
            failed += report.failed();
        }
        failed += measure(work.measurements(), errors);
        // Sorted because the order in which runs fail depends on the threads.
        List<String> some = errors.stream()
                .distinct()
                .sorted()
                .limit(SectionOutcome.MOST_ERRORS)
                .toList();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new SectionOutcome(
                work.section(), planned, work.measurements().size(), failed, seconds, work.leftOut(), some);
    }

    private RunReport run(Sweep sweep, ConcurrentLinkedQueue<String> errors) {
        EmbeddingInputs files = new EmbeddingInputs(data);
        Plan plan = Planner.plan(sweep, new FileShapes(files, sweep.semantics()));
        SweepInputs inputs = new SweepInputs(files, options.ridges());
        RunListener told = new RunListener() {
            @Override
            public void progress(long done, long total) {
                listener.progress("combinations", done, total);
            }

            @Override
            public void failed(String combination, String error) {
                errors.add(combination + ": " + error);
            }
        };
        return SweepJob.of(plan, inputs, options.store(), RunOptions.standard()).run(options.session(), told, parallel);
    }

    /** Returns how many measurements failed. */
    private int measure(List<CollapseChoice> choices, ConcurrentLinkedQueue<String> errors) {
        if (choices.isEmpty()) {
            return 0;
        }
        CollapseRun run = new CollapseRun(data, Runtime.getRuntime().maxMemory() / 2, parallel);
        EmbeddingInputs.Identified inputs =
                new EmbeddingInputs(data).identify(run.files(choices), SweepJob.digests(options.store()), parallel);
        try (CollapseStore store = CollapseStore.open(options.store(), inputs.files(), options.session())) {
            inputs.remember().run();
            Told told = new Told(store, choices.size(), errors);
            run.on(inputs).run(choices, store.known(), told);
            return told.failed;
        }
    }

    /** Keeps measurements and counts them. */
    private final class Told implements CollapseListener {
        private final CollapseStore store;
        private final int total;
        private final ConcurrentLinkedQueue<String> errors;
        private int done;
        private int failed;

        Told(CollapseStore store, int total, ConcurrentLinkedQueue<String> errors) {
            this.store = store;
            this.total = total;
            this.errors = errors;
        }

        @Override
        public void measured(Measurement measurement) {
            store.append(measurement.result());
            ended(1);
        }

        @Override
        public void known(CollapseKey key) {
            ended(1);
        }

        @Override
        public void failed(String what, int count, String error) {
            errors.add(what + ": " + error);
            failed += count;
            ended(count);
        }

        private void ended(int count) {
            done += count;
            listener.progress("measurements", done, total);
        }
    }

    /** Returns what of a section's published work can be done with the embeddings that are there. */
    static SectionWork possible(Section section, Path data) {
        EmbeddingsThere there = new EmbeddingsThere(data);
        List<Sweep> sweeps = new ArrayList<>();
        section.sweeps().forEach(sweep -> there.of(sweep).ifPresent(sweeps::add));
        List<CollapseChoice> measurements = there.of(section.measurements());
        return new SectionWork(section, sweeps, measurements, there.leftOut());
    }
}
