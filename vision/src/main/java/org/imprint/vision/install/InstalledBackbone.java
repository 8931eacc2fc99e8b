package org.imprint.vision.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.ModelContent;
import org.imprint.vision.data.DataException;

/**
 * A backbone in a {@link BackboneHome}.
 *
 * @param name its name there
 * @param onnx its graph
 */
public record InstalledBackbone(String name, Path onnx) {

    static final String PROVENANCE = "provenance.json";

    /**
     * Reads its descriptor.
     *
     * @throws DataException if that is missing or wrong
     */
    public BackboneDescriptor descriptor() {
        return BackboneDescriptor.read(BackboneDescriptor.pathFor(onnx));
    }

    /**
     * Reads where it is from; empty if somebody put the files there by hand.
     *
     * @throws DataException if there is something else than a provenance
     */
    public Optional<InstallRecord> provenance() {
        Path file = onnx.resolveSibling(PROVENANCE);
        return Files.exists(file) ? Optional.of(InstallRecord.read(file)) : Optional.empty();
    }

    /** Returns the files that it consists of. @throws DataException if they are damaged */
    ModelContent content() {
        return ModelContent.of(onnx);
    }

    /**
     * Opens it; the graph's digest is checked.
     *
     * @throws DataException if the files are damaged
     */
    public Backbone open() {
        return Backbone.open(onnx, descriptor());
    }
}
