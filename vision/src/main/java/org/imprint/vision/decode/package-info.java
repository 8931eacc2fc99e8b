/**
 * Image files to pixels, as Pillow does it to the bit: what a file is, and its picture.
 *
 * <p>Start at {@link org.imprint.vision.decode.ImageDecoder}. Whatever is wrong with a file becomes an
 * {@link org.imprint.vision.decode.base.ImageException} whose message starts with the path.
 */
package org.imprint.vision.decode;
