/** Decoded images, resampling that equals Pillow's to the bit, and the preprocessing of backbones. */
package org.imprint.vision.image;
