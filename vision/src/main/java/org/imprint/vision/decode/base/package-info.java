/**
 * What every decoder stands on: bytes that are checked before they are read, the budget of an image, the JDK's readers for raw
 * samples, palettes, and how a picture is turned upright.
 *
 * <p>No decoder may take memory before {@link org.imprint.vision.decode.base.Bytes#checkSize} has seen the size.
 */
package org.imprint.vision.decode.base;
