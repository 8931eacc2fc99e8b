package org.imprint.app.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.embed.EmbeddingPass;
import org.imprint.vision.embed.Existing;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.embed.Target;
import org.imprint.vision.store.EmbeddingFile;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.store.EmbeddingWriter;
import org.imprint.vision.store.OtherContentException;
import org.imprint.vision.store.Precision;

/**
 * Embeddings below the folder of a quickstart, in the layout that sweeps read: embedded once, taken from there the next time.
 *
 * <p>A file that holds other images or another backbone's rows is written anew. Where files cannot be written, embeddings stay in
 * memory.
 */
public final class KeptEmbeddings {

    private final Path folder;
    private final String dataSet;
    private final List<Path> files = new ArrayList<>();

    /**
     * Keeps embeddings below a folder.
     *
     * @param folder the folder of the quickstart
     * @param data name of the images
     */
    public KeptEmbeddings(Path folder, String data) {
        this.folder = folder;
        this.dataSet = EmbeddingPath.partOf(data);
    }

    /** Embeds a half, or reads what an earlier quickstart left of it. */
    EmbeddedSource embed(SampleSource half, String split, Embedder embedder, Progress progress)
            throws InterruptedException {
        if (!EmbeddingWriter.isSupported()) {
            return EmbeddedSource.of(half, embedder.embed(half, progress));
        }
        Backbone backbone = embedder.backbone();
        String name = EmbeddingPath.partOf(backbone.descriptor().name());
        Path file = new EmbeddingPath(dataSet, name, split).under(folder);
        EmbeddingPass pass =
                new EmbeddingPass(List.of(new Target(backbone, file)), embedder.batch(), embedder.workers());
        Origin origin = new Origin(dataSet, split);
        try {
            pass.run(half, origin, Precision.FLOAT32, Existing.KEEP, progress);
        } catch (OtherContentException e) {
            pass.run(half, origin, Precision.FLOAT32, Existing.REPLACE, progress);
        }
        files.add(file);
        try (EmbeddingFile kept = EmbeddingFile.open(file)) {
            return EmbeddedSource.of(half, kept.readAll());
        }
    }

    /** Returns the files that were written or read, in this order. */
    public List<Path> files() {
        return List.copyOf(files);
    }
}
