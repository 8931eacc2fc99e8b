/**
 * One class for each format that is read but WebP: {@code BmpFile}, {@code GifFile}, {@code JpegFile}, {@code PngFile},
 * {@code PnmFile}, {@code TiffFile}, and their parts.
 *
 * <p>Each gives the JDK's reader what it reads rightly and does the rest itself, so that pixels are Pillow's and hostile headers cost
 * nothing.
 */
package org.imprint.vision.decode.format;
