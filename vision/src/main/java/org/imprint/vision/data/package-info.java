/**
 * Labelled images as all of this module sees them: {@link org.imprint.vision.data.SampleSource}, its selections and splits, and the
 * digests that tell images apart.
 *
 * <p>Whatever is wrong with a file becomes a {@link org.imprint.vision.data.DataException} whose message starts with the path.
 */
package org.imprint.vision.data;
