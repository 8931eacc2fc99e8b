package org.imprint.vision.decode.base;

import org.imprint.vision.image.RgbImage;

/**
 * What a file holds: pixels as stored, and how they were held.
 *
 * @param orientation EXIF orientation in [1, 8]; 1 is upright
 */
public record Picture(RgbImage image, int orientation) {}
