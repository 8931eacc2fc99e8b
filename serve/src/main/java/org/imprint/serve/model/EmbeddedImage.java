package org.imprint.serve.model;

import java.util.Optional;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.image.RgbImage;

/**
 * What became of an image that was given.
 *
 * @param name as it was given
 * @param usable its embedding and itself, if it can be used
 * @param problem why it cannot, otherwise empty
 */
public record EmbeddedImage(String name, Optional<Usable> usable, String problem) {

    /**
     * An image that can be used.
     *
     * @param digest of its file's bytes
     * @param row its embedding [1, d]
     * @param image itself, upright; of more than 100,000 pixels made as small as a picture of an example
     */
    public record Usable(ContentDigest digest, FloatMatrix row, RgbImage image) {}
}
