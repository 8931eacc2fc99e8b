package org.imprint.classifier.file;

import org.imprint.core.Checks;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;

/**
 * Which backbone a classifier's embeddings come from.
 *
 * @param sha256 digest of the model, 64 lower-case hexadecimal digits
 * @param runtime version of ONNX Runtime that computed them
 * @param descriptor how an image becomes its input
 */
public record BackboneMark(String sha256, String runtime, BackboneDescriptor descriptor) {

    /** Checks the digest. */
    public BackboneMark {
        Checks.require(
                sha256.matches("[0-9a-f]{64}"), "backbone.sha256 must be 64 lower-case hexadecimal digits", sha256);
    }

    /** Returns the mark of an open backbone. */
    public static BackboneMark of(Backbone backbone) {
        return new BackboneMark(backbone.sha256Hex(), backbone.runtimeVersion(), backbone.descriptor());
    }
}
