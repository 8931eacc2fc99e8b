package org.imprint.vision.embed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;
import org.imprint.vision.embed.pipeline.BatchResult;
import org.imprint.vision.embed.pipeline.DigestList;
import org.imprint.vision.embed.pipeline.Digesting;
import org.imprint.vision.embed.pipeline.Lane;
import org.imprint.vision.embed.pipeline.Pipeline;
import org.imprint.vision.embed.pipeline.Plan;
import org.imprint.vision.embed.pipeline.SizeRange;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.SampleIndex;

/** One run of a pass: as many rounds as it takes until every image that is left has its rows. */
final class PassRun {
    private final EmbeddingPass pass;
    private final SampleSource source;
    private final List<PassJob> jobs;
    private final OnBadImage onBadImage;
    private final Progress progress;
    private final DigestList digests;

    /** The samples that are left, by their place in the source. */
    private int[] kept;

    private final List<BatchResult.BadSample> bad = new ArrayList<>();
    private Optional<SizeRange> sizes = Optional.empty();

    PassRun(EmbeddingPass pass, SampleSource source, List<PassJob> jobs, OnBadImage onBadImage, Progress progress) {
        this.pass = pass;
        this.source = source;
        this.jobs = jobs;
        this.onBadImage = onBadImage;
        this.progress = progress;
        this.digests = new DigestList(source.size());
        this.kept = IntStream.range(0, source.size()).toArray();
    }

    PassResult run() throws InterruptedException {
        if (jobs.stream().anyMatch(PassJob::findsSomething)) {
            Digesting.run(source, digests, pass.workers());
        }
        if (onBadImage == OnBadImage.SKIP) {
            skipWhatWasSkipped();
        }
        while (true) {
            int before = bad.size();
            PassResult result = round();
            if (bad.size() == before) {
                return result;
            }
            if (onBadImage == OnBadImage.STOP || !dropBad()) {
                throw new BadImagesException(source.name(), source.size(), badImages());
            }
        }
    }

    /** Takes bad samples from those that are kept; returns whether any is left. */
    private boolean dropBad() {
        Set<Integer> gone = new HashSet<>();
        bad.forEach(b -> gone.add(b.sample()));
        kept = IntStream.of(kept).filter(i -> !gone.contains(i)).toArray();
        requireClasses();
        return kept.length > 0;
    }

    /** A class must not vanish because all its images are bad. */
    private void requireClasses() {
        BitSet left = new BitSet();
        IntStream.of(kept).forEach(i -> left.set(source.label(i)));
        for (BatchResult.BadSample sample : bad) {
            int label = source.label(sample.sample());
            if (kept.length > 0 && !left.get(label)) {
                throw new DataException(source.name() + ": class "
                        + source.classNames().get(label)
                        + " has no image left, because all of its images are bad: " + sample.reason());
            }
        }
    }

    /** A finished file lacks the images that an earlier run has skipped; if they are bad still, it is what is wanted. */
    private void skipWhatWasSkipped() {
        Optional<PassJob> finished = jobs.stream().filter(PassJob::findsFile).findFirst();
        if (finished.isEmpty()) {
            return;
        }
        Set<String> there;
        try (EmbeddingFile file = EmbeddingFile.open(finished.get().target().file())) {
            there = new HashSet<>(file.sampleIds(0, file.rows()));
        }
        for (int i : kept) {
            if (!there.contains(source.id(i))) {
                try {
                    source.identified(i);
                } catch (DataException e) {
                    bad.add(new BatchResult.BadSample(i, e.getMessage()));
                }
            }
        }
        dropBad();
    }

    private List<BadImage> badImages() {
        return bad.stream()
                .sorted(Comparator.comparingInt(BatchResult.BadSample::sample))
                .map(b -> new BadImage(source.id(b.sample()), b.reason()))
                .toList();
    }

