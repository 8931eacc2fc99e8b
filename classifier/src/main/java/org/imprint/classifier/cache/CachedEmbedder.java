package org.imprint.classifier.cache;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.BadImage;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.embed.pipeline.BatchResult;
import org.imprint.vision.embed.pipeline.DigestList;
import org.imprint.vision.embed.pipeline.Digesting;
import org.imprint.vision.embed.pipeline.Lane;
import org.imprint.vision.embed.pipeline.Pipeline;
import org.imprint.vision.embed.pipeline.Plan;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.RowProblem;

/**
 * Embeds images that are not in the cache, each distinct one once.
 *
 * <p>Every image is a batch of its own, on a core of its own: so its row does not depend on what else is embedded, on what the cache
 * has, nor on the number of workers. (On two cores that is also the quickest.) Memory: the rows, and two images per worker.
 *
 * @param backbone computes the rows
 * @param cache keeps them
 * @param precision in which rows must be of use: finite, and not all zeros
 * @param workers threads, in [1, 1024]
 */
public record CachedEmbedder(Backbone backbone, EmbeddingCache cache, Precision precision, int workers) {

    /** Checks the range. */
    public CachedEmbedder {
        Checks.inRange("embed.workers", workers, 1, 1024);
    }

    /**
     * Embeds the images of a source.
     *
     * @param progress is told how many images have been dealt with
     * @return rows of all images that can be decoded and embedded, and the others with reasons; images that cannot be used are no
     *     error, even if all are
     * @throws DataException if the backbone fails, or it or an image changes meanwhile
     * @throws InterruptedException if the thread is interrupted; what was embedded before is in the cache
     */
    public EmbeddedImages embed(SampleSource source, Progress progress) throws InterruptedException {
        try (CachedRows kept = cache.rows(EmbeddingSpace.of(backbone))) {
            Pass pass = new Pass(source, kept);
            Digesting.run(source, pass.digests, workers);
            pass.lookUp();
            pass.compute(progress);
            backbone.requireUnchanged();
            return pass.result();
        }
    }

    /** One run: digests first, then what the cache has, then the rest. */
    private final class Pass {
        private final SampleSource source;
        private final CachedRows kept;
        private final int n;
        private final FloatMatrix rows;
        private final DigestList digests;

        /** Those whose row is there. */
        private final BitSet there = new BitSet();

        /** Which sample is embedded for all with its digest. */
        private final Map<ContentDigest, Integer> firsts = new HashMap<>();

        private final SortedMap<Integer, BadImage> bad = new TreeMap<>();
        private int computed;

        Pass(SampleSource source, CachedRows kept) {
            this.source = source;
            this.kept = kept;
            this.n = source.size();
            this.rows = FloatMatrix.zeros(n, backbone.dimension());
            this.digests = new DigestList(n);
        }

        void lookUp() {
            for (int i = 0; i < n; i++) {
                int sample = i;
                digests.get(i).ifPresent(digest -> {
                    firsts.putIfAbsent(digest, sample);
                    if (kept.read(digest, rows.data(), rows.offset(sample))) {
                        there.set(sample);
                    }
                });
            }
        }

        /** Whether a sample has to be decoded: its row is not there, and no earlier one is the same image. */
        private boolean isMissing(int i) {
            return !there.get(i) && digests.get(i).map(firsts::get).orElse(i) == i;
        }

        void compute(Progress progress) throws InterruptedException {
            BitSet missing = new BitSet();
            IntStream.range(0, n).filter(this::isMissing).forEach(missing::set);
            int[] done = {n - missing.cardinality()};
            progress.done(done[0], n);
            Lane lane = new Lane(backbone, missing::get, (samples, matrix) -> {});
            new Pipeline(source, List.of(lane), Plan.of(n, 1, missing::get), 1, workers).run(result -> {
                take(result);
                progress.done(++done[0], n);
            });
        }

        private void take(BatchResult result) {
            result.bad().forEach(b -> bad.put(b.sample(), new BadImage(source.id(b.sample()), b.reason())));
            for (int k = 0; k < result.samples().size(); k++) {
                int sample = result.samples().get(k);
                FloatMatrix matrix = result.rows().get(0);
                System.arraycopy(matrix.data(), matrix.offset(k), rows.data(), rows.offset(sample), rows.cols());
                identify(sample, result.digests().get(k));
                there.set(sample);
                computed++;
                if (RowProblem.of(rows, sample, Precision.FLOAT32).isEmpty()) {
                    kept.put(result.digests().get(k), rows.data(), rows.offset(sample));
                }
            }
        }

        private void identify(int sample, ContentDigest digest) {
            digests.get(sample).filter(known -> !known.equals(digest)).ifPresent(known -> {
                throw new DataException(source.id(sample) + ": has changed since this run began, sha256 is " + digest
                        + ", was " + known + "; run again");
            });
            digests.set(sample, digest);
        }

        /** Gives equal images their row, and takes rows that are of no use away. */
        EmbeddedImages result() {
            for (int i = 0; i < n; i++) {
                if (!there.get(i) && !bad.containsKey(i)) {
                    copyFirst(i, firsts.get(digests.get(i).orElseThrow()));
                }
                Optional<String> problem = there.get(i) ? RowProblem.of(rows, i, precision) : Optional.empty();
                if (problem.isPresent()) {
                    bad.put(i, new BadImage(source.id(i), "embedding of " + source.id(i) + " " + problem.get()));
                }
            }
            int[] good = IntStream.range(0, n).filter(i -> !bad.containsKey(i)).toArray();
            return new EmbeddedImages(
                    IntStream.of(good).boxed().toList(),
                    IntStream.of(good)
                            .mapToObj(i -> digests.get(i).orElseThrow())
                            .toList(),
                    good.length == n ? rows : rows.select(good),
                    List.copyOf(bad.values()),
                    computed);
        }

        private void copyFirst(int i, int first) {
            BadImage of = bad.get(first);
            if (of != null) {
                bad.put(i, new BadImage(source.id(i), source.id(i) + ": is the same image as " + of.reason()));
                return;
            }
            System.arraycopy(rows.data(), rows.offset(first), rows.data(), rows.offset(i), rows.cols());
            there.set(i);
        }
    }
}
