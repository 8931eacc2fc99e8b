package org.imprint.vision.data;

import org.imprint.vision.image.RgbImage;

/**
 * An image as its file holds it, with what the file notes about it.
 *
 * @param image pixels as stored; {@code orientation} has not been applied
 * @param orientation EXIF orientation in [1, 8]; 1 is upright, or there is no note
 * @param isTurnedAlready whether the sides that EXIF notes are those of the picture before it was turned: somebody turned the pixels and
 *     left the orientation as it was, so that whoever obeys it turns them twice
 * @param isUnended whether the end mark of the file is missing, though all pixels are there
 */
public record StoredImage(RgbImage image, int orientation, boolean isTurnedAlready, boolean isUnended) {

    /** Returns an image that has no file of its own, and so no notes. */
    static StoredImage of(RgbImage image) {
        return new StoredImage(image, 1, false, false);
    }

    /** Returns whether width and height change places when the picture is turned upright. */
    public boolean isLying() {
        return orientation >= 5;
    }
}
