package org.imprint.vision.data;

import org.imprint.vision.image.RgbImage;

/**
 * An image and the digest of what it was decoded from, both from one reading: nothing can have changed in between.
 *
 * @param image the image
 * @param digest of the bytes that it was decoded from
 */
public record IdentifiedImage(RgbImage image, ContentDigest digest) {

    /** Returns an image that has no file of its own, with the digest of its pixels. */
    static IdentifiedImage of(RgbImage image) {
        return new IdentifiedImage(image, ContentDigest.of(image));
    }
}
