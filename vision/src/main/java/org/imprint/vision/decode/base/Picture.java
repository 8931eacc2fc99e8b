package org.imprint.vision.decode.base;

import org.imprint.vision.image.RgbImage;

/**
 * What a file holds: pixels as stored, and how they were held.
 *
 * @param orientation EXIF orientation in [1, 8]; 1 is upright
 * @param isTurnedAlready whether the note on the sides of the picture contradicts the orientation: its pixels seem to have been turned
 *     by it, and the orientation left as it was
 * @param isUnended whether the file ends without the mark that all its format's files end with, though all pixels are there
 */
public record Picture(RgbImage image, int orientation, boolean isTurnedAlready, boolean isUnended) {

    /** Creates a picture with nothing odd about it. */
    public Picture(RgbImage image, int orientation) {
        this(image, orientation, false, false);
    }
}
