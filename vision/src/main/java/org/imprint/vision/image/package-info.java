/**
 * Images in memory, resampling that equals Pillow's to the bit, and the preprocessing of backbones.
 *
 * <p>Pure arithmetic: knows no files.
 */
package org.imprint.vision.image;
