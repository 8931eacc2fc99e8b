package org.imprint.vision.embed;

import java.nio.file.Path;
import org.imprint.vision.backbone.Backbone;

/**
 * A backbone, and the file that its embeddings go to.
 *
 * @param backbone computes the embeddings
 * @param file the file to be
 */
public record Target(Backbone backbone, Path file) {}
