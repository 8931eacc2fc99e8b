package org.imprint.study.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.core.matrix.Parallel;
import org.imprint.lab.store.StoreException;
import org.imprint.study.reproduce.need.Needs;
import org.imprint.study.reproduce.need.Surroundings;
import org.imprint.study.reproduce.quick.QuickData;
import org.imprint.study.reproduce.quick.QuickSections;
import org.imprint.study.reproduce.quick.QuickSource;
import org.imprint.study.reproduce.section.Section;
import org.imprint.study.reproduce.section.SectionOutcome;
import org.imprint.study.reproduce.section.SectionWork;
import org.imprint.vision.fetch.Downloader;

/** Reproduces sections of the paper from what is needed to a page with ours beside the published figures. */
public final class Reproduction {

    private final ReproduceOptions options;
    private final Parallel parallel;
    private final ReproductionListener listener;

    /** Creates a reproduction. */
    public Reproduction(ReproduceOptions options, Parallel parallel, ReproductionListener listener) {
        this.options = options;
        this.parallel = parallel;
        this.listener = listener;
    }

    /**
     * Does sections in small, on parts of the embeddings below a folder or on the bundled digits.
     *
     * @param data folder with embeddings; if it has none, or is empty, the bundled digits are taken
     * @throws StoreException if the store holds results on other data
     * @throws InterruptedException if the thread is interrupted while images are embedded
     */
    public ReproductionResult quick(List<Section> sections, Optional<Path> data) throws InterruptedException {
        long start = System.nanoTime();
        listener.begins("Making small embeddings");
        Path root = options.out().resolve("data");
        QuickData small = new QuickSource(root).make(data, options.workers());
        DataOfStore.of(small).check(options.store(), options.semantics());
        QuickSections quick = new QuickSections(small);
        List<SectionWork> works = sections.stream()
                .map(s -> new SectionWork(s, quick.sweeps(s), quick.measurements(s), List.of()))
                .toList();
        return finish(works, root, new Results(options, root, small.source(), true), small.source(), List.of(), start);
    }

    /**
     * Does sections in full: gets and embeds what is missing, then runs what can be run.
     *
     * @throws StoreException if the store holds results on other data than the paper's
     * @throws InterruptedException if the thread is interrupted while images are embedded
     */
    public ReproductionResult full(List<Section> sections, Surroundings around, Downloader downloader)
            throws InterruptedException {
        long start = System.nanoTime();
        DataOfStore.paper().check(options.store(), options.semantics());
        List<String> failures =
                new Preparation(around, downloader, options, listener).prepare(Needs.of(sections, around), sections);
        List<SectionWork> works = sections.stream()
                .map(s -> SectionRunner.possible(s, around.data()))
                .toList();
        String source = "Embeddings below " + around.data() + ".";
        return finish(
                works, around.data(), new Results(options, around.data(), source, false), source, failures, start);
    }

    private ReproductionResult finish(
            List<SectionWork> published, Path data, Results results, String source, List<String> failures, long start) {
        List<SectionWork> works =
                published.stream().map(w -> w.with(options.semantics())).toList();
        SectionRunner runner = new SectionRunner(data, options, parallel, listener);
        List<SectionOutcome> outcomes = new ArrayList<>();
        for (SectionWork work : works) {
            listener.begins(work.section().title());
            outcomes.add(runner.run(work));
        }
        if (works.stream().allMatch(SectionWork::isEmpty)) {
            return new ReproductionResult(
                    source, results.isQuick(), outcomes, List.of(), failures, Optional.empty(), seconds(start));
        }
        listener.begins("Tables, figures and report");
        Results.Written written = results.write(works, outcomes, failures);
        return new ReproductionResult(
                source,
                results.isQuick(),
                outcomes,
                written.recipes(),
                failures,
                Optional.of(written.page()),
                seconds(start));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
