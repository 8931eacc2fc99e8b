package org.imprint.vision.data;

import org.imprint.vision.image.RgbImage;

/**
 * What a file holds: pixels as stored, and how they were held.
 *
 * @param orientation EXIF orientation in [1, 8]; 1 is upright
 */
record Picture(RgbImage image, int orientation) {}
