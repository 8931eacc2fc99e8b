package org.imprint.vision.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.store.EmbeddingSpec;
import org.imprint.vision.store.Precision;
import org.imprint.vision.store.Provenance;

/**
 * Several backbones over one source of images, each image decoded once, to one file for each backbone.
 *
 * <p>Each file is what a pass with its backbone alone would write, to the byte, and can be continued on its own: after an
 * exception, an interrupt or the death of the process the same pass, or one with fewer backbones, computes the rows that each
 * file lacks. Backbones with equal preprocessing share its work too. Memory: about
 * 80 bytes for each image and backbone, and per worker one decoded image, one batch of input for each kind of preprocessing, and two batches of rows.
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

    /** As the other, with {@link OnBadImage#STOP}. */
    public PassResult run(SampleSource source, Origin origin, Precision precision, Existing existing, Progress progress)
            throws InterruptedException {
        return run(source, origin, precision, existing, OnBadImage.STOP, progress);
    }

    /**
     * Embeds all samples with all backbones, or what earlier runs left to do of it.
     *
     * <p>Everything that can be refused is refused before the first image is decoded. Where there are files already, finished
     * or begun, all images are read first to compare their content, without being decoded: rows are kept for images that are
     * the same, whatever they are called now and whatever lies beside them.
     *
     * @param source images
     * @param origin what they are
     * @param precision how the numbers are stored
     * @param existing what becomes of files that are there
     * @param onBadImage what to do about images that cannot be decoded or have no usable embedding
     * @param progress hears how many samples are through
     * @throws BadImagesException if there are such images and they are not to be skipped, or there are no others
     * @throws DataException if a file cannot be written, one that is there holds something else, or all rows are equal
     * @throws InterruptedException if the thread is interrupted
     */
    public PassResult run(
            SampleSource source,
            Origin origin,
            Precision precision,
            Existing existing,
            OnBadImage onBadImage,
            Progress progress)
            throws InterruptedException {
        List<PassJob> jobs = new ArrayList<>();
        for (Target target : targets) {
            Backbone backbone = target.backbone();
            EmbeddingSpec spec =
                    new EmbeddingSpec(backbone.dimension(), precision, provenance(backbone, source, origin));
            jobs.add(new PassJob(target, spec, existing));
        }
        return new PassRun(this, source, jobs, onBadImage, progress).run();
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
}