    /** Embeds what is missing, and makes the files unless a bad image has turned up. */
    private PassResult round() throws InterruptedException {
        int before = bad.size();
        int[] places = kept;
        SampleSource left = SubsetSource.of(source, places);
        LeftOut skipped =
                new LeftOut(badImages().stream().map(BadImage::leftOut).toList());
        SampleIndex samples = SampleIndex.of(
                left, i -> digests.get(places[i]), source.leftOut().and(skipped));
        List<PassJob> open = new ArrayList<>();
        for (PassJob job : jobs) {
            if (!job.isThere(samples)) {
                open.add(job);
            }
        }
        try {
            for (PassJob job : open) {
                job.open(samples);
            }
            embed(left, open);
            open.forEach(job -> job.target().backbone().requireUnchanged());
            if (bad.size() == before) {
                open.forEach(PassJob::finish);
            }
            return new PassResult(
                    jobs.stream().map(j -> j.outcome(samples.size())).toList(), sizes, badImages());
        } finally {
            open.forEach(PassJob::close);
        }
    }

    private void embed(SampleSource left, List<PassJob> open) throws InterruptedException {
        int n = left.size();
        Plan plan = Plan.of(n, pass.batch(), i -> open.stream().anyMatch(job -> job.isMissing(i)));
        int[] done = {
            (int) IntStream.range(0, n)
                    .filter(i -> open.stream().noneMatch(job -> job.isMissing(i)))
                    .count()
        };
        progress.done(done[0], n);
        if (plan.batches() == 0) {
            return;
        }
        List<Lane> lanes = open.stream().map(PassJob::lane).toList();
        Optional<SizeRange> seen = new Pipeline(left, lanes, plan, pass.batch(), pass.workers()).run(result -> {
            done[0] += countMissing(result, open);
            store(result, open, lanes);
            progress.done(done[0], n);
        });
        sizes = sizes.isPresent() ? sizes : seen;
    }

    private static int countMissing(BatchResult result, List<PassJob> open) {
        return result.bad().size()
                + (int) result.samples().stream()
                        .filter(i -> open.stream().anyMatch(job -> job.isMissing(i)))
                        .count();
    }

    /** Stores the rows of a batch that can be used; the places of its samples are those among the kept ones. */
    private void store(BatchResult result, List<PassJob> open, List<Lane> lanes) {
        result.bad().forEach(b -> bad.add(new BatchResult.BadSample(kept[b.sample()], b.reason())));
        Set<Integer> useless = new TreeSet<>();
        for (int k = 0; k < result.samples().size(); k++) {
            identify(kept[result.samples().get(k)], result.digests().get(k));
            for (int l = 0; l < lanes.size(); l++) {
                FloatMatrix rows = result.rows().get(l);
                Optional<String> problem =
                        rows.rows() == 0 ? Optional.empty() : open.get(l).problem(rows, k);
                if (problem.isPresent() && useless.add(k)) {
                    int sample = kept[result.samples().get(k)];
                    bad.add(new BatchResult.BadSample(
                            sample,
                            open.get(l).target().file() + ": embedding of " + source.id(sample) + " " + problem.get()));
                }
            }
        }
        int[] good = IntStream.range(0, result.samples().size())
                .filter(k -> !useless.contains(k))
                .toArray();
        int[] samples = IntStream.of(good).map(k -> result.samples().get(k)).toArray();
        for (int l = 0; l < lanes.size(); l++) {
            FloatMatrix rows = result.rows().get(l);
            if (rows.rows() > 0 && good.length > 0) {
                lanes.get(l).sink().take(samples, useless.isEmpty() ? rows : rows.select(good));
            }
        }
    }

    /** Takes note of what an image was when it was decoded. */
    private void identify(int sample, ContentDigest digest) {
        digests.get(sample).filter(known -> !known.equals(digest)).ifPresent(known -> {
            throw new DataException(source.id(sample) + ": has changed since this run began, sha256 is " + digest
                    + ", was " + known + "; run again");
        });
        digests.set(sample, digest);
    }
}
