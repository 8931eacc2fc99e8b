package org.imprint.app.embed;

import java.nio.file.Path;
import org.imprint.app.output.Output;
import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.store.EmbeddingPath;
import picocli.CommandLine.Option;

/** Where embeddings go: one file, or a folder with the published layout. */
final class OutputOptions {

    @Output(Output.Kind.FILE)
    @Option(names = "--out", paramLabel = "FILE.h5", description = "The file to write, for a single backbone.")
    private Path file;

    @Output(Output.Kind.FOLDER)
    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            description = "Folder for embeddings/DATASET/BACKBONE/SPLIT/embeddings_DATASET_BACKBONE_SPLIT.h5.")
    private Path folder;

    /** Throws unless there is a place for every backbone. */
    void require(BackboneOptions backbones) {
        int count = backbones.names().size();
        Checks.require(file == null || count == 1, "--out needs exactly one backbone (or --out-dir DIR)", count);
    }

    /** Returns the name of the data set as the place allows it: a path must not have spaces and the like. */
    String dataSet(String name) {
        return folder == null ? name : EmbeddingPath.partOf(name);
    }

    /** Returns the file of a backbone. */
    Path file(Origin origin, Backbone backbone) {
        return folder == null
                ? file
                : new EmbeddingPath(origin.dataSet(), backbone.descriptor().name(), origin.split()).under(folder);
    }
}
