/**
 * WebP: its container in {@code WebpFile}, and VP8's lossy frames, bit for bit as libwebp decodes them.
 *
 * <p>A frame is read in the order of {@code Vp8Header}, {@code Vp8Residue}, {@code Vp8Prediction}, {@code Vp8LoopFilter},
 * {@code Vp8Colours}; probabilities are in {@code vp8.properties}.
 */
package org.imprint.vision.decode.webp;
