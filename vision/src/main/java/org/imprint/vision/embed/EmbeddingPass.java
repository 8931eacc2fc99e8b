package org.imprint.vision.embed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;
import org.imprint.vision.store.SampleIndex;

/**
 * Several backbones over one source of images, each image decoded once, to one file for each backbone.
 *
 * <p>Each file is what a pass with its backbone alone would write, to the byte, and can be continued on its own: after an
 * exception, an interrupt or the death of the process the same pass, or one with fewer backbones, goes on behind the last
 * batch of each file. Backbones with equal preprocessing share its work too. Memory does not depend on the number of images:
 * per worker one decoded image, one batch of input for each kind of preprocessing, and two batches of rows.
 *
 * @param targets at least one; no two with the same file
 * @param batch images per inference, in [1, 4096]; the last bits of an embedding may depend on it
 * @param workers threads, in [1, 1024]
 */
public record EmbeddingPass(List<Target> targets, int batch, int workers) {

    /** Checks the ranges, and that no file is written twice. */
    public EmbeddingPass {
        targets = List.copyOf(targets);
        Checks.require(!targets.isEmpty(), "pass must have at least one backbone", 0);
        Checks.inRange("embed.batch", batch, 1, 4096);
        Checks.inRange("embed.workers", workers, 1, 1024);
        Set<Path> files = new HashSet<>();
        for (Target target : targets) {
            Path file = target.file();
            Checks.require(
                    files.add(file.toAbsolutePath().normalize()), "backbones of a pass must have one file each", file);
        }
    }

    /**
     * Embeds all samples with all backbones, or what earlier runs left to do of it.
     *
     * <p>Everything that can be refused is refused before the first image is decoded.
     *
     * @param source images; those of an earlier run if there was one
     * @param origin what they are
     * @param precision how the numbers are stored
     * @param existing what becomes of files that are there
     * @param progress hears how many samples all files have
     * @throws DataException if an image cannot be read, a file cannot be written, or one that is there holds something else
     * @throws InterruptedException if the thread is interrupted
     */
    public PassResult run(SampleSource source, Origin origin, Precision precision, Existing existing, Progress progress)
            throws InterruptedException {
        SampleIndex samples = SampleIndex.of(source);
        List<Job> jobs = new ArrayList<>();
        for (Target target : targets) {
            Backbone backbone = target.backbone();
            jobs.add(new Job(
                    target,
                    new EmbeddingSpec(backbone.dimension(), precision, provenance(backbone, source, origin)),
                    existing));
        }
        List<Job> left = new ArrayList<>();
        for (Job job : jobs) {
            if (!job.isThere(samples)) {
                left.add(job);
            }
        }
        try {
            for (Job job : left) {
                job.open(samples);
            }
            Optional<SizeRange> sizes = write(source, left, progress);
            return new PassResult(
                    jobs.stream().map(j -> j.outcome(samples.size())).toList(), sizes);
        } finally {
            left.forEach(Job::close);
        }
    }

    private Optional<SizeRange> write(SampleSource source, List<Job> jobs, Progress progress)
            throws InterruptedException {
        int least = jobs.stream().mapToInt(Job::earlier).min().orElse(source.size());
        progress.done(least, source.size());
        List<Lane> lanes = jobs.stream().map(job -> job.lane(batch)).toList();
        Optional<SizeRange> sizes = Optional.empty();
        if (least < source.size()) {
            sizes = new Pipeline(source, lanes, batch, workers).run(progress);
        }
        jobs.forEach(Job::finish);
        return sizes;
    }

    private Provenance provenance(Backbone backbone, SampleSource source, Origin origin) {
        TreeMap<String, String> libraries = new TreeMap<>();
        libraries.put("imprint", ImprintVersion.get());
        libraries.put("onnxruntime", backbone.runtimeVersion());
        return new Provenance(
                backbone.descriptor().name(),
                backbone.sha256Hex(),
                backbone.descriptor().preprocessingJson(),
                backbone.descriptor().lambda(),
                origin.dataSet(),
                source.name(),
                origin.split(),
                batch,
                libraries);
    }

    /** One target on its way through one run. */
    private static final class Job {
        private final Target target;
        private final EmbeddingSpec spec;
        private final Existing existing;
        private Optional<EmbeddingWriter> writer = Optional.empty();
        private int earlier;

        Job(Target target, EmbeddingSpec spec, Existing existing) {
            this.target = target;
            this.spec = spec;
            this.existing = existing;
        }

        boolean isThere(SampleIndex samples) {
            return existing == Existing.KEEP
                    && Files.exists(target.file())
                    && EmbeddingWriter.requireSame(target.file(), spec, samples);
        }

        void open(SampleIndex samples) {
            writer = Optional.of(
                    existing == Existing.KEEP
                            ? EmbeddingWriter.open(target.file(), spec, samples)
                            : EmbeddingWriter.openOrRestart(target.file(), spec, samples));
            earlier = writer.get().committed();
        }

        int earlier() {
            return earlier;
        }

        Lane lane(int batch) {
            EmbeddingWriter out = writer.orElseThrow();
            boolean whole = out.committed() == out.rows();
            return new Lane(
                    target.backbone(),
                    whole ? Integer.MAX_VALUE : out.committed() / batch,
                    (first, rows) -> out.append(rows.rows(out.committed() - first, rows.rows())));
        }

        PassResult.Outcome outcome(int rows) {
            int before = writer.isPresent() ? earlier : rows;
            return new PassResult.Outcome(target, before, rows - before);
        }

        void finish() {
            writer.ifPresent(EmbeddingWriter::finish);
        }

        void close() {
            writer.ifPresent(EmbeddingWriter::close);
        }
    }
}
