package org.imprint.app.opened;

import java.nio.file.Path;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.vision.install.BackboneNames;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether embeddings are kept for the next time. */
public final class CacheOption {

    @Option(
            names = "--no-cache",
            description = "Embed all images, and keep no embeddings in the user's folder for the next time.")
    private boolean none;

    /** Returns the user's cache, or none. @param spec whose standard error is told if it cannot be used */
    public EmbeddingCache cache(CommandSpec spec) {
        return none ? EmbeddingCache.none() : standard(spec);
    }

    /** Returns the folder of the user's cache, {@code embeddings} in that of backbones. */
    public static Path folder() {
        return BackboneNames.home().root().resolve("embeddings");
    }

    /** Returns the user's cache, in {@link #folder}. */
    public static EmbeddingCache standard(CommandSpec spec) {
        return EmbeddingCache.in(
                folder(),
                EmbeddingCache.DEFAULT_BYTES,
                notice -> spec.commandLine().getErr().println("imprint: " + notice));
    }
}
