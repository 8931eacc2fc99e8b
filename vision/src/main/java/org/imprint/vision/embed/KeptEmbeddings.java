package org.imprint.vision.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.OtherContentException;
import org.imprint.vision.store.Precision;

/**
 * Embeddings of images below a folder, in the layout that sweeps read: embedded once, taken from there the next time.
 *
 * <p>A file that holds other images or another backbone's rows is written anew. Where files cannot be written, embeddings stay in
 * memory.
 */
public final class KeptEmbeddings {

    private final Path folder;
    private final String dataSet;
    private final OnBadImage onBadImage;
    private final List<Path> files = new ArrayList<>();
    private LeftOut skipped = LeftOut.NOTHING;

    /**
     * Keeps embeddings below a folder.
     *
     * @param folder where {@code embeddings/…} goes, see {@link EmbeddingPath}
     * @param data name of the images
     * @param onBadImage what to do about images that cannot be decoded
     */
    public KeptEmbeddings(Path folder, String data, OnBadImage onBadImage) {
        this.folder = folder;
        this.onBadImage = onBadImage;
        this.dataSet = EmbeddingPath.partOf(data);
    }

    /**
     * Embeds images, or reads what an earlier call kept of them.
     *
     * @param images the images
     * @param split what the files call them
     * @return the images that were not skipped, each with its embedding
     * @throws InterruptedException if the thread is interrupted; what is done waits for the next call
     */
    public EmbeddedSource embed(SampleSource images, String split, Embedder embedder, Progress progress)
            throws InterruptedException {
        if (!EmbeddingWriter.isSupported()) {
            return EmbeddedSource.of(images, embedder.embed(images, progress));
        }
        Backbone backbone = embedder.backbone();
        String name = EmbeddingPath.partOf(backbone.descriptor().name());
        Path file = new EmbeddingPath(dataSet, name, split).under(folder);
        EmbeddingPass pass =
                new EmbeddingPass(List.of(new Target(backbone, file)), embedder.batch(), embedder.workers());
        Origin origin = new Origin(dataSet, split);
        PassResult result;
        try {
            result = pass.run(images, origin, Precision.FLOAT32, Existing.KEEP, onBadImage, progress);
        } catch (OtherContentException e) {
            result = pass.run(images, origin, Precision.FLOAT32, Existing.REPLACE, onBadImage, progress);
        }
        files.add(file);
        skipped = skipped.and(result.leftOut());
        try (EmbeddingFile kept = EmbeddingFile.open(file)) {
            return EmbeddedSource.of(without(images, result.skipped()), kept.readAll());
        }
    }

    private static SampleSource without(SampleSource images, List<BadImage> skipped) {
        Set<String> ids = skipped.stream().map(BadImage::id).collect(Collectors.toSet());
        return SubsetSource.of(
                images,
                IntStream.range(0, images.size())
                        .filter(i -> !ids.contains(images.id(i)))
                        .toArray());
    }

    /** Returns the images that were skipped. */
    public LeftOut skipped() {
        return skipped;
    }

    /** Returns the files that were written or read, in this order. */
    public List<Path> files() {
        return List.copyOf(files);
    }
}
