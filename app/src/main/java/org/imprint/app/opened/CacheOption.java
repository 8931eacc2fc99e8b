package org.imprint.app.opened;

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

    /** Returns the user's cache, {@code embeddings} in the folder of backbones. */
    public static EmbeddingCache standard(CommandSpec spec) {
        return EmbeddingCache.in(
                BackboneNames.home().root().resolve("embeddings"),
                EmbeddingCache.DEFAULT_BYTES,
                notice -> spec.commandLine().getErr().println("imprint: " + notice));
    }
}
